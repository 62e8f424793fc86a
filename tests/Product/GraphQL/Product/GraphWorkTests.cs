using System.Text.Json.Nodes;
using ChildLink.Oversight.Review;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>What the graph does behind its answers: round trips, commands with their entries, jobs, messages.</summary>
public sealed class GraphWorkTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_level_is_one_statement_however_many_children_there_are()
    {
        await city.MakeCandidatesAsync();
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        const string Document = "query ($n: Int) { children(first: $n) { nodes { name topFactors { item } household { members { name } periods { from } } enrolments { grade } } } }";
        var (one, few) = (await CountAsync(1), await CountAsync(50));
        few.Rows.ShouldBeGreaterThan(4);
        one.Rows.ShouldBe(1);
        few.Trips.ShouldBe(one.Trips);
        few.Trips.ShouldBeInRange(4, 8);

        async Task<(int Rows, int Trips)> CountAsync(int n)
        {
            await bench.AskAsync(narrower, Document, new { n });
            using var trips = new RoundTrips();
            var answer = await bench.AskAsync(narrower, Document, new { n });
            return (answer["data"]!["children"]!["nodes"]!.AsArray().Count, trips.Count);
        }
    }

    [Theory]
    [InlineData("totalCount")]
    [InlineData("pageInfo { hasNextPage endCursor }")]
    [InlineData("edges { cursor }")]
    public async Task Whoever_is_found_stands_in_the_log_whatever_is_selected(string selection)
    {
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        await bench.AskAsync(narrower, "{ searchChildren(search: {kana: {range: {from: \"ア\", to: \"ン\"}}}) { " + selection + " } }");
        var entry = (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 1 }, Ct))[0].Entry;
        entry.Rows.ShouldBePositive();
        entry.Subjects.Count.ShouldBePositive();
        entry.Fields.ShouldContain("child.kana=clear");
    }

    [Fact]
    public async Task A_share_is_decided_told_to_its_school_and_ended_with_an_entry_each()
    {
        await city.MakeCandidatesAsync();
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "share-decision", city.Run);
        var school = await bench.CallerAsync("user-entity", "child-support");
        var child = (await bench.AskAsync(steward, "{ candidates(run: \"" + city.Run + "\") { nodes { id } } }"))["data"]!["candidates"]!["nodes"]![0]!["id"]!.GetValue<string>();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var messages = bench.FollowAsync(school, "subscription { newShares { id child { id name points reasons { ja } rank } } }", null, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = messages.MoveNextAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), Ct);
        var before = await LatestAsync();

        var created = await bench.AskAsync(steward, Create, new { input = new { child, institution = ScreenedCity.School, reason = "確認のため", until = TimeProvider.System.GetUtcNow().AddDays(30) } });
        var share = created["data"]!["createShare"]!["share"].ShouldNotBeNull(created.ToJsonString());
        var again = await bench.AskAsync(steward, Create, new { input = new { child, institution = ScreenedCity.School, reason = "確認のため", until = TimeProvider.System.GetUtcNow().AddDays(30) } });
        again["data"]!["createShare"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("AlreadySharedError");

        (await next).ShouldBeTrue();
        var told = messages.Current["data"]!["newShares"]!;
        told["id"]!.GetValue<string>().ShouldBe(share["id"]!.GetValue<string>());
        told["child"]!["id"]!.GetValue<string>().ShouldBe(child);
        told["child"]!["name"]!.GetValue<string>().ShouldNotBeEmpty();
        told["child"]!["points"].ShouldBeNull("points were not ticked");
        told["child"]!["rank"].ShouldBeNull();

        var ended = await bench.AskAsync(steward, "mutation ($id: UUID!) { endShare(input: {id: $id}) { share { endedAt } errors { __typename } } }", new { id = share["id"]!.GetValue<string>() });
        ended["data"]!["endShare"]!["share"]!["endedAt"].ShouldNotBeNull();
        await stop.CancelAsync();

        var entries = (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 20 }, Ct))
            .Where(e => e.Sequence > before).Reverse().Select(e => (e.Entry.Operation, e.Entry.Outcome, Named: e.Entry.Subjects.Contains(Guid.Parse(child)))).ToList();
        entries.ShouldBe(
            [
                ("graphql mutation createShare", "released", true), ("POST /graphql", "refused:already-shared", false),
                ("MESSAGE /graphql", "released", true), ("graphql mutation endShare", "released", true),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_screening_run_is_a_job_that_is_followed_to_its_end()
    {
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering");
        (await bench.AskAsync(steward, Start, new { plan = "nope" }))["data"]!["startScreeningRun"]!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("plan");
        var started = await bench.AskAsync(steward, Start, new { plan = "nobeoka-count" });
        (await NewestAsync("graphql mutation startScreeningRun")).Rows.ShouldBe(1, "no log, no work");
        var id = started["data"]!["startScreeningRun"]!["job"]!["id"]!.GetValue<string>();
        var states = new List<JsonNode>();
        await foreach (var message in bench.FollowAsync(steward, "subscription ($id: UUID!) { jobProgress(id: $id) { state done total step run { id children } error { code } } }", new { id }, Ct))
            states.Add(message["data"]!["jobProgress"]!);
        states[^1]["state"]!.GetValue<string>().ShouldBe("DONE", states[^1].ToJsonString());
        states[^1]["done"]!.GetValue<int>().ShouldBe(states[^1]["total"]!.GetValue<int>());
        states[^1]["run"]!["children"]!.GetValue<int>().ShouldBePositive();
        var known = await bench.AskAsync(steward, "query ($id: UUID!) { job(id: $id) { state } screeningRun(id: \"" + states[^1]["run"]!["id"] + "\") { plan } }", new { id });
        (await NewestAsync("MESSAGE /graphql")).Rows.ShouldBe(2, "the job and its run");
        (await NewestAsync("POST /graphql")).Rows.ShouldBe(2);
        known["data"]!["job"]!["state"]!.GetValue<string>().ShouldBe("DONE");
        known["data"]!["screeningRun"]!["plan"]!.GetValue<string>().ShouldBe("nobeoka-count");
    }

    [Fact]
    public async Task An_assignment_is_proposed_approved_by_another_and_ended()
    {
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering");
        var officer = await bench.CallerAsync("privacy-officer", "audit");
        const string Add = "mutation ($input: AddAssignmentInput!) { addAssignment(input: $input) { assignment { id person purposes state endedAt } errors { ... on InvalidInputError { field } } } }";
        object Input(string person) => new { input = new { person, role = "analyst", purposes = new[] { "screening" }, until = TimeProvider.System.GetUtcNow().AddDays(1) } };
        (await bench.AskAsync(steward, Add, Input("ｔｅｓｔ-steward")))["data"]!["addAssignment"]!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("person");
        var added = (await bench.AskAsync(steward, Add, Input("new-analyst")))["data"]!["addAssignment"]!["assignment"].ShouldNotBeNull();
        added["state"]!.GetValue<string>().ShouldBe("proposed");
        var id = added["id"]!.GetValue<string>();
        const string Approve = "mutation ($id: UUID!) { approveAssignment(input: {id: $id}) { assignment { state approvedBy } errors { __typename } } }";
        (await bench.AskAsync(steward, Approve, new { id }))["data"]!["approveAssignment"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("SamePersonError");
        (await bench.AskAsync(officer, Approve, new { id }))["data"]!["approveAssignment"]!["assignment"]!["approvedBy"]!.GetValue<string>().ShouldBe("test-privacy-officer");
        (await bench.AskAsync(officer, Approve, new { id }))["data"]!["approveAssignment"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("AlreadyDecidedError");
        const string End = "mutation ($id: UUID!) { endAssignment(input: {id: $id}) { id errors { __typename } } }";
        (await bench.AskAsync(steward, End, new { id }))["data"]!["endAssignment"]!["id"]!.GetValue<string>().ShouldBe(id);
        (await bench.AskAsync(steward, End, new { id }))["data"]!["endAssignment"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("NotFoundError");
    }

    [Fact]
    public async Task A_declared_child_is_not_there_any_more()
    {
        await city.MakeCandidatesAsync();
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        const string List = "{ children { nodes { id } totalCount } }";
        var child = (await bench.AskAsync(narrower, List))["data"]!["children"]!["nodes"]![0]!["id"]!.GetValue<string>();
        const string Declare = "mutation ($child: UUID!) { declareConflict(input: {child: $child}) { conflict { id child } errors { __typename } } }";
        var declared = (await bench.AskAsync(narrower, Declare, new { child }))["data"]!["declareConflict"]!["conflict"].ShouldNotBeNull();
        declared["child"].ShouldBeNull();

        var blocked = await bench.CallerAsync("narrower", "narrowing", city.Run);
        var after = (await bench.AskAsync(blocked, List))["data"]!["children"]!;
        after["nodes"]!.AsArray().ShouldAllBe(n => n!["id"]!.GetValue<string>() != child);
        after["totalCount"]!.GetValue<int>().ShouldBe(after["nodes"]!.AsArray().Count);
        (await bench.AskAsync(blocked, "query ($child: ID!) { child(id: $child) { name } }", new { child }))["data"]!["child"].ShouldBeNull();

        var steward = await bench.CallerAsync("steward", "steering");
        const string End = "mutation ($id: UUID!) { endConflict(input: {id: $id}) { conflict { endedBy child } errors { __typename } } }";
        var id = declared["id"]!.GetValue<string>();
        (await bench.AskAsync(steward, End, new { id }))["data"]!["endConflict"]!["conflict"]!["child"]!.GetValue<string>().ShouldBe(child);
        (await bench.AskAsync(steward, End, new { id }))["data"]!["endConflict"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("NotFoundError");
        (await bench.AskAsync(steward, "{ systemStatus { screeningRuns proposals heldDeliveries accessLogEntries } }"))["data"]!["systemStatus"]!["screeningRuns"]!
            .GetValue<int>().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_emergency_is_opened_reviewed_and_ended()
    {
        await city.MakeCandidatesAsync();
        await using var bench = city.OpenGraph();
        var child = (await bench.AskAsync(await bench.CallerAsync("narrower", "narrowing", city.Run), "{ children(first: 1) { nodes { id } } }"))
            ["data"]!["children"]!["nodes"]![0]!["id"]!.GetValue<string>();
        var narrower = await bench.CallerAsync("narrower", "emergency");
        const string Open = "mutation ($child: UUID!) { openEmergency(input: {child: $child, reason: \"安否の確認\", minutes: 5}) { emergency { id residents } errors { __typename } } }";
        var emergency = (await bench.AskAsync(narrower, Open, new { child }))["data"]!["openEmergency"]!["emergency"].ShouldNotBeNull();
        (await bench.AskAsync(narrower, Open, new { child }))["data"]!["openEmergency"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("EmergencyOpenError");
        var id = emergency["id"]!.GetValue<string>();
        var within = narrower with { Context = new ChildLink.Privacy.Access.AccessContext("emergency", Guid.Parse(id)) };

        (await bench.AskAsync(within, "query ($child: ID!) { child(id: $child) { name points } }", new { child }))["data"]!["child"]!
            .ShouldSatisfyAllConditions(c => c["name"].ShouldNotBeNull(), c => c["points"].ShouldBeNull());
        foreach (var closed in new[] { "children { nodes { id } }", "searchChildren(search: {kana: {beginsWith: \"ア\"}}) { nodes { id } }" })
            (await bench.AskAsync(within, $"{{ {closed} }}"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("operation-not-allowed");
        var officer = await bench.CallerAsync("privacy-officer", "audit");
        (await bench.AskAsync(officer, "{ emergencies { id reason residents } }"))["data"]!["emergencies"]![0]!
            .ShouldSatisfyAllConditions(e => e["reason"]!.GetValue<string>().ShouldBe("安否の確認"), e => e["residents"]!.AsArray().ShouldBeEmpty());
        const string Review = "mutation ($id: UUID!) { reviewEmergency(input: {id: $id, verdict: \"justified\"}) { emergency { verdict } errors { __typename } } }";
        (await bench.AskAsync(officer, Review, new { id }))["data"]!["reviewEmergency"]!["emergency"]!["verdict"]!.GetValue<string>().ShouldBe("justified");
        const string End = "mutation ($id: UUID!) { endEmergency(input: {id: $id}) { emergency { endedBy } errors { __typename } } }";
        (await bench.AskAsync(narrower, End, new { id }))["data"]!["endEmergency"]!["emergency"]!["endedBy"]!.GetValue<string>().ShouldBe("test-narrower");
        (await bench.AskAsync(within, "query ($child: ID!) { child(id: $child) { name } }", new { child }))["data"]!["child"].ShouldBeNull();
    }

    [Fact]
    public async Task A_list_of_changes_is_foreseen_proposed_and_approved_by_another()
    {
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering");
        var officer = await bench.CallerAsync("privacy-officer", "audit");
        object rows = new { rows = new[] { new { action = "add", person = "graph-april", role = "analyst", purposes = new[] { "screening" }, from = "2090-04-01", until = "2091-03-31" } } };
        (await bench.AskAsync(steward, "query ($rows: [AssignmentRowInput!]!) { assignmentBatchPreview(rows: $rows) { row change } }", rows))
            ["data"]!["assignmentBatchPreview"]![0]!["change"]!.GetValue<string>().ShouldBe("added");
        const string Propose = "mutation ($rows: [AssignmentRowInput!]!) { proposeAssignmentBatch(input: {rows: $rows}) { batch { id added rows { change } } errors { ... on InvalidInputError { field } } } }";
        var batch = (await bench.AskAsync(steward, Propose, rows))["data"]!["proposeAssignmentBatch"]!["batch"].ShouldNotBeNull();
        (await bench.AskAsync(steward, Propose, rows))["data"]!["proposeAssignmentBatch"]!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("rows");
        var id = batch["id"]!.GetValue<string>();
        (await bench.AskAsync(officer, "query ($id: UUID!) { assignmentBatch(id: $id) { state assignments { person state } ends { at } } }", new { id }))
            ["data"]!["assignmentBatch"]!["assignments"]![0]!["person"]!.GetValue<string>().ShouldBe("graph-april");
        const string Refuse = "mutation ($id: UUID!) { refuseAssignmentBatch(input: {id: $id, reason: \"not yet\"}) { batch { state reason } errors { __typename } } }";
        (await bench.AskAsync(officer, Refuse, new { id }))["data"]!["refuseAssignmentBatch"]!["batch"]!["state"]!.GetValue<string>().ShouldBe("refused");
        (await bench.AskAsync(officer, Refuse, new { id }))["data"]!["refuseAssignmentBatch"]!["errors"]![0]!["__typename"]!.GetValue<string>().ShouldBe("AlreadyDecidedError");
    }

    private const string Create = "mutation ($input: CreateShareInput!) { createShare(input: $input) { share { id child endedAt } errors { __typename } } }";

    private const string Start = "mutation ($plan: String!) { startScreeningRun(input: {plan: $plan}) { job { id state } errors { ... on InvalidInputError { field } } } }";

    private async Task<ChildLink.Privacy.Gateway.DisclosureEntry> NewestAsync(string operation) =>
        (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 20 }, Ct)).First(e => e.Entry.Operation == operation).Entry;

    private async Task<long> LatestAsync() =>
        (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 1 }, Ct))[0].Sequence;
}
