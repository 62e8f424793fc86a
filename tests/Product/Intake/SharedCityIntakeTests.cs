using System.Globalization;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Intake over whole synthetic cities finds the rows that are truly bad (<c>truth/bad_rows.csv</c>), each for its reason, and no other.</summary>
public sealed class SharedCityIntakeTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("sado")]
    public async Task Every_bad_row_is_found_for_its_reason_and_no_other_row(string name)
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = RepositoryFolders.SharedCity(name);
        Assert.SkipWhen(folder is null, "The shared synthetic cities are not there; set CHILDLINK_SHARED_DATA to run this.");
        await using var city = await TestCity.CreateAsync(ct);

        var outcomes = await city.ImportAsync(ct, Path.Combine(folder, "raw"));

        outcomes.OfType<DeliveryOutcome.Refused>().ShouldAllBe(r => r.Rule == "no_provision");
        var taken = outcomes.OfType<DeliveryOutcome.Taken>().ToList();
        taken.Select(t => t.Provision).Distinct().Count().ShouldBe(city.City.Provisions.Count, "every kind of file is there");
        taken.ShouldAllBe(t => t.Counts.Accepted + t.Counts.Corrected + t.Counts.Quarantined + t.Counts.Ignored == t.Counts.Records);
        var files = taken.Select(t => t.File).ToHashSet(StringComparer.Ordinal);
        var bad = File.ReadLines(Path.Combine(folder, "truth", "bad_rows.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => files.Contains(cells[0])).Select(cells => (File: cells[0], Row: long.Parse(cells[1], CultureInfo.InvariantCulture), Rule: cells[2])).ToHashSet();
        var all = await FoundRow.AllAsync(city.Database, ct);
        var found = all.Select(f => (f.File, f.Row, f.Rule)).ToHashSet();

        bad.Except(found).ShouldBeEmpty();
        // Beyond those: numbers whose full-width digits were repaired, and a mother's number that is not there.
        all.Where(f => !bad.Contains((f.File, f.Row, f.Rule))).ShouldAllBe(f =>
            f.Rule == FindingRules.KeyDamaged && (f.Disposition == "repaired" || f.Message.StartsWith("is empty", StringComparison.Ordinal)));
        bad.Select(b => b.Rule).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
    }
}
