using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChildLink.Learning.Evaluation;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>Models of a whole city, from its raw files, against the risk its makers kept.</summary>
public sealed class LearnedCityTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_of_the_large_city_without_leaks_foretells_better_than_the_one_with_them()
    {
        var folder = RepositoryFolders.SharedCity("sado");
        Assert.SkipWhen(folder is null, "The shared synthetic city is not on this machine (CHILDLINK_SHARED_DATA).");
        await using var city = await TestCity.CreateAsync(Ct);
        await city.ImportAsync(Ct, Path.Combine(folder, "raw"));
        await city.LinkAsync(Ct);
        var risk = Risk(folder);

        var (honest, honestScores) = await TrainedAndRunAsync(city, "sado-abuse");
        var (reported, reportedScores) = await TrainedAndRunAsync(city, "sado-r6-as-reported");

        // The one that leaks looks excellent, because it finds whom it was told.
        Auc(honest).ShouldBeInRange(0.70, 0.90);
        Auc(reported).ShouldBeGreaterThan(0.95);
        reported.Record.Leaking.ShouldBe(["F02", "F45", "F47"]);
        Told("abuse_y", honestScores).ShouldBeGreaterThan(0.74);
        Told("abuse_y_next", honestScores).ShouldBeGreaterThan(Told("abuse_y_next", reportedScores));
        Told("abuse_inc6m", honestScores).ShouldBeGreaterThan(Told("abuse_inc6m", reportedScores));
        Told("abuse_inc9m", honestScores).ShouldBeGreaterThan(0.72);

        double Told(string what, Dictionary<string, long> scores)
        {
            var both = scores.Keys.Where(risk.ContainsKey).ToList();
            var auc = RankQuality.Auc([.. both.Select(c => (double)scores[c])], [.. both.Select(c => risk[c][what] == "1")])!.Value;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(scores == honestScores ? "honest" : "as reported")} {what}: AUC {auc:0.0000}"));
            return auc;
        }
    }

    [Fact]
    public async Task The_small_city_has_too_few_labels()
    {
        var folder = RepositoryFolders.SharedCity("small");
        Assert.SkipWhen(folder is null, "The shared synthetic city is not on this machine (CHILDLINK_SHARED_DATA).");
        await using var city = await TestCity.CreateAsync(Ct, "999993");
        await city.ImportAsync(Ct, Path.Combine(folder, "raw"));

        var model = (await new ModelTrainer(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time)
            .TrainAsync(city.Steward, "sado-abuse", null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.Done>().Model.Record;

        output.WriteLine(model.Labels.ToString());
        (model.Status, model.ModelHash).ShouldBe((ModelStatus.TooFewLabels, null));
        model.Labels.Positives.ShouldBeInRange(5, 19);
        (model.Labels.MissingPositives, model.Labels.MissingNegatives).ShouldBe((20 - model.Labels.Positives, Math.Max(0, 400 - model.Labels.Negatives)));
    }

    private async Task<(StoredModel Model, Dictionary<string, long> Scores)> TrainedAndRunAsync(TestCity city, string plan)
    {
        var watch = Stopwatch.StartNew();
        var trainer = new ModelTrainer(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);
        var model = (await trainer.TrainAsync(city.Steward, plan, null, new Steps(output, watch), Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.Done>().Model;
        output.WriteLine($"{plan} trained in {watch.ElapsedMilliseconds} ms: {model.Record.Labels}");
        output.WriteLine(model.Evaluation!);
        output.WriteLine(model.Document!);
        watch.Restart();
        var runner = new ScreeningRunner(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);
        var run = (await runner.RunAsync(city.Steward, plan, null, new Steps(output, watch), Ct)).ShouldBeOfType<ScreeningOutcome.Done>().Run;
        output.WriteLine($"{plan} screened in {watch.ElapsedMilliseconds} ms: {run.Children} children, {run.Candidates} candidates");
        return (model, await ScoresAsync(city, run.Id));
    }

    private static double Auc(StoredModel model) => JsonDocument.Parse(model.Evaluation!).RootElement.GetProperty("auc").GetDouble();

    private static Dictionary<string, Dictionary<string, string>> Risk(string city)
    {
        var lines = File.ReadAllLines(Path.Combine(city, "truth", "risk.csv"), Encoding.UTF8);
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        return lines.Skip(1).Select(l => l.Split(',')).ToDictionary(
            c => c[0], c => header.Zip(c).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, long>> ScoresAsync(TestCity city, Guid run)
    {
        await using var command = city.Database.Source.CreateCommand(
            "select v.resident_code, r.log_odds from read.results r join vault.residents v using (tenant_id, resident_id) where r.run_id = $1");
        command.Parameters.AddWithValue(run);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var scores = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(Ct))
            scores[reader.GetString(0)] = reader.GetInt64(1);
        return scores;
    }

    private sealed class Steps(ITestOutputHelper output, Stopwatch watch) : IProgress<ScreeningProgress>
    {
        public void Report(ScreeningProgress value)
        {
            if (value.Step is "train" or "score" or "store" or "done")
                output.WriteLine($"{watch.ElapsedMilliseconds} ms: {value.Step}");
        }
    }
}
