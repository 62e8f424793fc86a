using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary>One way to look: whose token, under which purpose and context, at what.</summary>
/// <param name="Who">Name of the shell variable that holds the token.</param>
/// <param name="Token">The token.</param>
/// <param name="Purpose">Purpose-Of-Use.</param>
/// <param name="Context">Purpose-Context, or null.</param>
/// <param name="Path">Path of the request.</param>
internal sealed record Eye(string Who, string Token, string Purpose, string? Context, string Path)
{
    /// <summary>The request for a shell in which the token's variable is set.</summary>
    public string Request(Uri address) => $"{Head} '{new Uri(address, Path)}'";

    /// <summary>A GraphQL request of the same person. The document holds no quotation mark.</summary>
    public string Question(Uri address, string document, JsonObject? variables = null) =>
        $"{Head} -H 'Content-Type: application/json' '{new Uri(address, "/graphql")}' -d '{{\"query\":\"{document}\"{(variables is null ? "" : $",\"variables\":{variables.ToJsonString()}")}}}'";

    private string Head =>
        $"curl -s -H \"Authorization: Bearer ${Who}\" -H 'Purpose-Of-Use: {Purpose}'{(Context is null ? "" : $" -H 'Purpose-Context: {Context}'")}";
}

/// <summary>Five people who look at one child, each with a fresh token.</summary>
internal static class Eyes
{
    private const string AnyInstitution = "1001";

    /// <summary>Tokens and requests; without a candidate the requests are lists.</summary>
    public static async Task<IReadOnlyList<Eye>> OpenAsync(DevelopmentStaff staff, Candidate? candidate, CancellationToken ct)
    {
        var run = candidate is null ? null : $"run:{candidate.Run:D}";
        async Task<Eye> Of(string who, string role, string purpose, string? institution, string? context, string path) =>
            new(who, (await staff.TokenAsync(new StaffRequest(role, [], institution), ct)).Token, purpose, context, path);

        return
        [
            await Of("STEWARD", "steward", candidate is null ? "steering" : "share-decision", null, run, candidate is null ? "/v1/screening-runs" : $"/v1/children/{candidate.Id:D}/result"),
            await Of("ANALYST", "analyst", "screening", null, run, candidate is null ? "/v1/screening-runs" : $"/v1/children/{candidate.Pseudonym}/factors"),
            await Of("NARROWER", "narrower", "narrowing", null, run, candidate is null ? "/v1/screening-runs" : $"/v1/children/{candidate.Id:D}/factors"),
            await Of("SCHOOL", "user-entity", "child-support", candidate?.School ?? AnyInstitution, null, candidate is null ? "/v1/children" : $"/v1/children/{candidate.Id:D}/result"),
            await Of("OFFICER", "privacy-officer", "audit", null, null, candidate is null ? "/v1/access-log" : $"/v1/access-log?child={candidate.Id:D}"),
        ];
    }
}
