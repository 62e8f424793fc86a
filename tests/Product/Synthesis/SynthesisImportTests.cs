using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Synthesis;

/// <summary>The importer takes an invented city in and finds exactly the faults that were planted.</summary>
public sealed class SynthesisImportTests
{
    [Fact]
    public async Task The_importer_takes_the_city_and_finds_every_planted_fault_and_no_other()
    {
        var ct = TestContext.Current.CancellationToken;
        using var raw = RawCity.Write(900, seed: 5);
        await using var city = await TestCity.CreateAsync(ct);
        var outcomes = await city.ImportAsync(ct, raw.Folder);

        var taken = outcomes.Select(outcome => outcome.ShouldBeOfType<DeliveryOutcome.Taken>(outcome.ToString())).ToList();
        taken.Count.ShouldBe(raw.Report.Files.Count);
        var records = taken.Sum(file => file.Counts.Records);
        ((double)taken.Sum(file => file.Counts.Accepted + file.Counts.Corrected) / records).ShouldBeGreaterThan(0.97);
        foreach (var file in taken)
        {
            var faults = raw.Report.Files.Single(written => written.Path == file.File).Faults;
            // A bad date in a column that nothing rests on is emptied, not held back; wide digits are made narrow.
            (file.Counts.Quarantined + file.Counts.Corrected).ShouldBe(faults.Held + faults.WideKeys, file.File);
            Rule(file, FindingRules.UnparsableDate).ShouldBe(faults.BadDates, file.File);
            Rule(file, FindingRules.ColumnCount).ShouldBe(faults.WrongWidths, file.File);
            Rule(file, FindingRules.EncodingError).ShouldBe(faults.BadBytes, file.File);
            Rule(file, FindingRules.UnknownSchoolCode).ShouldBe(faults.BadSchoolCodes, file.File);
            Rule(file, FindingRules.KeyDamaged).ShouldBe(faults.BadKeys + faults.WideKeys, file.File);
            Rule(file, FindingRules.DuplicateRow).ShouldBe(faults.Repeats, file.File);
        }

        var all = raw.Report.Faults;
        new[] { all.BadDates, all.WrongWidths, all.BadBytes, all.BadKeys, all.BadSchoolCodes, all.Repeats }.ShouldAllBe(count => count > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_city_of_hardly_anybody_can_be_imported(int children)
    {
        var ct = TestContext.Current.CancellationToken;
        using var raw = RawCity.Write(children);
        await using var city = await TestCity.CreateAsync(ct);
        var outcomes = await city.ImportAsync(ct, raw.Folder);
        // Two months in which everybody was present are equal byte for byte and still two deliveries.
        outcomes.ShouldAllBe(o => o is DeliveryOutcome.Taken);
    }

    private static long Rule(DeliveryOutcome.Taken file, string rule) => file.Rules.GetValueOrDefault(rule);
}
