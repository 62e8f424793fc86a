using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Findings are stored in bulk, each exactly once, and a My Number is kept in none of them.</summary>
public sealed class QuarantineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_findings_than_one_batch_holds_are_all_stored_once_with_their_rows()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        // Of twelve thousand rows each third is repaired twice, each fifth of the others held back.
        var rows = Enumerable.Range(1, 12_000).Select(i => (i % 3, i % 5) switch
        {
            (0, _) => Resident(i, ("異動日", "頃"), ("住民となった日", "頃")),
            (_, 0) => Resident(i, ("性別", "3")),
            _ => Resident(i),
        });
        folder.Write(RegisterFile, [RegisterHeader, .. rows]);

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        (taken.Counts.Corrected, taken.Counts.Quarantined, taken.Counts.Accepted).ShouldBe((4_000, 1_600, 6_400));
        (await city.Database.AskAsync<string>("select string_agg(line, ', ' order by line) from (select concat_ws(' ', disposition, rule, ordinal, count(*), count(distinct row), count(sealed_row), min(row)) as line from read.quarantine group by disposition, rule, ordinal) lines", Ct))
            .ShouldBe("quarantined unknown_code 0 1600 1600 1600 6, repaired unparsable_date 0 4000 4000 0 4, repaired unparsable_date 1 4000 4000 0 4");
    }

    [Fact]
    public async Task A_My_Number_in_a_title_a_total_or_behind_damage_is_named_and_not_kept()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(
            RegisterFile, "出力者,1234-5678-9018", "題", RegisterHeader,
            "合計,123456789018", ",,123456789018", Resident(1, ("宛名番号", "1"), ("国籍", "123456789018")) + ",,", Resident(2));

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        taken.Counts.ShouldBe(new RecordCounts(7, 1, 0, 4, 2, 1));
        (await FoundRow.AllAsync(city.Database, Ct)).Select(f => $"{f.Row} {f.Column} {f.Rule}").ShouldBe(
            ["1 #2 my_number", "4 #2 my_number", "5 #3 my_number", "6 #15 my_number"]);
        (await city.Database.AskAsync<long>("select count(*) from read.quarantine where sealed_row is not null", Ct)).ShouldBe(0);
    }
}
