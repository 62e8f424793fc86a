using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using ChildLink.Api.Authentication;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Commands;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>A day before 1900 or after 2200 is a slip: it is named where it stands, and arithmetic on days never meets it.</summary>
public sealed class DayBoundsTests
{
    private const string List = "mutation ($day: Date) { proposeAssignmentBatch(input: {rows: [{action: \"add\", person: \"a\", role: \"analyst\", purposes: [\"screening\"], until: $day}]}) { errors { __typename } } }";

    private static readonly string[] Slips = ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_literal_and_a_variable_are_refused_with_their_place()
    {
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct);
        var now = TimeProvider.System.GetUtcNow();
        var assignment = new Assignment(Guid.NewGuid(), city.Issuer.Issuer, "sato", "steward", null, ["steering"], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        (await city.Municipality.Assignments.AddAsync("152242", city.Municipality.Policy, assignment, _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
        var token = city.Issuer.Issue(new DevelopmentTokenRequest("sato", "152242", "steward", null, [], TimeSpan.FromMinutes(10)), now);

        foreach (var day in Slips)
        {
            await RefusedAsync(List.Replace("($day: Date) ", "", StringComparison.Ordinal).Replace("$day", $"\"{day}\"", StringComparison.Ordinal), null, "until");
            await RefusedAsync(List, day, "day");
            await RefusedAsync($"mutation {{ startScreeningRun(input: {{plan: \"nobeoka-count\", asOf: \"{day}\"}}) {{ job {{ id }} }} }}", null, "asOf");
            await RefusedAsync($"mutation {{ trainModel(input: {{plan: \"sado-abuse\", until: \"{day}\"}}) {{ job {{ id }} }} }}", null, "until");
        }

        async Task RefusedAsync(string query, string? day, string named)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables = new { day } }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Purpose-Of-Use", "steering");
            request.Headers.Accept.ParseAdd("application/graphql-response+json");
            using var answer = await city.Client.SendAsync(request, Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            // A variable is a fault of the request, a literal one of its field (GraphQL over HTTP, section 6.4.2).
            ((int)answer.StatusCode).ShouldBe(day is null ? 200 : 400, body);
            var error = JsonNode.Parse(body)!["errors"]!.AsArray().ShouldHaveSingleItem()!;
            error["message"]!.GetValue<string>().ShouldContain(named);
            error["extensions"]!["code"]!.GetValue<string>().ShouldBe("request-malformed");
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task Options_and_lists_of_the_command_line_name_theirs()
    {
        await using var home = new CommandHome();
        await home.DoAsync("init");
        await home.DoAsync("municipality", "add", "152242", "--preset", "sado");
        var list = Path.Combine(home.Path, "list.csv");
        foreach (var day in Slips)
        {
            foreach (var (option, command) in new (string, string[])[]
            {
                ("--as-of", ["screen", "152242", "--plan", "nobeoka-count"]), ("--until", ["train", "152242", "--plan", "sado-abuse"]),
                ("--until", ["assignments", "first", "--issuer", "i", "--steward", "a", "--officer", "b"]), ("--as-of", ["synthesize", "small", "--out", Path.Combine(home.Path, "raw")]),
            })
            {
                var result = await home.RunAsync([.. command, option, day, "--json"]);
                (result.Exit, result.ErrorCode).ShouldBe((2, "usage"), string.Join(' ', command));
                result.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(option);
            }

            await File.WriteAllTextAsync(list, $"action,person,role,purposes,from,until\nadd,a,analyst,screening,{day},2099-03-31\nadd,b,analyst,screening,,{day}\nend,c,analyst,,,{day}\n", Ct);
            var faulty = await home.RunAsync("assignments", "import", list, "--json");
            faulty.Exit.ShouldBe(1);
            faulty.Json.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("row")}:{r.GetProperty("field")}").ShouldBe(["2:from", "3:until", "4:until"]);
        }
    }
}
