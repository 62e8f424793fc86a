using System.Text.Json.Nodes;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Oversight;

/// <summary>The officer finds in the log what a command was about, and everything that one person did, by the id people know.</summary>
public sealed class CommandEntryTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Steward = "steward/steering";
    private const string Officer = "privacy-officer/audit";
    private const string Analyst = "analyst/screening";

    [Fact]
    public async Task Decisions_on_an_assignment_name_it_at_both_doors()
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        var added = (await city.AskAsync(Steward, "/v1/assignments", status: 201, body: $$"""{"person":"entry-a","role":"analyst","purposes":["screening"],"until":"{{until}}"}"""))["id"]!;
        await city.AskAsync(Officer, "/v1/assignments/{id}/approve", $"/v1/assignments/{added}/approve", body: "");
        await city.AskAsync(Steward, "/v1/assignments/{id}/end", $"/v1/assignments/{added}/end", body: "");
        var other = (await GraphAsync(Steward, $$"""mutation { addAssignment(input: {person: "entry-b", role: "analyst", purposes: ["screening"], until: "{{until}}"}) { assignment { id } } }"""))
            ["addAssignment"]!["assignment"]!["id"]!;
        await GraphAsync(Officer, $$"""mutation { approveAssignment(input: {id: "{{other}}"}) { assignment { id } } }""");
        await GraphAsync(Steward, $$"""mutation { endAssignment(input: {id: "{{other}}"}) { id } }""");

        (await OperationsAsync($"assignment={added}")).ShouldBe(["POST /v1/assignments/{id}/end", "POST /v1/assignments/{id}/approve", "POST /v1/assignments"]);
        (await OperationsAsync($"assignment={other}")).ShouldBe(["graphql mutation endAssignment", "graphql mutation approveAssignment", "graphql mutation addAssignment"]);
    }

    [Fact]
    public async Task A_declared_conflict_and_its_end_name_it_and_are_found_by_the_child()
    {
        var mine = (await city.AskAsync(Analyst, "/v1/conflicts", status: 201, body: """{"residentCode":"8888888888","household":false}"""))["id"]!;
        var child = (await city.AskAsync(Steward, "/v1/conflicts"))["items"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == mine.GetValue<string>())!["child"]!;
        await GraphAsync(Steward, $$"""mutation { endConflict(input: {id: "{{mine}}"}) { conflict { id } } }""");

        (await OperationsAsync($"conflict={mine}", $"?child={child}")).ShouldBe(["graphql mutation endConflict", "POST /v1/conflicts"]);
    }

    [Fact]
    public async Task A_person_is_found_by_the_id_alone_and_under_the_issuer_at_both_doors()
    {
        await city.AskAsync(Analyst, "/v1/screening-runs");
        var whole = (await city.AskAsync(Officer, "/v1/access-log", "/v1/access-log?actor=test-analyst"))["items"]!.AsArray();
        whole.ShouldNotBeEmpty();
        whole.ShouldAllBe(e => e!["actor"]!.GetValue<string>() == $"{city.Issuer}|test-analyst");

        var exact = (await city.AskAsync(Officer, "/v1/access-log", $"/v1/access-log?actor={Uri.EscapeDataString($"{city.Issuer}|test-analyst")}"))["items"]!;
        exact.AsArray().Count.ShouldBe(whole.Count);
        (await city.AskAsync(Officer, "/v1/access-log", "/v1/access-log?actor=analyst"))["items"]!.AsArray().ShouldBeEmpty("a part of an id names nobody");
        (await GraphAsync(Officer, """{ accessLog(actor: "test-analyst") { nodes { actor } } }"""))["accessLog"]!["nodes"]!.AsArray().Count.ShouldBe(whole.Count);
    }

    private async Task<IEnumerable<string>> OperationsAsync(string target, string query = "")
    {
        var entries = (await city.AskAsync(Officer, "/v1/access-log", $"/v1/access-log{query}"))["items"]!.AsArray();
        return entries.Where(e => e!["fields"]!.AsArray().Any(f => f!.GetValue<string>() == target)).Select(e => e!["operation"]!.GetValue<string>()).ToList();
    }

    private async Task<JsonNode> GraphAsync(string who, string document)
    {
        var (status, answer) = await city.SendAsync(who, "/graphql", new JsonObject { ["query"] = document }.ToJsonString());
        status.ShouldBe(200, answer.ToJsonString());
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        return answer["data"]!;
    }
}
