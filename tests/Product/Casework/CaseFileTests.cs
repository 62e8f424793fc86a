using ChildLink.Tests.Product.GraphQL.Product;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Files of cases are read together.</summary>
public sealed class CaseFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_many_cases_take_as_many_statements_as_that_of_one()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new List<Guid>();
        for (var i = 1; i <= 6; i++)
            cases.Add((await city.OpenAsync(await city.Planted.AddChildAsync(i, Ct), Ct)).Id);

        (await StatementsAsync(city, [.. cases])).ShouldBe(await StatementsAsync(city, [cases[0]]));
    }

    private static async Task<int> StatementsAsync(CaseCity city, Guid[] cases)
    {
        using var scope = city.Planted.City.Gateway.Open(city.Staff(), "test", Guid.NewGuid());
        var shown = await city.Views.OfAsync(scope, cases, Ct);
        using var trips = new RoundTrips();
        (await city.Views.FilesAsync(scope, shown, Ct)).Count.ShouldBe(cases.Length);
        trips.Count.ShouldBeGreaterThan(3);
        return trips.Count;
    }
}
