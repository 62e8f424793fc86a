using System.Text.Json.Nodes;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.OpenApi;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Casework;

/// <summary>個別提供 at both doors: every answer is as the document describes it, the graph says the same, and nothing else changes.</summary>
public sealed class GrantDoorTests(ScreenedCity city) : IClassFixture<ScreenedCity>, IAsyncLifetime
{
    private const string Narrower = "narrower/narrowing";
    private const string School = "user-entity/child-support";
    private const string Second = "second-granter";
    private const string Teeth = "checkup-3y.decayed-teeth";
    private const string Value = "19";
    private const string Shown = "id case child item provision basis authority institution persons from until state closedBy proposedBy proposedAt decidedBy decidedAt endedBy endedAt version reason trigger refusal";
    private const string Received = "id child item name provision basis authority from until";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string child = "";
    private string @case = "";

    private string Mine => $"narrower/case-work/test-narrower/case:{@case}";

    private string Theirs => $"narrower/case-work/{Second}/case:{@case}";

    public async ValueTask InitializeAsync()
    {
        await city.AllowAsync(Second, "narrower", "case-work");
        await city.AllowAsync("other-teacher", "user-entity", "child-support", "1002");
        await city.MakeCandidatesAsync();
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering");
        using var files = new TownFiles();
        files.Write(city.Municipality.City, "checkup-3y", "乳幼児健診_3歳児.csv", "宛名番号,受診日,肥満度,未処置歯", [.. Enumerable.Range(1, 22).Select(i => $"{i:0000000000},2019-06-01,3.5,{Value}")]);
        (await city.Municipality.Importer.ImportAsync(steward, [files.Folder], dryRun: false, progress: null, Ct)).ShouldAllBe(o => o is DeliveryOutcome.Taken || o is DeliveryOutcome.Repeated);
        child = await city.FirstChildAsync(Narrower);
        var (status, opened) = await city.SendAsync(Narrower, "/v1/cases", $$"""{"child":"{{child}}"}""");
        @case = status == 201 ? opened["id"]!.GetValue<string>() : opened["detail"]!.GetValue<string>()["case ".Length..^1];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_whole_life_of_a_grant_is_as_described_and_nothing_else_changes()
    {
        var (before, receivedBefore) = (await ElsewhereAsync(), await city.AskAsync(School, "/v1/received-grants"));
        receivedBefore["items"]!.AsArray().ShouldBeEmpty();
        (await ItemsAsync()).ShouldBeEmpty();
        (await city.AskAsync("narrower/case-work", "/v1/grants", status: 403, body: Body()))["code"]!.GetValue<string>().ShouldBe("context-required");
        (await city.AskAsync(Mine, "/v1/grants", status: 400, body: Body(item: "epds.total")))["field"]!.GetValue<string>().ShouldBe("item");
        await city.AskAsync(Mine, "/v1/grants", status: 400, body: "{}");
        (await city.AskAsync(Mine, "/v1/grants", status: 400, body: Body().Replace("[\"test-user-entity\"]", "null")))["field"]!.GetValue<string>().ShouldBe("persons");
        (await city.AskAsync($"narrower/case-work/test-narrower/case:{Guid.NewGuid()}", "/v1/grants", status: 404, body: Body()))["code"]!.GetValue<string>().ShouldBe("not-found");

        var proposed = await city.AskAsync(Mine, "/v1/grants", status: 201, body: Body());
        var id = proposed["id"]!.GetValue<string>();
        (proposed["state"]!.GetValue<string>(), proposed["reason"]!.GetValue<string>(), proposed["authority"]!.GetValue<string>()).ShouldBe(("proposed", "歯科受診の支援", "児童福祉法25条の3"));
        (await city.AskAsync(Theirs, "/v1/grants", status: 409, body: Body()))["code"]!.GetValue<string>().ShouldBe("already-granted");
        (await FailAsync(Mine, id, "approve", 403, """{"version":1}""")).ShouldBe("same-person");
        (await FailAsync(Theirs, Guid.NewGuid().ToString(), "approve", 404, """{"version":1}""")).ShouldBe("not-found");
        await SameInGraphAsync();
        (await ItemsAsync()).ShouldBeEmpty();

        (await DoAsync(Theirs, id, "approve", """{"version":1}"""))["state"]!.GetValue<string>().ShouldBe("approved");
        var stale = await city.AskAsync(Theirs, "/v1/grants/{id}/refuse", $"/v1/grants/{id}/refuse", 409, """{"version":1,"reason":"x"}""");
        (stale["code"]!.GetValue<string>(), stale["detail"]!.GetValue<string>()).ShouldBe(("conflict", "is 2 now."));
        (await FailAsync(Theirs, id, "approve", 409, """{"version":2}""")).ShouldBe("assignment-decided");

        var items = await ItemsAsync();
        items.ShouldHaveSingleItem()!["values"]!.AsArray().ShouldHaveSingleItem()!["value"]!.GetValue<string>().ShouldBe(Value);
        (await city.AskAsync(School, "/v1/received-grants"))["items"]!.AsArray().ShouldHaveSingleItem()!["child"]!.GetValue<string>().ShouldBe(child);
        await city.AskAsync("user-entity/child-support/other-teacher", "/v1/children/{id}/granted-items", $"/v1/children/{child}/granted-items", 404);
        (await city.AskAsync("user-entity/child-support/other-teacher", "/v1/received-grants"))["items"]!.AsArray().ShouldBeEmpty();
        await city.AskAsync(School, "/v1/children/{id}/granted-items", "/v1/children/not-an-id/granted-items", 404);
        (await city.AskAsync(Mine, "/v1/children/{id}/granted-items", $"/v1/children/{child}/granted-items", 403))["code"]!.GetValue<string>().ShouldBe("operation-not-allowed");
        await SameInGraphAsync();
        (await ElsewhereAsync()).ShouldBe(before, "no other answer knows of a grant");
        await LoggedAsync();

        (await DoAsync(Mine, id, "end", """{"version":2}"""))["endedBy"]!.GetValue<string>().ShouldBe("test-narrower");
        (await ItemsAsync()).ShouldBeEmpty();
        await SameInGraphAsync();
    }

    [Fact]
    public async Task The_graph_carries_the_same_commands()
    {
        await using var bench = city.OpenGraph();
        var staff = (await bench.CallerAsync("narrower", "case-work")) with { Context = new AccessContext("case", Guid.Parse(@case)) };
        var second = (await bench.CallerAsync("narrower", "case-work", person: Second)) with { Context = new AccessContext("case", Guid.Parse(@case)) };
        var until = TimeProvider.System.GetUtcNow().AddDays(20).ToString("O");
        string Propose(string item) => $$"""
            mutation { proposeGrant(input: { item: "{{item}}", basis: "APPI-69-1", institution: "1001", persons: ["test-user-entity"], trigger: "求め", reason: "理由", until: "{{until}}" }) {
              grant { {{Shown}} } errors { __typename ... on InvalidInputError { field } ... on Error { code } } } }
            """;

        (await bench.AskAsync(staff, Propose("child.name")))["data"]!["proposeGrant"]!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("item");
        var through = staff with { Identity = staff.Identity with { Client = "portal" } };
        (await bench.AskAsync(through, Propose(Teeth)))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("person-required");
        (await bench.AskAsync(staff with { Context = null }, Propose(Teeth)))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("context-required");
        var proposed = (await bench.AskAsync(staff, Propose(Teeth)))["data"]!["proposeGrant"]!["grant"]!;
        var id = proposed["id"]!.GetValue<string>();
        proposed["trigger"]!.GetValue<string>().ShouldBe("求め");
        (await bench.AskAsync(staff, Propose(Teeth)))["data"]!["proposeGrant"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("AlreadyGrantedError");
        (await ErrorAsync(staff, "approveGrant", "version: 1")).ShouldBe("SamePersonError");
        (await ErrorAsync(second, "approveGrant", "version: 7")).ShouldBe("ConflictError");
        var refused = await bench.AskAsync(second, $$"""mutation { refuseGrant(input: { id: "{{id}}", version: 1, reason: "不要" }) { grant { state refusal version } errors { __typename } } }""");
        refused["data"]!["refuseGrant"]!["grant"]!.ToJsonString().ShouldContain("\"refused\"");
        (await ErrorAsync(second, "approveGrant", "version: 2")).ShouldBe("AlreadyDecidedError");
        (await ErrorAsync(second, "endGrant", "version: 2")).ShouldBe("AlreadyDecidedError");

        async Task<string> ErrorAsync(Caller caller, string command, string more) => (await bench.AskAsync(caller,
            $$"""mutation { {{command}}(input: { id: "{{id}}", {{more}} }) { grant { id } errors { __typename } } }"""))["data"]![command]!["errors"]![0]!["__typename"]!.GetValue<string>();
    }

    private static string Body(string item = Teeth) => $$"""
        {"item":"{{item}}","basis":"APPI-69-1","institution":"1001","persons":["test-user-entity"],"trigger":"協議会の求め","reason":"歯科受診の支援","until":"{{TimeProvider.System.GetUtcNow().AddDays(30):O}}"}
        """;

    private async Task<JsonArray> ItemsAsync() => (await city.AskAsync(School, "/v1/children/{id}/granted-items", $"/v1/children/{child}/granted-items"))["items"]!.AsArray();

    private Task<JsonNode> DoAsync(string who, string id, string command, string body) => city.AskAsync(who, $"/v1/grants/{{id}}/{command}", $"/v1/grants/{id}/{command}", body: body);

    private async Task<string> FailAsync(string who, string id, string command, int status, string body) =>
        (await city.AskAsync(who, $"/v1/grants/{{id}}/{command}", $"/v1/grants/{id}/{command}", status, body))["code"]!.GetValue<string>();

    /// <summary>What the school is answered at every other question of the REST door about the child or its pupils.</summary>
    private async Task<string> ElsewhereAsync()
    {
        var told = new List<string>();
        foreach (var operation in new[] { typeof(Operations), typeof(CaseOperations) }.SelectMany(t => t.GetFields()).Select(f => f.GetValue(null)).OfType<Operation>()
            .Where(o => o.Method == "GET" && o.Allows("child-support") && o != CaseOperations.ReceivedGrants && o != CaseOperations.GrantedItems))
        {
            var url = operation.Path.Replace("{id}", child, StringComparison.Ordinal).Replace("{field}", Teeth, StringComparison.Ordinal);
            told.Add($"{url} {(await city.AskTextAsync(School, url)).Answer}");
        }

        told.Count.ShouldBeGreaterThan(8);
        return string.Join('\n', told);
    }

    private async Task SameInGraphAsync()
    {
        await using var bench = city.OpenGraph();
        var staff = (await bench.CallerAsync("narrower", "case-work")) with { Context = new AccessContext("case", Guid.Parse(@case)) };
        var school = await bench.CallerAsync("user-entity", "child-support");
        Same(await bench.AskAsync(staff, $"{{ grants {{ {Shown} }} }}"), "grants", (await city.AskAsync(Mine, "/v1/grants"))["items"]);
        Same(await bench.AskAsync(school, $"{{ receivedGrants {{ {Received} }} }}"), "receivedGrants", (await city.AskAsync(School, "/v1/received-grants"))["items"]);
        Same(
            await bench.AskAsync(school, $"{{ grantedItems(child: \"{child}\") {{ child items {{ {Received} values {{ day period value }} }} }} }}"), "grantedItems",
            await city.AskAsync(School, "/v1/children/{id}/granted-items", $"/v1/children/{child}/granted-items"));
        (await bench.AskAsync(school, $"{{ grantedItems(child: \"{Guid.NewGuid()}\") {{ child }} }}")).ToJsonString().ShouldStartWith("""{"data":{"grantedItems":null},"extensions":{"cost":""");
        (await bench.AskAsync(school, "{ grants { id } }"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("operation-not-allowed");

        static void Same(JsonNode graph, string field, JsonNode? rest)
        {
            graph["errors"].ShouldBeNull(graph.ToJsonString());
            JsonNode.DeepEquals(graph["data"]![field], rest).ShouldBeTrue($"{graph.ToJsonString()}\n{rest?.ToJsonString()}");
        }
    }

    /// <summary>The privacy officer finds the look with the item that it opened.</summary>
    private async Task LoggedAsync()
    {
        var entries = (await city.AskAsync("privacy-officer/audit", "/v1/access-log"))["items"]!.AsArray();
        entries.ShouldContain(e => e!["operation"]!.GetValue<string>() == "GET /v1/children/{id}/granted-items" && e["fields"]!.ToJsonString().Contains($"{Teeth}=clear"));
    }
}
