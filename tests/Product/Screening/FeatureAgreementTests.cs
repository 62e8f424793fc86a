using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>The items of a whole city, from its raw files, against the truth its makers kept.</summary>
public sealed class FeatureAgreementTests(ITestOutputHelper output)
{
    private static readonly string[] Folders =
    [
        "01_住民記録", "02_健康管理システム/出生時届出情報.csv", "02_健康管理システム/産婦健診_EPDS.csv", "05_手当・医療費助成/児童扶養手当_支給情報.csv",
        "08_子ども若者相談センター", "09_教育委員会/学齢簿_R06.csv", "09_教育委員会/児童生徒名簿", "09_教育委員会/不登校傾向児童生徒一覧_R06.csv",
        "09_教育委員会/出欠",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_item_of_the_large_city_agrees_with_the_truth_in_ninety_nine_of_a_hundred_cells()
    {
        var folder = RepositoryFolders.SharedCity("sado");
        Assert.SkipWhen(folder is null, "The shared synthetic city is not on this machine (CHILDLINK_SHARED_DATA).");
        await using var city = await TestCity.CreateAsync(Ct);
        await city.ImportAsync(Ct, [.. Folders.Select(f => Path.Combine(folder, "raw", f))]);
        await city.LinkAsync(Ct);

        var runner = new ScreeningRunner(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);
        var watch = Stopwatch.StartNew();
        var outcome = await runner.RunAsync(city.Steward, "nobeoka-count", null, new Steps(output, watch), Ct);
        output.WriteLine($"screened in {watch.ElapsedMilliseconds} ms");

        var run = outcome.ShouldBeOfType<ScreeningOutcome.Done>().Run;
        output.WriteLine($"{run.Children} children, {run.Candidates} candidates, unreadable: {string.Join(", ", run.Unreadable)}");
        run.Unreadable.ShouldBeEmpty();
        run.AsOf.ShouldBe(new DateOnly(2025, 1, 10));
        var cells = await CellsAsync(city, run.Id);
        var truth = FeatureTruth.Read(folder);
        var both = cells.Keys.Where(truth.ContainsKey).ToList();
        output.WriteLine($"{truth.Count} in truth, {truth.Count - both.Count} of them not screened, {cells.Count - both.Count} screened beside them");
        ((truth.Count - both.Count) * 100).ShouldBeLessThan(truth.Count);
        foreach (var item in run.Items)
        {
            var wrong = both.Where(c => Differs(cells[c][item], truth[c][item])).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item} {100.0 * (both.Count - wrong.Count) / both.Count:0.000} %  ")
                + string.Join("; ", wrong.GroupBy(c => $"ours {cells[c][item]} truth {truth[c][item]}").OrderByDescending(g => g.Count()).Take(5).Select(g => $"{g.Key}: {g.Count()}")));
            (wrong.Count * 100).ShouldBeLessThan(both.Count, item);
        }
    }

    // The truth has one word for 'not applicable' and 'not yet of age'.
    private static bool Differs(string cell, string truth) => (cell == "NOT_YET" ? "NA" : cell) != truth;

    private static async Task<Dictionary<string, Dictionary<string, string>>> CellsAsync(TestCity city, Guid run)
    {
        await using var command = city.Database.Source.CreateCommand(
            "select v.resident_code, r.cells from read.results r join vault.residents v using (tenant_id, resident_id) where r.run_id = $1");
        command.Parameters.AddWithValue(run);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var cells = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        while (await reader.ReadAsync(Ct))
            cells[reader.GetString(0)] = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(1))!;
        return cells;
    }

    private sealed class Steps(ITestOutputHelper output, Stopwatch watch) : IProgress<ScreeningProgress>
    {
        public void Report(ScreeningProgress value) => output.WriteLine($"{watch.ElapsedMilliseconds} ms: {value.Step}");
    }
}
