using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Files that are cut off, of another city or year, or no files at all: each is told apart, and its cause named.</summary>
public sealed class StrangeFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_named_pipe_is_refused_at_once_and_stops_no_other_file()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        using (var make = Process.Start("mkfifo", [Path.Combine(folder.Path, "meibo_1001_2024.csv")]))
            await make.WaitForExitAsync(Ct);
        folder.Write("meibo_1002_2024.csv", RosterHeader, Pupil(1));

        var outcomes = await city.ImportAsync(Ct, folder.Path).WaitAsync(TimeSpan.FromSeconds(60), Ct);

        outcomes[0].ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe("unreadable_file");
        outcomes[1].ShouldBeOfType<DeliveryOutcome.Taken>();
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_taken_up_to_the_cut_or_refused_and_never_taken_for_whole()
    {
        var whole = DeliveryFolder.Cp932.GetBytes(string.Join("\r\n", [RosterHeader, Pupil(1), "1,1,2,\"山田　太\r\n郎\",やまだ,男,2017-05-01,", Pupil(3)]));
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        for (var length = DeliveryFolder.Cp932.GetByteCount(RosterHeader) + 3; length < whole.Length; length += 7)
        {
            folder.WriteBytes("meibo_1001_2024.csv", whole[..length]);

            switch ((await city.Importer.ImportAsync(city.Steward, [folder.Path], dryRun: true, progress: null, Ct)).Single())
            {
                case DeliveryOutcome.Taken taken:
                    (taken.Counts.Accepted < 3 || taken.Counts.Quarantined > 0 || length > whole.Length - 2).ShouldBeTrue($"cut at {length}: {taken.Counts}");
                    break;
                case DeliveryOutcome.Refused refused:
                    refused.Rule.ShouldBe("unclosed_quote");
                    break;
                default:
                    Assert.Fail($"cut at {length}");
                    break;
            }
        }
    }

    [Fact]
    public async Task A_character_cut_in_half_holds_its_row_back()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.WriteBytes("meibo_1001_2024.csv", [.. DeliveryFolder.Cp932.GetBytes($"{RosterHeader}\r\n{Pupil(1)}\r\n1,1,2,山田,やまだ,女,2017-05-01,"), 0x8E]);
        folder.WriteBytes("meibo_1002_2024.csv", [.. Encoding.UTF8.GetBytes($"{RosterHeader}\r\n{Pupil(1)}\r\n1,1,2,山田,やまだ,女,2017-05-01,"), 0xE5, 0xB1]);

        var taken = (await city.ImportAsync(Ct, folder.Path)).Cast<DeliveryOutcome.Taken>().ToList();

        taken.ShouldAllBe(t => t.Counts.Accepted == 1 && t.Counts.Quarantined == 1 && t.Rules["encoding_error"] == 1);
        (await city.Database.AskAsync<long>(
            "select count(*) from read.quarantine q join vault.subject_keys k on k.tenant_id = q.tenant_id and k.subject_id = q.subject_id", Ct)).ShouldBe(2, "the rows can be opened for repair");
    }

    [Fact]
    public async Task Codes_that_the_register_does_not_know_are_those_of_another_city()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, [RegisterHeader, .. Enumerable.Range(1, 50).Select(i => Resident(i))]);
        await city.ImportAsync(Ct, Path.Combine(folder.Path, RegisterFile));
        folder.Write("転出者一覧_R06.csv", ["宛名番号,氏名,生年月日,転出日,転出先", .. Enumerable.Range(500, 40).Select(i => $"{i:D10},印,H27.05.05,R06.05.01,外")]);

        var refused = (await city.ImportAsync(Ct, Path.Combine(folder.Path, "転出者一覧_R06.csv"))).Single().ShouldBeOfType<DeliveryOutcome.Refused>();

        (refused.Rule, refused.Message).ShouldBe(("other_city", $"of the first 40 persons in column 宛名番号 the register of {city.City.Document.Name} knows 0; "
            + "the file is another city's, or its codes were changed on the way. Codes of this city's register would be right."));
        (await city.Database.AskAsync<long>("select count(*) from vault.departures", Ct)).ShouldBe(0);
    }

    [Theory]
    [InlineData("R05", "other_period")]
    [InlineData("R06", null)]
    [InlineData("R00", "implausible_period")]
    [InlineData("R99", "implausible_period")]
    public async Task A_file_of_another_year_is_told_by_its_days(string year, string? rule)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write($"支援実施記録_{year}.csv", ["No,宛名番号,支援名,開始日,実施者", .. Enumerable.Range(1, 19).Select(i => $"{i},{i:D10},支援,R06.05.01,係")]);

        var outcome = (await city.ImportAsync(Ct, folder.Path)).Single();

        (outcome as DeliveryOutcome.Refused)?.Rule.ShouldBe(rule);
        (outcome is DeliveryOutcome.Taken).ShouldBe(rule is null);
    }

    [Theory]
    [InlineData("住民記録_全件_20990110.csv", "implausible_date")]
    [InlineData("住民記録_全件_18990110.csv", "implausible_date")]
    [InlineData("shukketsu_1001_202413.csv", "implausible_period")]
    [InlineData("meibo_1001_2042.csv", "implausible_period")]
    public async Task A_name_that_lies_in_another_time_is_refused_before_the_file_is_read(string name, string rule)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(name, "x");

        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(rule);
    }

    [Fact]
    public async Task Contradictory_rows_are_both_kept_and_reported_and_the_later_one_counts()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1, ("住所", "甲")), Resident(2), Resident(1, ("住所", "乙")), Resident(2));

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        (taken.Counts.Accepted, taken.Counts.Ignored, taken.Counts.Events).ShouldBe((3, 2, 3));
        (await FoundRow.AllAsync(city.Database, Ct)).Select(f => $"{f.Row} {f.Rule} {f.Disposition}").ShouldBe(["4 contradictory_rows noted", "5 duplicate_row ignored"]);
        (await StoreShape.CurrentAsync(city, "resident-register", "screening", Ct)).Count(r => r["resident.code"] == "0000000001").ShouldBe(2);
        (await city.Database.AskAsync<string>("select address from vault.residents where resident_code = '0000000001'", Ct)).ShouldBe("乙");
    }
}
