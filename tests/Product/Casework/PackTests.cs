using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>個別支援会議資料.</summary>
public sealed class PackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_tells_reasons_household_plan_and_roles_and_no_raw_item()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await city.Planted.AddChildAsync(1, Ct, household: "H");
        await city.Planted.AddAdultAsync(2, "H", Ct);
        var now = await city.DecidedAsync(Ct, child: child);
        await city.DoneAsync(now, CaseCity.PlanOf(now, "目標は登校", "毎朝の声かけ"), Ct);

        var html = await PackAsync(city, [now]);

        foreach (var shown in new[] { ViewCity.Name(1), ViewCity.Name(2), "家庭1", "b 予防的支援", "目標は登校", "毎朝の声かけ", "教員の声かけ", "校長" })
            html.ShouldContain(shown);
        foreach (var raw in new[] { $"{ViewCity.Raw(1)}", "F07", ViewCity.Address(1), "2.6", now.Child.ToString() })
            html.ShouldNotContain(raw);
    }

    [Fact]
    public async Task Each_page_bears_caller_expiry_and_the_number_of_its_log_entry()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new[] { await city.DecidedAsync(Ct, 1), await city.DecidedAsync(Ct, 2), await city.DecidedAsync(Ct, 3) };

        var html = await PackAsync(city, cases);

        html.Split("<thead>").Length.ShouldBe(4);
        foreach (var head in html.Split("<thead>")[1..].Select(p => p.Split("</thead>")[0]))
        {
            head.ShouldContain($"出力者 {CaseCity.Worker} (narrower)");
            head.ShouldContain("有効期限 2025-01-21 15:00");
            head.ShouldContain("閲覧記録番号 0");
        }

        var (opened, released) = (city.Planted.City.Log.Entries[0], city.Planted.City.Log.Entries[1]);
        opened.Subjects.Order().ShouldBe(cases.Select(c => c.Child).Order());
        opened.Fields.ShouldContain("case.plan=clear");
        opened.Fields.ShouldContain("case.note=clear");
        released.Operation.ShouldBe("export conference-pack");
        released.Fields[0].ShouldBe($"sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)))}");
    }

    [Fact]
    public async Task Everything_that_people_wrote_is_escaped_and_the_style_is_the_only_thing_the_policy_lets_in()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        await city.DoneAsync(now, CaseCity.PlanOf(now, "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>"), Ct);

        var html = await PackAsync(city, [now], participants: ["<b>校長</b>"]);

        html.ShouldNotMatch("<script|<img|<b>|onerror=alert\\(1\\)>");
        html.ShouldContain("&lt;script&gt;");
        var style = html.Split("<style>")[1].Split("</style>")[0];
        ConferencePacks.ContentSecurityPolicy.ShouldContain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
        ConferencePacks.ContentSecurityPolicy.ShouldStartWith("default-src 'none';");
        html.ShouldNotMatch("style=|https?://|<link|<iframe");
    }

    [Fact]
    public async Task Of_a_protected_household_nobody_stands_in_a_pack()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await city.Planted.AddChildAsync(1, Ct, household: "H", isProtected: true);
        await city.Planted.AddAdultAsync(2, "H", Ct);

        (await PackAsync(city, [await city.DecidedAsync(Ct, child: child)])).ShouldNotContain(ViewCity.Name(2));
    }

    [Fact]
    public async Task A_pack_needs_the_conference_as_context()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        var conference = await PlanAsync(city, [now], ["校長"]);

        (await OutcomeAsync(city, city.Staff(), conference.Id)).ShouldBeOfType<ViewOutcome.Refused>();
        (await OutcomeAsync(city, city.Staff(ofCase: now.Id), conference.Id)).ShouldBeOfType<ViewOutcome.Refused>();
        (await OutcomeAsync(city, city.Staff(conference: Guid.NewGuid()), conference.Id)).ShouldBeOfType<ViewOutcome.NotFound>();
    }

    [Fact]
    public async Task A_pack_for_fifteen_children_takes_less_than_two_seconds()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new List<Case>();
        for (var i = 1; i <= 15; i++)
            cases.Add(await city.DecidedAsync(Ct, i));
        var conference = await PlanAsync(city, cases, ["校長"]);

        var watch = Stopwatch.StartNew();
        using var scope = city.Planted.City.Gateway.Open(city.Staff(conference: conference.Id), "test", Guid.NewGuid());
        var (pack, outcome) = await city.Packs.MakeAsync(scope, conference.Id, Ct);

        outcome.ShouldBeOfType<ViewOutcome.Written>();
        pack!.Page.Length.ShouldBeGreaterThan(10_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_pack_for_many_children_takes_as_many_statements_as_one_for_few()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new List<Case>();
        for (var i = 1; i <= 6; i++)
            cases.Add(await city.DecidedAsync(Ct, i));
        var (few, many) = (await PlanAsync(city, cases[..1], ["校長"]), await PlanAsync(city, cases, ["校長"]));

        (await StatementsAsync(city, many)).ShouldBe(await StatementsAsync(city, few));
    }

    private static async Task<int> StatementsAsync(CaseCity city, Conference conference)
    {
        using var scope = city.Planted.City.Gateway.Open(city.Staff(conference: conference.Id), "test", Guid.NewGuid());
        using var trips = new RoundTrips();
        (await city.Packs.MakeAsync(scope, conference.Id, Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        return trips.Count;
    }

    private static async Task<string> PackAsync(CaseCity city, IReadOnlyList<Case> cases, string[]? participants = null)
    {
        var conference = await PlanAsync(city, cases, participants ?? ["校長"]);
        using var scope = city.Planted.City.Gateway.Open(city.Staff(conference: conference.Id), "test", Guid.NewGuid());
        var (pack, outcome) = await city.Packs.MakeAsync(scope, conference.Id, Ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>(outcome.ToString());
        return Encoding.UTF8.GetString(pack!.Page.Span);
    }

    private static async Task<ViewOutcome> OutcomeAsync(CaseCity city, Caller caller, Guid id)
    {
        using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        return (await city.Packs.MakeAsync(scope, id, Ct)).Outcome;
    }

    private static async Task<Conference> PlanAsync(CaseCity city, IReadOnlyList<Case> cases, string[] participants)
    {
        var plan = new ConferencePlan(
            null, null, new DateTimeOffset(2025, 1, 20, 15, 0, 0, TimeSpan.FromHours(9)), 300, participants, [.. cases.Select(c => c.Id)], Fit: false);
        return (await city.Conferences.PlanAsync(city.Staff(), plan, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Done>().Conference;
    }
}
