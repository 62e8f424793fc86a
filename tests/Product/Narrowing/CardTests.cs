using System.Text.Json;
using ChildLink.Casework.Narrowing;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>The narrower's card: everything about one candidate at once.</summary>
public sealed class CardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_holds_what_became_of_the_child_and_is_one_entry()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct, household: "H1");
        var sibling = await city.View.AddChildAsync(2, Ct, household: "H1");
        await city.View.AddChildAsync(3, Ct, household: "H1", candidate: false);
        var supported = await city.View.AddChildAsync(4, Ct, household: "H1", candidate: false);
        await city.AddCaseAsync(supported, "open", null, Ct);
        await city.View.AddAdultAsync(5, "H1", Ct);
        var before = Guid.NewGuid();
        await city.View.AddRunAsync(before, Ct);
        await city.View.AddResultAsync(before, child, 7, 120, true, "{}", Ct);
        await city.NoteAsync(child, NarrowingStatus.Proceed, "会議で検討", 0, Ct);
        await city.AddCaseAsync(child, "decided", "b", Ct);
        await city.AddCouncilAsync(child, new(2022, 5, 1), new(2023, 5, 1), Ct);
        await city.View.ShareAsync(child, "1001", true, Ct);
        var entries = city.View.City.Log.Entries.Count;

        var (outcome, body) = await CardAsync(city, child);

        outcome.ShouldBeOfType<ViewOutcome.Written>();
        city.View.City.Log.Entries.Count.ShouldBe(entries + 1);
        using var json = JsonDocument.Parse(body);
        var card = json.RootElement;
        card.GetProperty("name").GetString().ShouldBe(ViewCity.Name(1));
        card.GetProperty("narrowingStatus").GetString().ShouldBe("proceed");
        card.GetProperty("support").GetString().ShouldBe("b");
        card.GetProperty("councilRegistered").GetBoolean().ShouldBeFalse();
        card.GetProperty("factors")[0].GetProperty("value").GetInt64().ShouldBe(ViewCity.Raw(1));
        card.GetProperty("members").GetArrayLength().ShouldBe(5);
        card.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("rank").GetInt64()).ShouldBe([1L, 7L], ignoreOrder: true);
        card.GetProperty("narrowing")[0].GetProperty("note").GetString().ShouldBe("会議で検討");
        card.GetProperty("cases")[0].GetProperty("decision").GetString().ShouldBe("b");
        card.GetProperty("council")[0].GetProperty("until").GetString().ShouldBe("2023-05-01");
        card.GetProperty("shares")[0].GetProperty("institution").GetString().ShouldBe("1001");
        card.GetProperty("siblings").EnumerateArray().Select(s => (s.GetProperty("id").GetGuid(), s.GetProperty("rank").ValueKind, s.GetProperty("openCase").GetBoolean()))
            .ShouldBe([(sibling, JsonValueKind.Number, false), (supported, JsonValueKind.Null, true)], ignoreOrder: true);
        // What was written in cases is for case-work.
        card.GetProperty("extensions").GetProperty("withheld").EnumerateArray().Select(w => w.GetProperty("path").GetString()).ShouldBe([
            "history[].reason", "history[].goal", "history[].note", "history[].outcome",
            .. new[] { "number", "kind", "institution", "staff", "reviewOn", "text" }.Select(m => $"measures[].{m}")]);
    }

    [Fact]
    public async Task However_much_there_is_a_card_takes_the_same_few_statements()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct, household: "H1");
        var few = await CountAsync(city, child);
        for (var i = 2; i < 12; i++)
            await city.View.AddChildAsync(i, Ct, household: "H1");
        for (var i = 0; i < 5; i++)
            await city.NoteAsync(child, i % 2 == 0 ? NarrowingStatus.Proceed : NarrowingStatus.NotNow, $"所見{i}", i, Ct);

        (await CountAsync(city, child)).ShouldBe(few);
        few.ShouldBeLessThanOrEqualTo(14);
    }

    [Fact]
    public async Task Of_more_than_a_card_holds_the_newest_stay_and_no_child_cuts_another()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        Guid[] children = [await city.View.AddChildAsync(1, Ct), await city.View.AddChildAsync(2, Ct), await city.View.AddChildAsync(3, Ct)];
        foreach (var (child, events) in children.Zip([450, 450, 7]))
        {
            await city.AddCaseAsync(child, "open", null, Ct);
            await city.View.RunAsync("""
                insert into read.case_entries (tenant_id, case_id, resident_id, version, kind, at, by_person, facts)
                select c.tenant_id, c.case_id, c.resident_id, n, 'noted', c.opened_at + n * interval '1 minute', 'worker', '{}'
                from read.cases c cross join generate_series(1, $2::int) n where c.resident_id = $1
                """, Ct, child, events);
            await city.View.RunAsync("""
                insert into read.narrowing_steps (tenant_id, run_id, resident_id, version, id, status, noted_by, noted_at, latest)
                select $1, $2, $3, n, gen_random_uuid(), 'open', 'test', timestamptz '2025-01-01' + n * interval '1 minute', n = $4::int from generate_series(1, $4::int) n
                """, Ct, ViewCity.Tenant, city.View.Run, child, events);
        }

        foreach (var (child, kept) in children.Zip(new[] { (251, 450), (251, 450), (1, 7) }))
        {
            using var json = JsonDocument.Parse((await CardAsync(city, child)).Body);
            foreach (var list in new[] { "history", "narrowing" })
                json.RootElement.GetProperty(list).EnumerateArray().Select(e => e.GetProperty("version").GetInt32()).ShouldBe(Enumerable.Range(kept.Item1, kept.Item2 - kept.Item1 + 1), list);
        }

        using var scope = city.View.City.Gateway.Open(city.View.Narrower, "test", Guid.NewGuid());
        var (nodes, _) = await city.View.Views.ReadSeveralAsync(scope, children, new ChildSelection(ChildDocument.Node), Ct);
        using (nodes)
        {
            var (history, _) = await city.Cards.ReadPartAsync(scope, nodes!.Rows, new ChildSelection(ChildDocument.CaseHistory), Ct);
            using (history)
                nodes.Rows.Select(r => history!.Around(r).Count).Order().ShouldBe([7, 200, 200]);
        }
    }

    [Fact]
    public async Task A_protected_household_is_not_on_the_card()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct, household: "H1", isProtected: true);
        await city.View.AddChildAsync(2, Ct, household: "H1", isProtected: true);

        var (_, body) = await CardAsync(city, child);

        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("siblings").GetArrayLength().ShouldBe(0);
        json.RootElement.GetProperty("members").GetArrayLength().ShouldBe(0);
        body.ShouldNotContain(ViewCity.Name(2));
        body.ShouldNotContain(ViewCity.Address(1));
    }

    [Fact]
    public async Task Whoever_is_no_candidate_has_no_card()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct, candidate: false);

        (await CardAsync(city, child)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        (await CardAsync(city, Guid.NewGuid())).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    private static async Task<int> CountAsync(NarrowedCity city, Guid child)
    {
        using var trips = new RoundTrips();
        (await CardAsync(city, child)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        return trips.Count;
    }

    private static Task<(ViewOutcome Outcome, string Body)> CardAsync(NarrowedCity city, Guid child) =>
        city.View.AnswerAsync(city.View.Narrower, scope => city.Cards.WriteAsync(scope, child.ToString("D"), Ct), Ct);
}
