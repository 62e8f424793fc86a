using System.Text.Json;
using ChildLink.Casework.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>A school sees what a plan gives to it, while a share names it, and nothing else of the case.</summary>
public sealed class MeasureTests
{
    private const string Own = "毎朝声をかける";
    private static readonly DateOnly Review = new(2025, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_school_sees_the_measures_that_name_it_and_nothing_else_of_the_plan()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await PlannedAsync(city);
        await city.Planted.ShareAsync(child, "1001", points: false, Ct, measures: true);

        var body = await AskAsync(city, city.Planted.SchoolOf("1001"));

        var shown = ViewCity.Items(body).ShouldHaveSingleItem();
        shown.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "name", "kana", "grade", "class", "kind", "text", "reviewOn"]);
        (shown.GetProperty("id").GetGuid(), shown.GetProperty("name").GetString()).ShouldBe((child, ViewCity.Name(1)));
        (shown.GetProperty("kind").GetString(), shown.GetProperty("text").GetString(), shown.GetProperty("reviewOn").GetString()).ShouldBe(("teacher-word", Own, "2025-02-01"));
        foreach (var other in new[] { "目標の言葉", "理由1", "家庭訪問をする", "他校の方策", CaseCity.Worker, CaseCity.Second, "1002" })
            body.ShouldNotContain(other);
        var entry = city.Planted.City.Log.Entries[^1];
        entry.Subjects.ShouldBe([child]);
        entry.Fields.ShouldContain("case.measure=clear");
        entry.Rows.ShouldBe(1);
    }

    [Fact]
    public async Task No_key_is_opened_of_a_child_whose_measures_are_not_shown()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var (shown, unshared, hidden) = (await PlannedAsync(city), await PlannedAsync(city, 2), await PlannedAsync(city, 3));
        await city.Planted.ShareAsync(shown, "1001", points: false, Ct, measures: true);
        await city.Planted.ShareAsync(hidden, "1001", points: false, Ct, measures: true);
        await city.Planted.RunAsync("update vault.residents set protected = true where resident_id = $1", Ct, hidden);
        // A key that is not what was wrapped stops whoever unwraps it.
        await city.Planted.RunAsync("update vault.subject_keys set wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20)) where subject_id = any($1)", Ct, new[] { unshared, hidden });

        var body = await AskAsync(city, city.Planted.SchoolOf("1001"));

        ViewCity.Items(body).ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe(Own);
    }

    [Fact]
    public async Task A_new_plan_takes_back_what_it_does_not_give_any_more()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await PlannedAsync(city);
        await city.Planted.ShareAsync(child, "1001", points: false, Ct, measures: true);
        var now = await StandingAsync(city, child);

        await city.DoneAsync(now, new CaseCommand.Plan(now.Version, "別の目標", Review, [new PlannedMeasure("teacher-word", "他校の方策", "1002", null, null)]), Ct);

        ViewCity.Items(await AskAsync(city, city.Planted.SchoolOf("1001"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no-share")]
    [InlineData("not-ticked")]
    [InlineData("share-ended")]
    [InlineData("share-over")]
    [InlineData("other-institution")]
    [InlineData("unnamed-colleague")]
    [InlineData("case-closed")]
    [InlineData("moved-school")]
    [InlineData("moved-out")]
    [InlineData("conflict")]
    [InlineData("protected")]
    [InlineData("list-stale")]
    [InlineData("list-incomplete")]
    public async Task Else_the_child_is_as_if_there_were_no_case(string situation)
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await PlannedAsync(city);
        var school = city.Planted.SchoolOf("1001");
        if (situation != "no-share")
        {
            await city.Planted.ShareAsync(child, "1001", points: true, Ct, measures: situation != "not-ticked");
            ViewCity.Items(await AskAsync(city, school)).Length.ShouldBe(situation == "not-ticked" ? 0 : 1);
        }

        var caller = situation switch
        {
            "other-institution" => city.Planted.SchoolOf("1002"),
            "conflict" => school with { BlockedChildren = BlockedChildren.Of([child]) },
            _ => school,
        };
        if (situation is "share-ended")
            await city.Planted.RunAsync("update read.shares set ended_at = $1", Ct, city.Planted.City.Time.GetUtcNow());
        if (situation is "share-over")
            city.Planted.City.Time.Now += TimeSpan.FromDays(30);
        if (situation is "unnamed-colleague")
            await city.Planted.RunAsync("update read.shares set persons = '{somebody-else}'", Ct);
        if (situation is "moved-school")
            await city.Planted.RunAsync("update vault.residents set school_code = '1002' where resident_id = $1", Ct, child);
        if (situation is "moved-out")
            await city.Planted.RunAsync("update vault.residents set moved_out_on = '2025-01-11' where resident_id = $1", Ct, child);
        if (situation is "protected")
            await city.Planted.RunAsync("update vault.residents set protected = true where resident_id = $1", Ct, child);
        if (situation is "list-stale")
            await city.Planted.RunAsync("update vault.protection_lists set received_at = '2000-01-01'", Ct);
        if (situation is "list-incomplete")
            await city.Planted.RunAsync("update vault.protection_lists set complete = false", Ct);
        if (situation is "case-closed")
        {
            var now = await city.DoneAsync(await StandingAsync(city, child), new CaseCommand.RecordOutcome(4, "improved", "改善した"), Ct);
            await city.DoneAsync(now, new CaseCommand.Close(now.Version, "finished", "終わった"), Ct);
        }

        var body = await AskAsync(city, caller);

        ViewCity.Items(body).ShouldBeEmpty();
        body.ShouldNotContain(child.ToString());
        city.Planted.City.Log.Entries[^1].Subjects.ShouldBeEmpty();
        // What is withheld is told alike, whether or not there is anything.
        JsonDocument.Parse(body).RootElement.GetProperty("extensions").GetRawText().ShouldBe(
            JsonDocument.Parse(await AskAsync(city, city.Planted.SchoolOf("1003"))).RootElement.GetProperty("extensions").GetRawText());
    }

    [Fact]
    public async Task Without_its_rule_no_row_tells_that_there_is_a_measure()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        await city.Planted.ShareAsync(await PlannedAsync(city), "1001", points: false, Ct, measures: true);
        var files = new PolicyFiles(RepositoryFolders.Policies);
        var catalogue = files.Read<CatalogueDocument>("catalogue.yaml");
        var rules = files.Read<DisclosureDocument>("disclosure.yaml").Rules;
        rules.RemoveAll(r => r.Id == "U-4").ShouldBe(1);
        var policy = PolicyCompiler.Build(
            new PolicySet(
                files.Read<PurposesDocument>("purposes.yaml").Purposes, files.Read<RolesDocument>("roles.yaml").Roles, catalogue.Fields, rules, city.Planted.City.City.Items)
            { QuasiIdentifiers = catalogue.QuasiIdentifiers }, "without U-4");

        var body = await AskAsync(city, city.Planted.SchoolOf("1001"), policy);

        ViewCity.Items(body).ShouldBeEmpty();
        body.ShouldContain("\"withheld\":[{\"path\":\"items[].kind\"");
    }

    /// <summary>A supported case whose plan gives one measure each to two schools and to a person.</summary>
    private static async Task<Guid> PlannedAsync(CaseCity city, int number = 1)
    {
        var now = await city.DecidedAsync(Ct, number);
        await city.DoneAsync(
            now, new CaseCommand.Plan(now.Version, "目標の言葉", Review, [
                new PlannedMeasure("teacher-word", "他校の方策", "1002", null, null),
                new PlannedMeasure("teacher-word", Own, "1001", null, new DateOnly(2025, 2, 1)),
                new PlannedMeasure("teacher-word", "家庭訪問をする", null, CaseCity.Second, null)]), Ct);
        return now.Child;
    }

    private static async Task<Case> StandingAsync(CaseCity city, Guid child)
    {
        using var scope = city.Planted.City.Gateway.Open(city.Staff(), "test", Guid.NewGuid());
        return (await city.Views.ReadPageAsync(scope, new CaseQuery(), Ct)).Page!.Cases.Single(c => c.Case.Child == child).Case;
    }

    private static async Task<string> AskAsync(CaseCity city, Caller caller, DecisionTable? policy = null)
    {
        var planted = city.Planted.City;
        var views = new MeasureViews(planted.Database.Source, policy ?? planted.Policy, planted.Keys, planted.City, planted.Time);
        var (outcome, body) = await city.Planted.AnswerAsync(caller, scope => views.WriteAsync(scope, Ct), Ct);
        outcome.ShouldBeOfType<ChildLink.Views.Children.ViewOutcome.Written>();
        return body;
    }
}
