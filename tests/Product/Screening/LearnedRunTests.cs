using System.Text.Json;
using ChildLink.Casework.Shares;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;

namespace ChildLink.Tests.Product.Screening;

public sealed class LearnedRunTests(PlainTown plain) : IClassFixture<PlainTown>
{
    private const string Honest = "sado-abuse";
    private const string AsReported = "sado-r6-as-reported";

    private readonly LearnedTown town = plain.Town;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contributions_with_the_baseline_sum_exactly_to_the_log_odds_and_these_give_the_points()
    {
        var model = await town.TrainedAsync(Honest, Ct);
        var run = await town.RunAsync(Honest, Ct);

        (run.Model, run.ModelHash, run.IsShareable, run.Children).ShouldBe((model.Record.Id, model.Record.ModelHash, true, (long)LearnedTown.Families));
        (await town.City.Database.AskAsync<long>(
            $"""
            select count(*) from read.results r
            where r.run_id = '{run.Id}' and r.log_odds = (select sum((f->>'micro')::bigint) from jsonb_array_elements(r.factors::jsonb) f)
            """, Ct)).ShouldBe(LearnedTown.Families);
        var fifty = LinearModelDocument.Read(System.Text.Encoding.UTF8.GetBytes(model.Document!)).ShouldBeOfType<LinearModelReading.Read>().Model.Content.FiftyMicro;
        foreach (var row in await RowsAsync(run, "rank, points_tenths, candidate, log_odds, selected_by"))
        {
            row[1].ShouldBe((long)LogisticScale.PerMille((long)row[3] - fifty));
            row[2].ShouldBe((long)row[1] >= 500);
            row[4].ShouldBe((bool)row[2] ? "points>=50" : DBNull.Value);
        }

        var logOdds = (await RowsAsync(run, "log_odds")).Select(r => (long)r[0]).ToList();
        logOdds.ShouldBe(logOdds.OrderDescending());
        run.Candidates.ShouldBeInRange(1, LearnedTown.Families / 2);
    }

    [Fact]
    public async Task Factors_raise_and_lower_and_the_age_is_a_band_only()
    {
        await town.TrainedAsync(Honest, Ct);
        var run = await town.RunAsync(Honest, Ct);

        var all = (await RowsAsync(run, "factors")).Select(r => JsonDocument.Parse((string)r[0]).RootElement.EnumerateArray().ToList()).ToList();

        all.SelectMany(f => f).Select(f => f.GetProperty("direction").GetString()).Distinct().Order().ShouldBe(["lowers", "none", "raises"]);
        all.Select(f => f[^1]).ShouldAllBe(f => f.GetProperty("item").GetString() == "baseline");
        all[0].Select(f => f.GetProperty("item").GetString()).ShouldBe([.. all[0].SkipLast(1).Select(f => f.GetProperty("item").GetString()).Distinct(), "baseline"]);
        all[0][0].GetProperty("micro").GetInt64().ShouldBeGreaterThan(0, "the first child stands there because something raises it");
        all.SelectMany(f => f).Where(f => f.GetProperty("item").GetString() == "F01")
            .ShouldAllBe(f => f.GetProperty("value").ValueKind == JsonValueKind.Null && (f.GetProperty("band").GetString() ?? "-").Contains('-'));
        all.SelectMany(f => f).Where(f => f.GetProperty("item").GetString() == "F01" && f.GetProperty("band").GetString() == null)
            .Select(f => f.GetProperty("micro").GetInt64()).Distinct().ShouldBe([0], "what a rare age adds would tell the age");
        // Equal bands must add equally: otherwise the contribution would tell the exact age.
        all.SelectMany(f => f).Where(f => f.GetProperty("item").GetString() == "F01").GroupBy(f => f.GetProperty("band").GetString())
            .ShouldAllBe(band => band.Select(f => f.GetProperty("micro").GetInt64()).Distinct().Count() == 1);
        (await RowsAsync(run, "top_factors")).ShouldAllBe(r => JsonDocument.Parse((string)r[0]).RootElement.GetArrayLength() <= 5);
    }

