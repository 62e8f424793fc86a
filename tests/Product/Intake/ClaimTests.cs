using System.Runtime.Versioning;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Which files may come in at all.</summary>
[SupportedOSPlatform("linux")]
public sealed class ClaimTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("名簿.csv", "no_provision")]
    [InlineData("meibo_1001_2024.csv.bak", "no_provision")]
    [InlineData("meibo_1001_2024.xlsx", "no_provision")]
    [InlineData("MEIBO_1001_2024.CSV", "no_provision")]
    [InlineData("住民記録_全件_20250230.csv", "no_provision")]
    [InlineData("meibo_1001_2024.csv\n", "no_provision")]
    [InlineData("meibo_\uFFFE_2024.csv", "unknown_school_code")]
    [InlineData("meibo_9999_2024.csv", "unknown_school_code")]
    [InlineData("meibo_1001\n_2024.csv", "unknown_school_code")]
    public async Task A_file_that_no_provision_or_school_claims_is_refused(string name, string rule)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(name, RosterHeader, Pupil(1));

        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(rule);

        (await city.Database.AskAsync<long>("select (select count(*) from events.mt_events) + (select count(*) from read.deliveries)", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_name_in_decomposed_form_is_the_same_name()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("DV等支援措置対象者一覧.csv".Normalize(System.Text.NormalizationForm.FormD), "宛名番号,氏名,区分,対象区分,支援開始日,支援終了日");

        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>().Provision.ShouldBe("address-protection-list");
    }

    [Fact]
    public async Task A_file_that_two_provisions_claim_is_refused()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var policy = new MunicipalityCopy().Replace("provisions/attendance.yaml", "shukketsu_{school}_{month}.csv", "{label}_{school}_{fy}.csv");
        using var folder = new DeliveryFolder();
        folder.Write(RosterFile, RosterHeader, Pupil(1));

        var refused = (await ImportAsync(city, policy.City, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Refused>();

        refused.Rule.ShouldBe("several_provisions");
        refused.Message.ShouldContain("attendance, school-roster");
    }

    [Fact]
    public async Task A_file_whose_basis_has_ended_or_not_begun_is_refused()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RosterFile, RosterHeader, Pupil(1));

        foreach (var (day, inForce) in new[] { ("2024-03-31T23:59:59+09:00", false), ("2030-04-01T00:00:00+09:00", false), ("2030-03-31T23:59:59+09:00", true) })
        {
            city.Time.Now = DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
            var outcome = (await city.ImportAsync(Ct, folder.Path)).Single();
            (outcome is DeliveryOutcome.Taken).ShouldBe(inForce, day);
            if (outcome is DeliveryOutcome.Refused refused)
                refused.Rule.ShouldBe("basis_ended");
        }
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_named_before_anything_is_taken()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var path = folder.Write(RosterFile, RosterHeader, Pupil(1));

        (await Should.ThrowAsync<FileNotFoundException>(() => city.ImportAsync(Ct, path, Path.Combine(folder.Path, "nowhere")))).Message.ShouldContain("nowhere");

        (await city.Database.AskAsync<long>("select count(*) from read.deliveries", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Links_are_followed_once_and_what_cannot_be_opened_is_refused_alone()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        using var elsewhere = new DeliveryFolder();
        elsewhere.Write(RosterFile, RosterHeader, Pupil(1));
        elsewhere.Write("meibo_1002_2024.csv", RosterHeader, Pupil(1));
        Directory.CreateDirectory(Path.Combine(folder.Path, "sub"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, RosterFile), Path.Combine(elsewhere.Path, RosterFile));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "sub", "meibo_1003_2024.csv"), Path.Combine(folder.Path, "gone"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "sub", "round"), folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "more"), elsewhere.Path);
        Directory.CreateDirectory(Path.Combine(folder.Path, "meibo_1004_2024.csv"));
        folder.Write(".meibo_1005_2024.csv", RosterHeader, Pupil(1));
        folder.Write("meibo_1006_2024.csv", RosterHeader, Pupil(1));

        var outcomes = await city.ImportAsync(Ct, folder.Path);

        outcomes.Select(o => $"{o.File} {(o as DeliveryOutcome.Refused)?.Rule ?? o.GetType().Name}").ShouldBe(
            ["meibo_1001_2024.csv Taken", "meibo_1006_2024.csv Taken", "more/meibo_1001_2024.csv Repeated", "more/meibo_1002_2024.csv Taken", "sub/meibo_1003_2024.csv unreadable_file"]);
        (await city.ImportAsync(Ct, Path.Combine(folder.Path, "more"))).Select(o => o.GetType().Name).ShouldBe(["Repeated", "Repeated"]);
    }

    private static Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(TestCity city, City policy, string path) =>
        new Importer(city.Database.Source, policy, city.Keys, city.Gateway, city.Time).ImportAsync(city.Steward, [path], dryRun: false, progress: null, Ct);
}
