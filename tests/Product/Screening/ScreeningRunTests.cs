using System.Text.Json;
using ChildLink.Privacy.Gateway;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

public sealed class ScreeningRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_child_who_lives_here_has_one_ranked_result()
    {
        await using var city = await SmallCityAsync();

        var run = await DoneAsync(city, "nobeoka-count");

        (run.Children, run.Candidates, run.AsOf).ShouldBe((7, 1, new DateOnly(2025, 1, 10)));
        (await ResultsAsync(city, run, "v.resident_code")).ShouldNotContain("0000000022", "who moved out is left out");
        (await ResultsAsync(city, run, "r.rank::text")).ShouldBe(["1", "2", "3", "4", "5", "6", "7"]);
        // EPDS, its tenth question, allowance, council history of child and of an adult; three children and a mother of 35.
        (await ResultsAsync(city, run, "concat_ws(' ', v.resident_code, r.points_tenths, r.matched_basic, r.matched_other, r.selected_by, r.school_age, r.household_size)"))[0]
            .ShouldBe("0000000004 50 5 2 basic>=4 1 4");
    }

    [Fact]
    public async Task The_first_by_rank_and_then_by_other_items_become_candidates()
    {
        await using var city = await SmallCityAsync();

        var run = await DoneAsync(city, "beppu-top");

        var selected = await ResultsAsync(city, run, "v.resident_code || ' ' || coalesce(r.selected_by, '-')");
        selected[0].ShouldBe("0000000004 top-20");
        selected.Where(s => s.EndsWith("plus-10", StringComparison.Ordinal)).Order().ShouldBe(["0000000013 plus-10", "0000000014 plus-10"]);
        selected.ShouldContain("0000000021 -");
    }

    [Fact]
    public async Task Factors_say_what_is_known_what_counted_and_what_it_added()
    {
        await using var city = await SmallCityAsync();
        var run = await DoneAsync(city, "nobeoka-count");

        var factors = JsonDocument.Parse((await ResultsAsync(city, run, "r.factors"))[0]).RootElement;

        factors[0].GetRawText().ShouldBe(
            """{"item":"F07","name":{"ja":"EPDS(産後うつ質問票)","en":"Postnatal questionnaire (EPDS)"},"state":"known","value":12,"band":null,"condition":"basic","met":true,"points":1.0}""");
        factors.EnumerateArray().Select(f => f.GetProperty("item").GetString())
            .ShouldBe(["F07", "F08", "F38", "F45", "F46", "F52", "F53", "F01", "F03", "F05", "F10", "F39"]);
        (factors[11].GetProperty("state").GetString(), factors[11].GetProperty("value").ValueKind).ShouldBe(("unknown", JsonValueKind.Null), "no list was delivered");
        JsonDocument.Parse((await ResultsAsync(city, run, "r.top_factors"))[0]).RootElement.GetArrayLength().ShouldBe(5);
        (await ResultsAsync(city, run, "r.reasons"))[0].ShouldBe(
            """[{"category":"family","ja":"家庭の状況","en":"Family circumstances"},{"category":"history","ja":"これまでの経過","en":"Earlier events"},{"category":"birth","ja":"出生前後の健康","en":"Health around birth"}]""");
        (await ResultsAsync(city, run, "r.cells"))[0].ShouldBe(
            """{"F01":"1","F03":"0","F05":"0","F07":"12","F08":"1","F10":"0","F38":"1","F39":"UNKNOWN","F45":"1","F46":"1","F52":"1","F53":"1"}""");
    }

    [Fact]
    public async Task Factors_of_every_child_sum_exactly_to_the_points()
    {
        await using var city = await SmallCityAsync();
        await DoneAsync(city, "beppu-top");

        (await city.Database.AskAsync<long>(
            """
            select count(*) from read.results r
            where r.points_tenths <> (select sum((f->>'points')::numeric * 10) from jsonb_array_elements(r.factors::jsonb) f)
               or jsonb_array_length(r.factors::jsonb) <> 12
            """, Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_shows_of_age_sex_and_nationality_only_what_five_children_share()
    {
        await using var city = await SmallCityAsync();
        var run = await DoneAsync(city, "nobeoka-count");

        // Five of seven share a band; the other two would be told by having none, so that nobody has one.
        (await ResultsAsync(city, run, "r.school_age || ' ' || coalesce(r.age_band, '-') || ' ' || r.withheld::text")).Order(StringComparer.Ordinal)
            .ShouldBe([.. new[] { 1, 12, 12, 12, 13, 14, 8 }.Select(age => $"{age} - {{F01,F03}}")]);
        run.QuasiIdentifiers.ShouldBe(["F01", "F03"], "the plan does not show the sex");
    }

    [Fact]
    public async Task The_same_records_give_the_same_bytes()
    {
        await using var city = await SmallCityAsync();

        var first = await ResultsAsync(city, await DoneAsync(city, "beppu-top"), "r::text");
        var second = await ResultsAsync(city, await DoneAsync(city, "beppu-top"), "r::text");

        second.Select(WithoutRun).ShouldBe(first.Select(WithoutRun));
    }

    [Fact]
    public async Task The_run_stands_in_the_log_and_among_the_events()
    {
        await using var city = await SmallCityAsync();
        var run = await DoneAsync(city, "nobeoka-count");

        var entry = city.Log.Entries[^1];
        (entry.RequestId, entry.Operation, entry.Outcome, entry.Purpose, entry.Rows, entry.Policy)
            .ShouldBe((run.Id, "screen nobeoka-count", "processed", "screening", 7L, run.Policy));
        entry.Fields.ShouldContain("epds.total=1");
        entry.Fields.ShouldNotContain(f => f.StartsWith("resident.name", StringComparison.Ordinal) || f.StartsWith("protection.", StringComparison.Ordinal));
        var told = JsonDocument.Parse(await city.Database.AskAsync<string>(
            "select data::text from events.mt_events where type = 'screening_completed'", Ct)).RootElement;
        told.GetProperty("id").GetGuid().ShouldBe(run.Id);
        told.GetProperty("seed").GetInt64().ShouldBe(run.Seed);
        told.GetProperty("planHash").GetString().ShouldBe(run.PlanHash);
        (await city.Database.AskAsync<long>("select count(*) from read.screening_runs where candidates = 1 and children = 7", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Records_whose_purposes_do_not_name_screening_do_not_enter()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace("provisions/council-case-register.yaml", "purposes: [linkage, screening, ", "purposes: [linkage, ");
        await using var city = await SmallCityAsync(copy.Folder);

        var run = await DoneAsync(city, "nobeoka-count");

        run.Unreadable.ShouldContain("council-case-register");
        city.Log.Entries[^1].Fields.ShouldNotContain(f => f.StartsWith("council.", StringComparison.Ordinal));
        (await ResultsAsync(city, run, "r.cells::json->>'F45'")).ShouldAllBe(c => c == "UNKNOWN");
        (await ResultsAsync(city, run, "r.cells::json->>'F46'")).ShouldAllBe(c => c == "UNKNOWN");
        (await city.Database.AskAsync<long>("select count(*) from read.screening_runs where 'council-case-register' = any(unreadable)", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_basis_that_has_ended_closes_its_records_to_new_runs()
    {
        await using var city = await SmallCityAsync();
        city.Time.Now = new DateTimeOffset(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));

        (await RunAsync(city, "nobeoka-count")).ShouldBeOfType<ScreeningOutcome.NothingToScreen>().Code.ShouldBe("no-register");
    }

    [Fact]
    public async Task Links_to_the_schools_make_non_attendance_known()
    {
        await using var city = await SmallCityAsync();
        using var files = new TownFiles();
        files.Write(city.City, "non-attendance-list", "不登校傾向児童生徒一覧_R06.csv", "学校コード,学年,組,氏名", "1001,6,1,佐藤 葵");
        await city.ImportAsync(Ct, files.Folder);
        await city.Database.RunAsync(
            """
            insert into read.links (tenant_id, provision, key_id, status, resident_id, method, linked_at)
            select h.tenant_id, h.provision, h.key_id, 'linked', v.resident_id, 'by hand', now()
            from read.record_heads h join vault.residents v on v.tenant_id = h.tenant_id and v.resident_code = '0000000012'
            where h.provision = 'non-attendance-list'
            """, Ct);

        var run = await DoneAsync(city, "nobeoka-count");

        var cells = await ResultsAsync(city, run, "v.resident_code || ' ' || (r.cells::json->>'F39')");
        cells.ShouldContain("0000000012 1");
        cells.ShouldContain("0000000013 UNKNOWN");
        cells.ShouldContain("0000000004 NOT_YET");
    }

    [Fact]
    public async Task An_unknown_plan_names_the_known_ones()
    {
        await using var city = await TestCity.CreateAsync(Ct);

        (await RunAsync(city, "other")).ShouldBeOfType<ScreeningOutcome.NoSuchPlan>().Known.ShouldBe(["beppu-top", "nobeoka-count", "sado-abuse", "sado-r6-as-reported", "two-stage"]);
    }

    [Fact]
    public async Task Before_the_first_import_there_is_nothing_to_screen()
    {
        await using var city = await TestCity.CreateAsync(Ct);

        (await RunAsync(city, "nobeoka-count")).ShouldBeOfType<ScreeningOutcome.NothingToScreen>().Code.ShouldBe("no-register");
        (await RunAsync(city, "nobeoka-count", new DateOnly(2025, 1, 10))).ShouldBeOfType<ScreeningOutcome.NothingToScreen>().Code.ShouldBe("no-register");
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1950, 4, 1)]
    [InlineData(2100, 1, 1)]
    [InlineData(9999, 12, 31)]
    public async Task A_day_without_children_has_a_clear_answer(int year, int month, int day)
    {
        await using var city = await SmallCityAsync();

        (await RunAsync(city, "nobeoka-count", new DateOnly(year, month, day))).ShouldBeOfType<ScreeningOutcome.NothingToScreen>().Code.ShouldBe("no-children");

        (await city.Database.AskAsync<long>("select count(*) from read.screening_runs", Ct)).ShouldBe(0);
        city.Log.Entries[^1].Operation.ShouldBe("screen nobeoka-count");
    }

    [Fact]
    public async Task Without_the_log_nothing_is_stored()
    {
        await using var city = await SmallCityAsync();
        city.Log.Down = true;

        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => RunAsync(city, "nobeoka-count"));

        (await city.Database.AskAsync<long>("select (select count(*) from read.screening_runs) + (select count(*) from read.results)", Ct)).ShouldBe(0);
        city.Log.Down = false;
        await DoneAsync(city, "nobeoka-count");
    }

    [Fact]
    public async Task Progress_counts_every_step_to_the_end()
    {
        await using var city = await SmallCityAsync();
        var told = new Told();

        await Runner(city).RunAsync(city.Steward, "nobeoka-count", null, told, Ct);

        told.Steps[0].ShouldBe(new ScreeningProgress(0, 11, "resident-register"));
        told.Steps[^1].ShouldBe(new ScreeningProgress(11, 11, "done"));
        told.Steps.Select(s => s.Done).ShouldBe(Enumerable.Range(0, 12));
    }

    private static ScreeningRunner Runner(TestCity city) => new(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);

    private static Task<ScreeningOutcome> RunAsync(TestCity city, string plan, DateOnly? asOf = null) =>
        Runner(city).RunAsync(city.Steward, plan, asOf, null, Ct);

    private static async Task<ScreeningRun> DoneAsync(TestCity city, string plan) =>
        (await RunAsync(city, plan)).ShouldBeOfType<ScreeningOutcome.Done>().Run;

    private static string WithoutRun(string row) => row[(row.IndexOf(',', row.IndexOf(',', StringComparison.Ordinal) + 1) + 1)..];

    private static async Task<TestCity> SmallCityAsync(string municipality = "152242")
    {
        var city = await TestCity.CreateAsync(Ct, municipality);
        using var files = TownFiles.Small(city.City);
        await city.ImportAsync(Ct, files.Folder);
        return city;
    }

    /// <summary>One expression over <c>read.results r</c> and <c>vault.residents v</c>, in order of rank.</summary>
    private static async Task<List<string>> ResultsAsync(TestCity city, ScreeningRun run, string expression)
    {
        await using var command = city.Database.Source.CreateCommand(
            $"select {expression} from read.results r join vault.residents v using (tenant_id, resident_id) where r.run_id = $1 order by r.rank");
        command.Parameters.AddWithValue(run.Id);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(Ct))
            texts.Add(reader.GetString(0));
        return texts;
    }

    private sealed class Told : IProgress<ScreeningProgress>
    {
        public List<ScreeningProgress> Steps { get; } = [];

        public void Report(ScreeningProgress value) => Steps.Add(value);
    }
}
