using System.Text.Json;
using ChildLink.Privacy.Policy;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>二段階の判定: what the first stage does not flag stays closed.</summary>
public sealed class StagedRunTests
{
    private const string Plan = "two-stage";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_flagged_children_have_a_result()
    {
        await using var city = await TownAsync();

        var run = await DoneAsync(city);

        (run.Children, run.Staged!.Screened, run.Staged.Flagged).ShouldBe((1L, 7L, 1L));
        (await city.Database.AskAsync<string>(
            "select string_agg(v.resident_code, ' ') from read.results r join vault.residents v using (tenant_id, resident_id)", Ct)).ShouldBe("0000000012");
    }

    [Fact]
    public async Task The_second_stage_reads_the_records_of_those_flagged_and_counts_the_others()
    {
        await using var city = await TownAsync();

        var run = await DoneAsync(city);

        var council = run.Staged!.Records.Single(r => r.Provision == "council-case-register");
        (council.Read, council.NotRead).ShouldBe((1L, 2L), "the child's own; not those of the other household");
        var allowance = run.Staged.Records.Single(r => r.Provision == "child-rearing-allowance");
        (allowance.Read, allowance.NotRead).ShouldBe((0L, 1L));
        var fields = city.Log.Entries[^1].Fields;
        fields.ShouldContain("council.from=1");
        fields.ShouldContain("records-read:council-case-register=1");
        fields.ShouldContain("records-not-read:council-case-register=2");
        fields.ShouldContain("records-not-read:child-rearing-allowance=1");
        fields.ShouldNotContain(f => f.StartsWith("allowance.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_nobody_flagged_receives_a_benefit_is_known_and_not_unknown()
    {
        await using var city = await TownAsync();

        await DoneAsync(city);

        var cells = JsonDocument.Parse(await city.Database.AskAsync<string>("select cells::text from read.results", Ct)).RootElement;
        (cells.GetProperty("F38").GetString(), cells.GetProperty("F45").GetString(), cells.GetProperty("F22").GetString())
            .ShouldBe(("0", "1", "UNKNOWN"), "nothing was ever delivered of public assistance");
    }

    [Fact]
    public async Task A_first_stage_that_flags_nobody_is_a_run_without_results()
    {
        await using var city = await TownAsync(linked: false);

        var run = await DoneAsync(city);

        (run.Children, run.Candidates, run.Staged!.Screened, run.Staged.Flagged).ShouldBe((0L, 0L, 7L, 0L));
        run.Staged.Records.Sum(r => r.Read).ShouldBe(0);
    }

    [Fact]
    public async Task The_run_keeps_what_it_left_closed()
    {
        await using var city = await TownAsync();

        var run = await DoneAsync(city);

        var stored = StagedRun.Parse(await city.Database.AskAsync<string>("select staged::text from read.screening_runs", Ct));
        (stored.Screened, stored.Flagged).ShouldBe((run.Staged!.Screened, run.Staged.Flagged));
        stored.Records.ShouldBe(run.Staged.Records);
    }

    [Fact]
    public async Task A_basis_that_carries_flagged_children_is_read_by_the_second_stage_alone()
    {
        using var copy = Flagged("council-case-register");
        await using var city = await TownAsync(copy.Folder);

        var run = await DoneAsync(city);

        run.Unreadable.ShouldNotContain("council-case-register");
        (await city.Database.AskAsync<string>("select cells::json->>'F45' from read.results", Ct)).ShouldBe("1");
    }

    [Fact]
    public void A_plan_of_one_stage_over_such_a_basis_does_not_compile()
    {
        using var copy = new MunicipalityCopy();
        Scope(copy, "council-case-register", "flagged");

        Should.Throw<PolicyException>(() => ScreeningPlans.Load(copy.City)).Problems
            .ShouldContain(p => p.File.EndsWith("nobeoka-count.yaml", StringComparison.Ordinal) && p.Message.Contains("council-case-register", StringComparison.Ordinal));
    }

    [Fact]
    public void A_first_stage_cannot_need_such_a_basis_and_no_plan_one_of_a_named_child()
    {
        using var first = Flagged("attendance");
        using var named = Flagged("council-case-register", "named-child");

        Problems(first).ShouldContain(p => p.Message.Contains("first stage", StringComparison.Ordinal) && p.Message.Contains("'attendance'", StringComparison.Ordinal));
        Problems(named).ShouldContain(p => p.Message.Contains("named child", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("items: [F39, A04, A05, F42, F43, F44]", "items: [F39, F01]", "'F01'")]
    [InlineData("items: [F39, A04, A05, F42, F43, F44]", "items: [F39, F39]", "twice")]
    [InlineData("items: [F39, A04, A05, F42, F43, F44]", "items: [F43, F44]", "basic")]
    [InlineData("items: [F39, A04, A05, F42, F43, F44]", "items: []", "basic")]
    [InlineData("  select: { atLeastBasic: 1 }", "  select: { atLeastBasic: 9 }", "atLeastBasic")]
    [InlineData("  select: { atLeastBasic: 1 }", "", "atLeastBasic")]
    public void A_first_stage_that_does_not_add_up_is_refused_with_its_line(string text, string with, string says)
    {
        using var copy = new MunicipalityCopy();
        copy.Replace($"plans/{Plan}.yaml", text, with);

        Problems(copy).ShouldContain(p => p.Message.Contains(says, StringComparison.Ordinal) && p.Where.StartsWith("line ", StringComparison.Ordinal));
    }

    private static IReadOnlyList<PolicyProblem> Problems(MunicipalityCopy copy) =>
        Should.Throw<PolicyException>(() => ScreeningPlans.Load(copy.City)).Problems;

    /// <summary>A city whose provision carries flagged children only, without the plans of one stage.</summary>
    private static MunicipalityCopy Flagged(string provision, string scope = "flagged")
    {
        var copy = new MunicipalityCopy();
        foreach (var plan in Directory.EnumerateFiles(copy.PathOf("plans")).Where(p => Path.GetFileNameWithoutExtension(p) != Plan))
            File.Delete(plan);
        Scope(copy, provision, scope);
        return copy;
    }

    private static void Scope(MunicipalityCopy copy, string provision, string scope) =>
        copy.Replace($"provisions/{provision}.yaml", "  scope: population\n", $"  scope: {scope}\n");

    private static async Task<TestCity> TownAsync(string? folder = null, bool linked = true)
    {
        var city = folder is null ? await TestCity.CreateAsync(Ct) : await TestCity.CreateAsync(Ct, folder);
        using var files = TownFiles.Small(city.City);
        files.Write(city.City, "non-attendance-list", "不登校傾向児童生徒一覧_R06.csv", "学校コード,学年,組,氏名", "1001,6,1,佐藤 葵");
        await city.ImportAsync(Ct, files.Folder);
        if (linked)
        {
            await city.Database.RunAsync(
                """
                insert into read.links (tenant_id, provision, key_id, status, resident_id, method, linked_at)
                select h.tenant_id, h.provision, h.key_id, 'linked', v.resident_id, 'by hand', now()
                from read.record_heads h join vault.residents v on v.tenant_id = h.tenant_id and v.resident_code = '0000000012'
                where h.provision = 'non-attendance-list'
                """, Ct);
        }

        return city;
    }

    private static async Task<ScreeningRun> DoneAsync(TestCity city) =>
        (await new ScreeningRunner(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time).RunAsync(city.Steward, Plan, null, null, Ct))
        .ShouldBeOfType<ScreeningOutcome.Done>().Run;
}
