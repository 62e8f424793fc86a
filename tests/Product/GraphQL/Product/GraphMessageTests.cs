using System.Text.Json.Nodes;
using ChildLink.Oversight.Review;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>What a message tells, to whom, and what the log says of it.</summary>
public sealed class GraphMessageTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_share_of_a_child_that_left_is_not_told_and_another_stands_in_the_log_with_its_child()
    {
        await using var bench = city.OpenGraph();
        var school = await bench.CallerAsync("user-entity", "child-support");
        var children = (await bench.AskAsync(school, "{ children { nodes { id } } }"))["data"]!["children"]!["nodes"]!.AsArray().Select(n => n!["id"]!.GetValue<Guid>()).ToList();
        var (left, stays) = (children[0], children[1]);
        await city.PlantAsync($"update vault.residents set school_code = '1002' where resident_id = '{left}'");
        var first = await FirstAsync(bench, school, "subscription { newShares { id } }", async () =>
        {
            await ShareAsync(left, 1);
            await ShareAsync(stays, 2);
        });
        first["data"]!["newShares"]!["id"]!.GetValue<string>().ShouldEndWith("2");
        var entry = await NewestAsync();
        entry.Operation.ShouldBe("MESSAGE /graphql");
        entry.Subjects.ShouldBe([stays]);
        entry.Rows.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_is_told_however_much_waits_before_it()
    {
        await HoldAsync("generate_series(1, 205)", "now() - interval '1 day'");
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering");
        var first = await FirstAsync(
            bench, steward, "subscription { reviewItems { ... on HeldDelivery { delivery { file } } } }", () => HoldAsync("generate_series(206, 206)", "now()"));
        first["data"]!["reviewItems"]!["delivery"]!["file"]!.GetValue<string>().ShouldBe("held-206.csv");
        (await NewestAsync()).Rows.ShouldBe(1);
    }

    [Fact]
    public async Task A_review_that_falls_due_is_told_to_its_worker_with_the_child_in_the_log()
    {
        await using var bench = city.OpenGraph();
        var (child, mine) = await OpenAsync(0);
        var (_, theirs) = await OpenAsync(1);
        await city.PlantAsync($"update read.cases set worker = 'somebody-else' where case_id = '{theirs}'");
        var worker = await bench.CallerAsync("narrower", "case-work");

        var first = await FirstAsync(
            bench, worker, "subscription { reviewItems { __typename ... on DueReview { dueOn case { id childId child { name } history { kind } } } } }", async () =>
            {
                await city.PlantAsync($"update read.cases set next_review_on = '2020-01-01' where case_id = '{theirs}'");
                await city.PlantAsync($"update read.cases set next_review_on = '2020-01-02' where case_id = '{mine}'");
            });

        var item = first["data"]!["reviewItems"]!;
        (item["__typename"]!.GetValue<string>(), item["dueOn"]!.GetValue<string>()).ShouldBe(("DueReview", "2020-01-02"));
        (item["case"]!["id"]!.GetValue<Guid>(), item["case"]!["childId"]!.GetValue<Guid>()).ShouldBe((mine, child));
        item["case"]!["child"]!["name"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        item["case"]!["history"]!.AsArray().Count.ShouldBe(1);
        var entry = await NewestAsync();
        (entry.Operation, entry.Purpose).ShouldBe(("MESSAGE /graphql", "case-work"));
        entry.Subjects.ShouldBe([child]);
    }

    [Fact]
    public async Task A_review_that_could_not_be_told_at_once_is_told_when_it_can_be()
    {
        await using var bench = city.OpenGraph();
        var (child, mine) = await OpenAsync(3);
        var worker = await bench.CallerAsync("narrower", "case-work");
        var messages = 0;

        var told = await FirstAsync(
            bench, worker, "subscription { reviewItems { ... on DueReview { case { id } } } }",
            () => city.PlantAsync($"update read.cases set next_review_on = '2020-01-03' where case_id = '{mine}'"),
            () => messages++ == 0 ? worker with { BlockedChildren = BlockedChildren.Of([child]) } : worker);

        told["data"]!["reviewItems"]!["case"]!["id"]!.GetValue<Guid>().ShouldBe(mine);
        messages.ShouldBe(2);
    }

    [Fact]
    public async Task A_hand_over_is_told_to_whom_it_waits_for()
    {
        const string Document = "subscription { reviewItems { ... on DueHandOver { handOver { case childId handOver { cause state to } } } } }";
        await using var bench = city.OpenGraph();
        var (child, mine) = await OpenAsync(2);
        var worker = await bench.CallerAsync("narrower", "case-work");

        var due = await FirstAsync(bench, worker, Document, () => city.PlantAsync($"update vault.residents set school_code = '1002' where resident_id = '{child}'"));

        var told = due["data"]!["reviewItems"]!["handOver"]!;
        (told["case"]!.GetValue<Guid>(), told["childId"]!.GetValue<Guid>()).ShouldBe((mine, child));
        told["handOver"]!.ToJsonString().ShouldBe("""{"cause":"school-change","state":"due","to":"1002"}""");

        await city.AllowAsync("teacher-1002", "user-entity", "child-support", "1002");
        var school = await bench.CallerAsync("user-entity", "child-support", person: "teacher-1002");
        var handed = await FirstAsync(bench, school, Document, () => city.AskAsync(
            $"narrower/case-work/test-narrower/case:{mine}", "/v1/cases/{id}/hand-overs", $"/v1/cases/{mine}/hand-overs",
            body: """{"version":1,"cause":"school-change","toKind":"institution","to":"1002","note":"共有を"}"""));

        handed["data"]!["reviewItems"]!["handOver"]!["handOver"]!["state"]!.GetValue<string>().ShouldBe("handed");
        var entry = await NewestAsync();
        (entry.Institution, entry.Subjects).ShouldSatisfyAllConditions(e => e.Institution.ShouldBe("1002"), e => e.Subjects.ShouldBe([child]));
    }

    /// <summary>A case of one of the candidates, whose worker is the narrower.</summary>
    private async Task<(Guid Child, Guid Case)> OpenAsync(int number)
    {
        await city.MakeCandidatesAsync();
        var child = (await city.AskAsync("narrower/narrowing", "/v1/children"))["items"]![number]!["id"]!.GetValue<Guid>();
        var opened = await city.AskAsync("narrower/narrowing", "/v1/cases", status: 201, body: $$"""{"child":"{{child}}"}""");
        return (child, opened["id"]!.GetValue<Guid>());
    }

    private static async Task<JsonNode> FirstAsync(GraphBench bench, Caller caller, string document, Func<Task> happen, Func<Caller>? admitted = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        await using var messages = bench.FollowAsync(caller, document, null, stop.Token, admitted).GetAsyncEnumerator(stop.Token);
        var next = messages.MoveNextAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), Ct);
        await happen();
        (await next).ShouldBeTrue();
        return messages.Current;
    }

    private Task ShareAsync(Guid child, int number) => city.PlantAsync($"""
        insert into read.shares (tenant_id, id, resident_id, run_id, institution, points, reason, valid_from, valid_until, created_by)
        values ('152242', '00000000-0000-0000-0000-00000000000{number}', '{child}', '{city.Run}', '{ScreenedCity.School}', false, 'test', now() - interval '1 hour', now() + interval '1 day', 'test')
        """);

    private Task HoldAsync(string numbers, string at) => city.PlantAsync($"""
        insert into read.deliveries (tenant_id, id, provision, file, content_hash, received_at, records, accepted, corrected, quarantined, ignored, events,
            scope, effective_on, state, standing, missing, nameless)
        select '152242', gen_random_uuid(), 'moved-out-list', 'held-' || n || '.csv', '\x00', {at}, 1, 0, 0, 0, 0, 0, '', '2024-01-01', 'held', 0, 0, 0 from {numbers} n
        """);

    private async Task<DisclosureEntry> NewestAsync() =>
        (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 1 }, Ct))[0].Entry;
}
