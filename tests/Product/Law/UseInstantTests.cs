using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Exports;

namespace ChildLink.Tests.Product.Law;

/// <summary>The bases of the city's provisions end on 1 April 2030: shown one millisecond before, withheld from that instant on.</summary>
public sealed class UseInstantTests
{
    private static readonly DateTimeOffset End = new(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
    private static readonly Guid Before = Guid.NewGuid();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_cards_and_households_show_until_the_instant_and_not_from_it()
    {
        await using var city = await PlantedAsync();
        var child = await city.AddChildAsync(1, Ct);

        foreach (var (now, shown) in Instants())
        {
            city.City.Time.Now = now;
            foreach (var body in new[]
            {
                (await city.ListAsync(city.Narrower, new ChildQuery(), Ct)).Body,
                (await city.OneAsync(city.Narrower, ChildDocument.Card, child.ToString(), Ct)).Body,
                (await city.ListAsync(city.SchoolOf("1001"), new ChildQuery(), Ct)).Body,
            })
            {
                body.Contains(ViewCity.Name(1), StringComparison.Ordinal).ShouldBe(shown, now.ToString("O"));
                body.Contains("basis-not-in-force", StringComparison.Ordinal).ShouldBe(!shown);
                body.Length.ShouldBePositive();
            }

            var household = (await city.AnswerAsync(city.Narrower, scope => city.Dossiers.WriteHouseholdAsync(scope, child.ToString(), Ct), Ct)).Body;
            household.Contains(ViewCity.Kana(1), StringComparison.Ordinal).ShouldBe(shown);
            var search = await city.ListAsync(city.Narrower, new ChildQuery(Order: "kana"), Ct);
            (search.Outcome is ViewOutcome.Written).ShouldBe(shown);
        }
    }

    [Fact]
    public async Task Factors_lose_the_raw_value_at_the_instant_and_keep_what_the_run_found()
    {
        await using var city = await PlantedAsync();
        var child = await city.AddChildAsync(1, Ct);

        foreach (var (now, shown) in Instants())
        {
            city.City.Time.Now = now;
            foreach (var caller in new[] { city.Narrower, city.Analyst })
            {
                var body = (await city.ListAsync(caller, new ChildQuery(Fields: ["id", "topFactors", "points"]), Ct)).Body;
                body.Contains($"{ViewCity.Raw(1)}", StringComparison.Ordinal).ShouldBe(shown, caller.Role);
                var item = ViewCity.Items(body).ShouldHaveSingleItem();
                var factor = item.GetProperty("topFactors").EnumerateArray().ShouldHaveSingleItem();
                factor.GetProperty("item").GetString().ShouldBe("F07");
                factor.GetProperty("points").GetRawText().ShouldBe("1.0");
                item.GetProperty("points").GetDecimal().ShouldBe(2.6m);
            }

            var one = (await city.OneAsync(city.Narrower, ChildDocument.Factors, child.ToString(), Ct)).Body;
            one.Contains($"{ViewCity.Raw(1)}", StringComparison.Ordinal).ShouldBe(shown);
        }
    }

    [Fact]
    public async Task Differences_of_runs_tell_no_value_whose_basis_ended()
    {
        await using var city = await PlantedAsync();
        await city.AddRunAsync(Before, Ct);
        await city.RunAsync("update read.screening_runs set completed_at = now() - interval '1 day', as_of = '2025-01-09' where id = $1", Ct, Before);
        var child = await city.AddChildAsync(1, Ct);
        await city.AddResultAsync(Before, child, 12, 10, candidate: false, """{"F01":"8","F07":"771234"}""", Ct);

        foreach (var (now, shown) in Instants())
        {
            city.City.Time.Now = now;
            var (outcome, body) = await city.AnswerAsync(
                city.Narrower, scope => city.Differences.WriteAsync(scope, new RunDifferenceQuery(Before), Ct), Ct);
            outcome.ShouldBeOfType<ViewOutcome.Written>();
            body.Contains("771234", StringComparison.Ordinal).ShouldBe(shown);
        }
    }

    [Fact]
    public async Task Exports_tell_unknown_from_the_instant_on()
    {
        await using var city = await PlantedAsync();
        await city.AddChildAsync(1, Ct);
        var exports = new DataExports(city.City.Database.Source, city.City.Gateway, city.City.Keys, city.City.City, synthetic: false, city.City.Time);
        var path = Path.Combine(Path.GetTempPath(), $"childlink-export-{Guid.NewGuid():N}.csv");
        try
        {
            foreach (var (now, shown) in Instants())
            {
                city.City.Time.Now = now;
                (await exports.WriteAsync(city.Analyst, ExportKind.Features, path, Ct)).ShouldBeOfType<ExportOutcome.Written>();
                var lines = await File.ReadAllLinesAsync(path, Ct);
                lines[0].ShouldEndWith("F01,F07");
                lines[1].ShouldEndWith(shown ? ",12" : ",UNKNOWN");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (DateTimeOffset Now, bool Shown)[] Instants() =>
        [(End.AddMilliseconds(-1), true), (End, false), (End.AddMilliseconds(-1), true), (End.AddTicks(-1), true), (End.AddTicks(1), false)];

    /// <summary>Lists of protection must be fresh on the day, or addresses and households would be withheld for another reason.</summary>
    private static async Task<ViewCity> PlantedAsync()
    {
        var city = await ViewCity.CreateAsync(Ct);
        city.City.Time.Now = End.AddMilliseconds(-1);
        await city.RunAsync("update vault.protection_lists set received_at = $1", Ct, End.AddDays(-1).ToUniversalTime());
        return city;
    }
}