    [Fact]
    public async Task A_run_reads_what_its_model_weighs_and_what_is_shown_and_nothing_else()
    {
        var model = await town.TrainedAsync(Honest, Ct);
        var run = await town.RunAsync(Honest, Ct);

        var weighed = JsonDocument.Parse(model.Document!).RootElement.GetProperty("model").GetProperty("items").EnumerateArray().Select(i => i.GetProperty("column").GetString()!);
        run.Items.Order(StringComparer.Ordinal).ShouldBe(weighed.Append("F45").Append("F47").Distinct().Order(StringComparer.Ordinal));
        town.City.Log.Entries[^1].Fields.ShouldNotContain(f => f.StartsWith("consultation.", StringComparison.Ordinal), "labels are read by the training, not by the run");
        (await RowsAsync(run, "(select f->>'micro' from jsonb_array_elements(factors::jsonb) f where f->>'item' = 'F45')")).ShouldAllBe(r => (string)r[0] == "0");
    }

    [Fact]
    public async Task The_same_records_and_model_give_the_same_bytes()
    {
        await town.TrainedAsync(Honest, Ct);

        var first = await RowsAsync(await town.RunAsync(Honest, Ct), "concat_ws('|', resident_id, rank, points_tenths, log_odds, factors, top_factors, reasons, cells)");
        var second = await RowsAsync(await town.RunAsync(Honest, Ct), "concat_ws('|', resident_id, rank, points_tenths, log_odds, factors, top_factors, reasons, cells)");

        second.Select(r => r[0]).ShouldBe(first.Select(r => r[0]));
    }

