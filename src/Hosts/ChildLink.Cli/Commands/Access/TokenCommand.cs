using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChildLink.Api.Authentication;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Access;

/// <summary><c>childlink token</c>: a development token, in a synthetic cluster only.</summary>
internal static partial class TokenCommand
{
    /// <summary>What people call the role at a school.</summary>
    private const string School = "school";

    public static Command Create(Workbench bench)
    {
        var role = new Option<string>("--role") { Description = "Role, e.g. steward, analyst, narrower, school (= user-entity), privacy-officer.", Required = true };
        var purpose = new Option<string[]>("--purpose") { Description = "Purpose; may be repeated. Without it: every purpose of the role." };
        var institution = new Option<string?>("--institution") { Description = "Institution, e.g. a school code, where the role needs one." };
        var minutes = new Option<int>("--minutes") { Description = "Life of the token, 1 to 60.", DefaultValueFactory = static _ => (int)DevelopmentIssuer.LongestLifetime.TotalMinutes };
        minutes.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 60)
                result.AddError("--minutes must lie in 1 to 60.");
        });
        var person = new Option<string?>("--person") { Description = "Id of the invented person: two people for what two decide. Without it dev-<role>, or dev-<role>-<institution>." };
        person.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && !PersonForm().IsMatch(result.Tokens[0].Value))
                result.AddError("--person must be 1 to 64 of a-z, A-Z, 0-9, '.', '_' and '-'.");
        });
        var municipality = Desk.MunicipalityOption();
        var token = new Command("token", "Issue a development token (synthetic clusters only) and assign its holder where needed.") { role, purpose, institution, person, minutes, municipality };
        token.SetAction(bench.Action((parse, ct) =>
        {
            var named = parse.GetRequiredValue(role);
            var request = new StaffRequest(named == School ? "user-entity" : named, parse.GetValue(purpose) ?? [], parse.GetValue(institution))
            {
                Lifetime = TimeSpan.FromMinutes(parse.GetValue(minutes)),
                Person = parse.GetValue(person),
            };
            return RunAsync(bench, parse.GetValue(municipality), request, ct);
        }));
        return token;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, StaffRequest request, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        var issued = await desk.Staff().TokenAsync(request, ct);
        return Answer.Of(
            new JsonObject
            {
                ["token"] = issued.Token,
                ["tokenType"] = "Bearer",
                ["expiresAt"] = issued.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["issuer"] = issued.Issuer,
                ["audience"] = issued.Audience,
                ["municipality"] = desk.Municipality.Code,
                ["person"] = issued.Person,
                ["role"] = issued.Request.Role,
                ["institution"] = issued.Request.Institution,
                ["purposes"] = new JsonArray([.. issued.Request.Purposes.Select(p => JsonValue.Create(p))]),
            },
            issued.Token);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonForm();
}
