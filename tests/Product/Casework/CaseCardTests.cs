using System.Text.Json;
using ChildLink.Casework.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>The card for those who work on a case: the narrower's card with the history of the case.</summary>
public sealed class CaseCardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_staff_read_the_card_with_history_and_plan_and_it_is_one_entry()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await PlannedAsync(city);
        var entries = city.Planted.City.Log.Entries.Count;

        using var card = await CardAsync(city, city.Staff(ofCase: now.Id), now.Child);

        city.Planted.City.Log.Entries.Count.ShouldBe(entries + 1);
        var entry = city.Planted.City.Log.Entries[^1];
        entry.Subjects.ShouldContain(now.Child);
        foreach (var read in new[] { "case.reason=clear", "case.plan=clear", "case.note=clear", "result.factors=clear" })
            entry.Fields.ShouldContain(read);
        var root = card.RootElement;
        root.GetProperty("name").GetString().ShouldBe(ViewCity.Name(1));
        root.GetProperty("factors")[0].GetProperty("value").GetInt64().ShouldBe(ViewCity.Raw(1));
        root.GetProperty("members").GetArrayLength().ShouldBe(2);
        root.GetProperty("narrowingStatus").GetString().ShouldBe("open");
        root.GetProperty("cases")[0].GetProperty("state").GetString().ShouldBe("supported");
        var history = root.GetProperty("history").EnumerateArray().ToList();
        history.Select(h => h.GetProperty("kind").GetString()).ShouldBe(["opened", "proposed", "confirmed", "planned", "noted"]);
        history[1].GetProperty("reason").GetString().ShouldBe("理由1");
        (history[2].GetProperty("by").GetString(), history[2].GetProperty("decision").GetString()).ShouldBe((CaseCity.Second, "b"));
        history[3].GetProperty("goal").GetString().ShouldBe("安心して通える");
        history[4].GetProperty("note").GetString().ShouldBe("落ち着いている");
        var measure = root.GetProperty("measures").EnumerateArray().ShouldHaveSingleItem();
        (measure.GetProperty("institution").GetString(), measure.GetProperty("text").GetString()).ShouldBe(("1001", "毎朝声をかける"));
        root.GetProperty("extensions").GetProperty("withheld").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Under_narrowing_the_history_has_no_word_that_was_written()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await PlannedAsync(city);

        using var card = await CardAsync(city, city.Narrower(), now.Child);

        var root = card.RootElement;
        root.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("kind").GetString()).ShouldBe(["opened", "proposed", "confirmed", "planned", "noted"]);
        foreach (var text in new[] { "reason", "goal", "note", "outcome" })
            root.GetProperty("history").EnumerateArray().ShouldAllBe(h => h.GetProperty(text).ValueKind == JsonValueKind.Null);
        root.GetProperty("measures").GetArrayLength().ShouldBe(0);
        var withheld = root.GetProperty("extensions").GetProperty("withheld").EnumerateArray().Select(w => w.GetProperty("path").GetString()).ToList();
        withheld.ShouldContain("history[].reason");
        withheld.ShouldContain("measures[].text");
        foreach (var word in new[] { "理由1", "安心して通える", "毎朝声をかける", "落ち着いている" })
            root.GetRawText().ShouldNotContain(word);
    }

    [Fact]
    public async Task Nobody_else_has_a_card_of_the_child()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await PlannedAsync(city);
        var other = await city.OpenAsync(await city.Planted.AddChildAsync(5, Ct), Ct);

        foreach (var caller in new[]
        {
            city.Staff(CaseCity.Second), city.Staff(ofCase: other.Id), city.Staff(ofCase: now.Id) with { BlockedChildren = BlockedChildren.Of([now.Child]) },
        })
            (await AskAsync(city, caller, now.Child)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    [Fact]
    public async Task What_was_written_in_a_closed_case_is_not_read_on_the_card_of_the_next_one()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var first = await PlannedAsync(city);
        first = await city.DoneAsync(first, new CaseCommand.RecordOutcome(first.Version, "improved", "改善した"), Ct);
        await city.DoneAsync(first, new CaseCommand.Close(first.Version, "finished", "支援を終えた"), Ct);
        var next = await city.OpenAsync(first.Child, Ct);

        using var card = await CardAsync(city, city.Staff(ofCase: next.Id), first.Child);

        card.RootElement.GetProperty("cases").GetArrayLength().ShouldBe(2);
        card.RootElement.GetProperty("history").GetArrayLength().ShouldBe(8);
        card.RootElement.GetProperty("measures").GetArrayLength().ShouldBe(0);
        foreach (var word in new[] { "理由1", "安心して通える", "改善した", "支援を終えた" })
            card.RootElement.GetRawText().ShouldNotContain(word);
    }

    [Fact]
    public async Task A_sibling_stands_on_the_card_with_a_case_and_shows_its_result_to_its_own_staff_only()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var mine = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct, household: "H"), Ct);
        var theirs = await city.OpenAsync(await city.Planted.AddChildAsync(2, Ct, household: "H"), Ct, CaseCity.Second);
        await city.Planted.AddChildAsync(3, Ct, household: "H");

        (await RanksAsync(city, city.Staff(), mine.Child)).ShouldBe([(theirs.Child, null)]);
        (await RanksAsync(city, city.Staff(ofCase: mine.Id), mine.Child)).ShouldBe([(theirs.Child, null)]);
        await city.Planted.RunAsync("update read.cases set worker = $1", Ct, CaseCity.Worker);
        (await RanksAsync(city, city.Staff(), mine.Child)).ShouldBe([(theirs.Child, 2)]);
        (await RanksAsync(city, city.Narrower(), mine.Child)).Count.ShouldBe(2, "under narrowing siblings are those of the run");
    }

    [Fact]
    public async Task However_long_the_history_a_card_takes_the_same_few_statements()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await PlannedAsync(city);
        var few = await StatementsAsync(city, now);
        for (var i = 0; i < 5; i++)
            now = await city.DoneAsync(now, new CaseCommand.Note(now.Version, $"様子{i}", null, null), Ct);

        (await StatementsAsync(city, now)).ShouldBe(few);
    }

    private static async Task<int> StatementsAsync(CaseCity city, Case now)
    {
        using var trips = new RoundTrips();
        using var card = await CardAsync(city, city.Staff(ofCase: now.Id), now.Child);
        return trips.Count;
    }

    private static async Task<IReadOnlyList<(Guid Id, int? Rank)>> RanksAsync(CaseCity city, Caller caller, Guid child)
    {
        using var card = await CardAsync(city, caller, child);
        return [.. card.RootElement.GetProperty("siblings").EnumerateArray().Select(s => (
            s.GetProperty("id").GetGuid(), s.GetProperty("rank").ValueKind == JsonValueKind.Null ? (int?)null : s.GetProperty("rank").GetInt32()))];
    }

    /// <summary>A supported case with a note, of a child who lives with an adult.</summary>
    private static async Task<Case> PlannedAsync(CaseCity city)
    {
        var child = await city.Planted.AddChildAsync(1, Ct, household: "H");
        await city.Planted.AddAdultAsync(2, "H", Ct);
        var now = await city.DecidedAsync(Ct, child: child);
        now = await city.DoneAsync(now, CaseCity.PlanOf(now), Ct);
        return await city.DoneAsync(now, new CaseCommand.Note(now.Version, "落ち着いている", null, null), Ct);
    }

    private static async Task<JsonDocument> CardAsync(CaseCity city, Caller caller, Guid child)
    {
        var (outcome, body) = await AskAsync(city, caller, child);
        outcome.ShouldBeOfType<ViewOutcome.Written>(outcome.ToString());
        return JsonDocument.Parse(body);
    }

    private static Task<(ViewOutcome Outcome, string Body)> AskAsync(CaseCity city, Caller caller, Guid child)
    {
        var planted = city.Planted.City;
        var cards = new CardViews(planted.Database.Source, planted.Policy, planted.Keys, planted.City, planted.Time);
        return city.Planted.AnswerAsync(caller, scope => cards.WriteAsync(scope, child.ToString("D"), Ct), Ct);
    }
}
