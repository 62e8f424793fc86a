using System.Globalization;
using ChildLink.Casework.Outcomes;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Provisions;

/// <summary>Every file of the whole synthetic cities, measured against what was spoilt in them.</summary>
public sealed class SharedCityIntakeTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sado", "152242", 638)]
    [InlineData("small", "999993", 131)]
    public void Every_file_is_claimed_by_exactly_one_contract_and_every_contract_has_a_file(string name, string code, int files)
    {
        var city = PolicyMunicipalities.Load(code);

        var claims = Directory.EnumerateFiles(Path.Combine(Folder(name), "raw"), "*.csv", SearchOption.AllDirectories)
            .Select(f => city.Claim(Path.GetFileName(f)).ShouldBeOfType<FileClaim.One>(f).Provision.Id).ToList();

        claims.Count.ShouldBe(files);
        claims.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(
            city.Provisions.Select(p => p.Id).Where(p => p != OutcomeDelivery.Provision).Order(StringComparer.Ordinal), "what becomes of cases is handed over by the product itself");
    }

    [Theory]
    [InlineData("sado", "152242", 231_574, 5)]
    [InlineData("small", "999993", 15_477, 0)]
    public async Task Every_spoilt_row_is_found_with_its_cause_and_no_other_row_is_held_back(string name, string code, long records, int nobodyNamed)
    {
        var folder = Folder(name);
        await using var city = await TestCity.CreateAsync(Ct, code);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var outcomes = await city.ImportAsync(Ct, Path.Combine(folder, "raw"));
        outcomes.Where(o => o is not DeliveryOutcome.Taken).ShouldBeEmpty();
        var taken = outcomes.Cast<DeliveryOutcome.Taken>().ToList();
        Report(taken, watch.Elapsed);

        taken.Sum(t => t.Counts.Records).ShouldBe(records);
        taken.ShouldAllBe(t => t.Counts.Accepted + t.Counts.Corrected + t.Counts.Quarantined + t.Counts.Ignored == t.Counts.Records);
        taken.Sum(t => t.Counts.Events).ShouldBe(taken.Sum(t => t.Counts.Accepted + t.Counts.Corrected));
        var findings = await FindingsAsync(city);
        var spoilt = BadRows.Read(folder);
        spoilt.Where(b => !findings.Contains((b.Key.File, b.Key.Row, b.Value))).ShouldBeEmpty();
        (await LinesAsync(city)).ShouldBe(taken.Sum(t => t.Counts.Records), "every record stands in the register of deliveries once");

        // The city left a few cells empty without listing them. Where that cell is the mother's number, the row names nobody.
        var others = await HeldBackAsync(city);
        others.RemoveAll(h => spoilt.ContainsKey((h.File, h.Row)));
        others.ShouldAllBe(h => h.Rule == FindingRules.KeyDamaged && h.Column == "母宛名番号");
        others.Count.ShouldBe(nobodyNamed);

        (await city.ImportAsync(Ct, Path.Combine(folder, "raw"))).ShouldAllBe(o => o is DeliveryOutcome.Repeated);
    }

    private static Task<long> LinesAsync(TestCity city) => city.Database.AskAsync<long>(
        "select sum(accepted + corrected + quarantined + ignored)::bigint from read.deliveries where state = 'taken'", Ct);

    private static string Folder(string name)
    {
        var folder = RepositoryFolders.SharedCity(name);
        Assert.SkipWhen(folder is null, "The shared synthetic cities are not there; set CHILDLINK_SHARED_DATA to run this.");
        return folder;
    }

    private static async Task<HashSet<(string File, long Row, string Rule)>> FindingsAsync(TestCity city)
    {
        var findings = new HashSet<(string, long, string)>();
        await using var command = city.Database.Source.CreateCommand(
            "select d.file, q.row, q.rule from read.quarantine q join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
            findings.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return findings;
    }

    private static async Task<List<(string File, long Row, string Rule, string Column)>> HeldBackAsync(TestCity city)
    {
        var held = new List<(string, long, string, string)>();
        await using var command = city.Database.Source.CreateCommand("""
            select d.file, q.row, q.rule, q.column_name
            from read.quarantine q join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id
            where q.disposition in ('quarantined', 'ignored')
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
            held.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
        return held;
    }

    private void Report(List<DeliveryOutcome.Taken> taken, TimeSpan time)
    {
        var counts = taken.ConvertAll(t => t.Counts);
        var records = counts.Sum(c => c.Records);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{taken.Count} files, {records} records: {counts.Sum(c => c.Accepted)} accepted, {counts.Sum(c => c.Corrected)} corrected, {counts.Sum(c => c.Quarantined)} quarantined, {counts.Sum(c => c.Ignored)} ignored; {records / time.TotalSeconds:0} records/s"));
    }
}