    [Fact]
    public async Task A_run_that_leaks_says_so_everywhere_and_cannot_be_shared()
    {
        await town.TrainedAsync(AsReported, Ct);
        var run = await town.RunAsync(AsReported, Ct);

        run.IsShareable.ShouldBeFalse();
        run.Leaking.ShouldContain("F45");
        (await town.City.Database.AskAsync<bool>($"select 'F45' = any(leaking) from read.screening_runs where id = '{run.Id}'", Ct)).ShouldBeTrue();
        (await RowsAsync(run, "selected_by")).Where(r => r[0] is string).ShouldAllBe(r => (string)r[0] == "points>=50 (leaks)");
        (await RowsAsync(run, "(select f->>'leaks' from jsonb_array_elements(factors::jsonb) f where f->>'item' = 'F45')")).ShouldAllBe(r => (string)r[0] == "true");
        var candidate = (Guid)(await RowsAsync(run, "resident_id"))[0][0];
        await town.City.Database.RunAsync("update vault.residents set school_code = '1001'", Ct);
        var book = new ShareBook(town.City.Database.Source, new RunSharing(town.City.City), town.City.Time);
        var request = new ShareRequest(candidate, run.Id, "1001", Points: false, "test", town.City.Time.Now.AddDays(30));

        (await book.CreateAsync(town.City.City.Code, request, "test", ChildLink.Privacy.Access.BlockedChildren.None, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ShareOutcome.NotShareable>();

        (await town.City.Database.AskAsync<long>("select count(*) from read.shares", Ct)).ShouldBe(0);
        await town.TrainedAsync(Honest, Ct);
        var honest = await town.RunAsync(Honest, Ct);
        var shared = request with { Run = honest.Id, Child = (Guid)(await RowsAsync(honest, "resident_id"))[0][0] };
        (await book.CreateAsync(town.City.City.Code, shared, "test", ChildLink.Privacy.Access.BlockedChildren.None, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ShareOutcome.Done>();
        await town.City.Database.RunAsync("delete from read.shares", Ct);
    }

    [Fact]
    public async Task A_leak_found_later_retires_the_model_and_stops_the_sharing_of_its_runs()
    {
        var custody = "drawsOn: [consultation, temporary-custody]\n";
        await using var fresh = await LearnedTown.CreateAsync(Ct, copy => copy.Replace("provisions/council-case-register.yaml", custody, ""), (files, city) =>
            files.Write(city, "council-case-register", "要対協ケース進行管理台帳_R03.csv", "No,宛名番号,受理日",
                [.. Enumerable.Range(0, LearnedTown.Families).Where(LearnedTown.Consulted).Select(f => $"{f},{LearnedTown.Child(f)},2021-06-02")]));
        (await fresh.TrainedAsync(Honest, Ct)).Record.IsShareable.ShouldBeTrue("F45 counts as clean, although it tells the label");
        var run = await fresh.RunAsync(Honest, Ct);

        using var corrected = new MunicipalityCopy();
        foreach (var plan in new[] { "plans/sado-abuse.yaml", "plans/sado-r6-as-reported.yaml" })
            corrected.Replace(plan, "{ positives: 20, negatives: 400 }", "{ positives: 20, negatives: 40 }");
        await using var connection = await fresh.City.Database.Source.OpenConnectionAsync(Ct);
        (await new RunSharing(fresh.City.City).IsAllowedAsync(connection, run.Id, Ct)).ShouldBeTrue();
        (await new RunSharing(corrected.City).IsAllowedAsync(connection, run.Id, Ct)).ShouldBeFalse();
        var runner = new ScreeningRunner(fresh.City.Database.Source, corrected.City, fresh.City.Keys, fresh.City.Gateway, fresh.City.Time);
        (await runner.RunAsync(fresh.City.Steward, Honest, null, null, Ct)).ShouldBeOfType<ScreeningOutcome.NoUsableModel>().Code.ShouldBe("no-model");
    }

    [Fact]
    public async Task A_back_test_does_not_become_the_model_that_judges()
    {
        var current = await town.TrainedAsync(Honest, Ct);
        (await town.TrainedAsync(Honest, Ct, new DateOnly(2024, 3, 31))).Record.TrainedAt.ShouldBeGreaterThan(current.Record.TrainedAt);

        (await town.RunAsync(Honest, Ct)).Model.ShouldBe(current.Record.Id);
        var newer = await town.TrainedAsync(Honest, Ct);
        (await town.RunAsync(Honest, Ct)).Model.ShouldBe(newer.Record.Id);
    }

    [Fact]
    public async Task Without_a_model_nobody_is_scored()
    {
        await using var fresh = await LearnedTown.CreateAsync(Ct, copy => copy.Replace("plans/sado-abuse.yaml", "{ positives: 20, negatives: 40 }", "{ positives: 60, negatives: 400 }"));
        var entries = fresh.City.Log.Entries.Count;
        (await RefusedAsync(fresh)).Code.ShouldBe("no-model");
        fresh.City.Log.Entries.Count.ShouldBe(entries, "nothing was opened");

        await fresh.TrainedAsync(Honest, Ct);

        var refused = await RefusedAsync(fresh);
        var positives = Enumerable.Range(0, LearnedTown.Families).Count(LearnedTown.Consulted);
        (refused.Code, refused.MissingPositives, refused.MissingNegatives).ShouldBe(("too-few-labels", 60 - positives, 400 - (LearnedTown.Families - positives)));
        refused.Message.ShouldContain($"{60 - positives} positive");
        (await fresh.City.Database.AskAsync<long>("select count(*) from read.screening_runs", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_that_has_changed_needs_a_new_training()
    {
        await town.TrainedAsync(Honest, Ct);
        await town.City.Database.RunAsync("update read.models set plan_hash = 'other'", Ct);

        var refused = await RefusedAsync(town);

        (refused.Code, refused.Message).ShouldBe(("no-model", "The plan 'sado-abuse' has changed since it was trained: train it again."));
    }

    [Fact]
    public async Task A_model_that_was_altered_does_not_score()
    {
        await town.TrainedAsync(Honest, Ct);
        await town.City.Database.RunAsync("""update read.models set document = replace(document, '"fiftyMicro":', '"fiftyMicro":1') where document is not null""", Ct);

        (await RefusedAsync(town)).Code.ShouldBe("model-unreadable");
        await town.City.Database.RunAsync("delete from read.models", Ct);
    }

    private static async Task<ScreeningOutcome.NoUsableModel> RefusedAsync(LearnedTown town) =>
        (await town.Runner.RunAsync(town.City.Steward, Honest, null, null, Ct)).ShouldBeOfType<ScreeningOutcome.NoUsableModel>();

    /// <summary>Expressions over the results of a run, in order of rank.</summary>
    private async Task<List<object[]>> RowsAsync(ScreeningRun run, string expressions)
    {
        await using var command = town.City.Database.Source.CreateCommand($"select {expressions} from read.results where run_id = $1 order by rank");
        command.Parameters.AddWithValue(run.Id);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(Ct))
        {
            var row = new object[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader[i];
            rows.Add(row);
        }

        return rows;
    }
}
