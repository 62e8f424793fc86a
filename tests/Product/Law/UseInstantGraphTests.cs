using System.Text.Json.Nodes;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Law;

/// <summary>The same over the graph, whose documents and plans are kept between requests, and over a subscription that is open across the instant.</summary>
public sealed class UseInstantGraphTests
{
    private const string Child = "00000000-0000-4000-8000-00000000a001";
    private static readonly DateTimeOffset End = new(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_document_and_an_open_subscription_follow_the_instant()
    {
        var clock = new TestClock(End.AddMilliseconds(-1));
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct, time: clock);
        await city.Database.RunAsync($"""
            insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number, address, protected, school_code, school_name, grade, class)
            values ('152242', '{Child}', '0000000001', '印名1号', 'シルシ', '2020-05-05', '1', 'H1', '印町', false, '1001', '学校', '3', '1')
            """, Ct);
        await using var bench = new GraphBench(city.Municipality, city.Issuer.Issuer);
        var school = School(city);
        const string List = "{ children { nodes { id name grade } } }";

        (await bench.AskAsync(school, List)).ToJsonString().ShouldContain("name\":\"\\u5370");
        clock.Now = End;
        var after = await bench.AskAsync(school, List);
        NameIn(after).ShouldBeNull();
        after.ToJsonString().ShouldContain("basis-not-in-force");
        clock.Now = End.AddMilliseconds(-1);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var messages = bench.FollowAsync(school, "subscription { newShares { id child { id name grade } } }", null, stop.Token).GetAsyncEnumerator(stop.Token);
        var first = messages.MoveNextAsync();
        await Task.Delay(300, Ct);
        await ShareAsync(city, 1);
        (await first).ShouldBeTrue();
        messages.Current["data"]!["newShares"]!["child"]!["name"]!.GetValue<string>().ShouldBe("印名1号");

        clock.Now = End;
        var second = messages.MoveNextAsync();
        await ShareAsync(city, 2);
        (await second).ShouldBeTrue();
        var told = messages.Current["data"]!["newShares"]!["child"]!;
        told["id"]!.GetValue<string>().ShouldBe(Child);
        told["name"].ShouldBeNull();
        messages.Current.ToJsonString().ShouldContain("basis-not-in-force");
        await stop.CancelAsync();
    }

    private static JsonNode? NameIn(JsonNode answer) => answer["data"]!["children"]!["nodes"]!.AsArray().ShouldHaveSingleItem()!["name"];

    private static Caller School(ServedCity city)
    {
        var identity = new Identity(city.Issuer.Issuer, "test-school", MultiFactor: true, "user-entity", "1001", ["child-support"]);
        var assignment = new Assignment(
            Guid.NewGuid(), identity.Issuer, identity.Person, "user-entity", "1001", ["child-support"], End.AddDays(-9), End.AddDays(9), "granter", "approver", null);
        return Admission.Judge(city.Municipality.Policy, city.Municipality.Code, identity, [assignment], "child-support", null, End.AddDays(-1))
            .ShouldBeOfType<Admission.Admitted>().Caller;
    }

    private static Task ShareAsync(ServedCity city, int number) => city.Database.RunAsync($"""
        insert into read.shares (tenant_id, id, resident_id, run_id, institution, points, reason, valid_from, valid_until, created_by)
        values ('152242', '00000000-0000-4000-8000-00000000b00{number}', '{Child}', '00000000-0000-4000-8000-00000000c00{number}', '1001', false, 'test', '2030-03-01', '2030-05-01', 'test')
        """, Ct);
}
