using ChildLink.Casework.Conferences;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Figures;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Minutes of figures are those that were recorded, however a household stands on the agenda.</summary>
public sealed class ConferenceMinutesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 70, 7)]
    [InlineData(false, 60, 6)]
    public async Task A_household_that_was_parted_before_is_talked_about_twice_and_one_that_is_parted_after_once(bool before, int minutes, int households)
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new List<Case>();
        for (var i = 1; i <= 7; i++)
            cases.Add(await city.DecidedAsync(Ct, i, child: await city.Planted.AddChildAsync(i, Ct, household: i <= 2 ? "H" : null)));
        var now = (await city.Conferences.PlanAsync(
            city.Staff(),
            new ConferencePlan(
                city.Planted.Run, null, new DateTimeOffset(2025, 1, 20, 15, 0, 0, TimeSpan.FromHours(9)), 90, ["校長"], [.. cases.Select(c => c.Id)], Fit: false),
            (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Done>().Conference;
        if (before)
            now = await PartAsync(city, cases[1], now);
        var chair = city.Staff(conference: now.Id);
        foreach (var item in now.Items.Select(i => i.Number).ToList())
        {
            // What is recorded anew takes the place of what was.
            foreach (var took in new[] { 3, 10 })
                now = Done(await city.Conferences.MinuteAsync(chair, now.Id, now.Version, item, took, "記録", Unlogged, Ct));
        }

        await EndAsync(city, now);
        if (!before)
            await PartAsync(city, cases[1], now);

        var figures = (await new FigureViews(city.Planted.City.Database.Source, city.Planted.City.City, city.Planted.City.Time).OfAsync(city.Planted.Run, Ct)).ShouldNotBeNull();

        (figures.Minutes.Value, figures.Households.Value).ShouldBe((minutes, households));
    }

    private static async Task<Conference> PartAsync(CaseCity city, Case sibling, Conference now)
    {
        await city.Planted.RunAsync("update vault.residents set protected = true where resident_id = $1", Ct, sibling.Child);
        return (await city.Conferences.FindAsync(ChildLink.Privacy.Access.BlockedChildren.None, now.Id, Ct)).ShouldNotBeNull();
    }

    private static async Task EndAsync(CaseCity city, Conference now) =>
        Done(await city.Conferences.EndAsync(city.Staff(conference: now.Id), now.Id, now.Version, wasHeld: true, Unlogged, Ct));

    private static Conference Done(ConferenceOutcome outcome) => outcome.ShouldBeOfType<ConferenceOutcome.Done>(outcome.ToString()).Conference;

    private static Task Unlogged(Conference conference, IReadOnlyList<Guid> children, CancellationToken ct) => Task.CompletedTask;
}
