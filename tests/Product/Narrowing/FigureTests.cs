using ChildLink.Casework.Narrowing;
using ChildLink.Views.Figures;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Figures tell what was done and nothing about a few.</summary>
public sealed class FigureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_follow_the_children_from_the_population_to_the_support()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = new List<Guid>();
        for (var i = 1; i <= 40; i++)
            children.Add(await city.View.AddChildAsync(i, Ct, candidate: i <= 30, school: i <= 20 ? "1001" : "1002"));
        for (var i = 0; i < 24; i++)
            await city.NoteAsync(children[i], i < 18 ? NarrowingStatus.Proceed : NarrowingStatus.NotNow, null, 0, Ct);
        for (var i = 0; i < 12; i++)
            await city.AddCaseAsync(children[i], "decided", i < 6 ? "b" : "c", Ct);

        var figures = (await new FigureViews(city.View.City.Database.Source, city.View.City.City, city.View.City.Time).OfAsync(city.View.Run, Ct)).ShouldNotBeNull();

        figures.SmallestCell.ShouldBe(5);
        (figures.Population.Value, figures.Screened.Value, figures.Candidates.Value, figures.Narrowed.Value, figures.Proceeded.Value).ShouldBe((40, 40, 30, 24, 18));
        (figures.Supported.Value, figures.Watched.Value).ShouldBe((6, 6));
        (figures.NewCandidates.Value, figures.FormerCandidates.Value).ShouldBe((30, 0));
        figures.BySchool.Select(p => (p.Key, p.Screened.Value, p.Candidates.Value)).ShouldBe([("1001", 20, 20), ("1002", 20, 10)]);
        figures.ByAge.ShouldHaveSingleItem().Key.ShouldBe("6-8");
    }

    [Fact]
    public async Task Whoever_has_a_case_or_was_asked_about_was_looked_at_and_only_conferences_that_were_held_take_minutes()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        for (var i = 1; i <= 30; i++)
        {
            var child = await city.View.AddChildAsync(i, Ct);
            if (i > 20)
                continue;
            await city.AddCaseAsync(child, "open", null, Ct);
            foreach (var state in new[] { "held", "cancelled", "planned" })
                await city.AddConferenceAsync(child, state, 10, Ct);
        }

        var figures = (await new FigureViews(city.View.City.Database.Source, city.View.City.City, city.View.City.Time).OfAsync(city.View.Run, Ct)).ShouldNotBeNull();

        (figures.Narrowed.Value, figures.Proceeded.Value).ShouldBe((20, 20));
        (figures.Households.Value, figures.Minutes.Value, figures.MinutesPerHousehold).ShouldBe((20, 200, 100));
    }
}
