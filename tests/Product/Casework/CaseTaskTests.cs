using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>What waits for a person in cases, and that it is decided anew when it is told.</summary>
public sealed class CaseTaskTests
{
    private static readonly DateOnly Today = new(2025, 1, 11);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_worker_and_whom_the_context_names_are_told_of_a_due_review()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var mine = await DueAsync(city, 1);
        var review = new CaseTask.Review(mine.Id, Today);

        (await StandingAsync(city, city.Staff())).ShouldBe([review]);
        (await StandingAsync(city, city.Staff(CaseCity.Second))).ShouldBeEmpty();
        (await StandingAsync(city, city.Staff(CaseCity.Second, ofCase: mine.Id))).ShouldBe([review]);
        (await StandingAsync(city, city.Staff() with { BlockedChildren = BlockedChildren.Of([mine.Child]) })).ShouldBeEmpty();
        (await StandingAsync(city, city.Planted.City.Caller("steward", "steering"))).ShouldBeEmpty();
        (await StandingAsync(city, city.Planted.SchoolOf("1001"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_no_more_when_it_is_told_is_not_told()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var mine = await DueAsync(city, 1);
        var review = new CaseTask.Review(mine.Id, Today);
        (await IsToldAsync(city, city.Staff(), review)).ShouldBeTrue();

        (await IsToldAsync(city, city.Staff(CaseCity.Second), review)).ShouldBeFalse();
        (await IsToldAsync(city, city.Staff() with { BlockedChildren = BlockedChildren.Of([mine.Child]) }, review)).ShouldBeFalse();
        (await IsToldAsync(city, city.Planted.SchoolOf("1001"), review)).ShouldBeFalse();
        var moved = await city.DoneAsync(mine, new CaseCommand.Note(mine.Version, "様子", null, Today.AddDays(30)), Ct);
        (await IsToldAsync(city, city.Staff(), review)).ShouldBeFalse();
        (await IsToldAsync(city, city.Staff(), new CaseTask.Review(mine.Id, Today.AddDays(30)))).ShouldBeFalse("it is not due yet");
        city.Planted.City.Time.Now += TimeSpan.FromDays(30);
        (await IsToldAsync(city, city.Staff(), new CaseTask.Review(mine.Id, Today.AddDays(30)))).ShouldBeTrue();
        moved.Version.ShouldBe(mine.Version + 1);
    }

    [Fact]
    public async Task A_hand_over_waits_for_its_worker_then_for_its_receiver_and_for_nobody_else()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var mine = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);
        await city.Planted.RunAsync("update vault.residents set moved_out_on = '2025-01-20' where resident_id = $1", Ct, mine.Child);
        var due = (await HandOversAsync(city, city.Staff())).Single(h => h.State == HandOver.Due);
        (await IsToldAsync(city, city.Staff(), due)).ShouldBeTrue();
        (await IsToldAsync(city, city.Staff(CaseCity.Second), due)).ShouldBeFalse();

        await city.DoneAsync(mine, new CaseCommand.HandOver(mine.Version, HandOverCause.MovedOut, RecipientKind.Worker, CaseCity.Second, "お願いします"), Ct);

        (await HandOversAsync(city, city.Staff())).ShouldNotContain(h => h.State == HandOver.Handed);
        var handed = (await HandOversAsync(city, city.Staff(CaseCity.Second))).Single(h => h.State == HandOver.Handed);
        (await IsToldAsync(city, city.Staff(CaseCity.Second), handed)).ShouldBeTrue();
        (await IsToldAsync(city, city.Staff(), due)).ShouldBeFalse();
        (await IsToldAsync(city, city.Planted.SchoolOf("1001"), handed)).ShouldBeFalse();
        (await IsToldAsync(city, city.Staff(CaseCity.Second) with { BlockedChildren = BlockedChildren.Of([mine.Child]) }, handed)).ShouldBeFalse();
    }

    [Fact]
    public async Task Asking_takes_as_many_statements_for_many_cases_as_for_one()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        await DueAsync(city, 1);
        var few = await StatementsAsync(city);
        for (var i = 2; i <= 6; i++)
            await DueAsync(city, i);

        (await StatementsAsync(city)).ShouldBe(few);
    }

    private static async Task<int> StatementsAsync(CaseCity city)
    {
        using var trips = new RoundTrips();
        (await StandingAsync(city, city.Staff())).ShouldNotBeEmpty();
        return trips.Count;
    }

    private static async Task<Case> DueAsync(CaseCity city, int number)
    {
        var decided = await city.DecidedAsync(Ct, number);
        await city.Planted.RunAsync("update read.cases set next_review_on = $1 where case_id = $2", Ct, Today, decided.Id);
        return decided;
    }

    private static CaseTaskViews ViewsOf(CaseCity city) => new(city.Planted.City.Database.Source, city.Views, city.HandOvers, city.Planted.City.Time);

    /// <summary>Without those about staff who moved on: nobody of this city stands in the register of assignments.</summary>
    private static async Task<IReadOnlyList<CaseTask>> StandingAsync(CaseCity city, Caller caller)
    {
        var staff = (await HandOversOfAllAsync(city)).Where(h => h.HandOver.Cause == HandOverCause.StaffChange).Select(h => h.HandOver.Id).ToHashSet();
        return [.. (await ViewsOf(city).StandingAsync(caller, Ct)).Where(t => t is not CaseTask.HandOver h || !staff.Contains(h.Id))];
    }

    private static async Task<IReadOnlyList<CaseTask.HandOver>> HandOversAsync(CaseCity city, Caller caller) => [.. (await StandingAsync(city, caller)).OfType<CaseTask.HandOver>()];

    private static async Task<IReadOnlyList<ShownHandOver>> HandOversOfAllAsync(CaseCity city)
    {
        using var scope = city.Planted.City.Gateway.Open(city.Staff(), "test", Guid.NewGuid());
        return await city.HandOvers.WaitingAsync(scope, Ct);
    }

    private static async Task<bool> IsToldAsync(CaseCity city, Caller caller, CaseTask task)
    {
        using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        return await ViewsOf(city).ShowAsync(scope, task, Ct) is not null;
    }
}
