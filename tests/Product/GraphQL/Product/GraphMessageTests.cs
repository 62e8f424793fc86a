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

    private static async Task<JsonNode> FirstAsync(GraphBench bench, Caller caller, string document, Func<Task> happen)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        await using var messages = bench.FollowAsync(caller, document, null, stop.Token).GetAsyncEnumerator(stop.Token);
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
