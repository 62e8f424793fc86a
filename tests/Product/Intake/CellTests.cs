using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Every kind of cell, sound and broken, through a whole import; a row's line tells it apart.</summary>
public sealed class CellTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cells_of_the_register_are_taken_repaired_or_held_back_by_name()
    {
        (string Column, string Cell, string? Expected)[] cases =
        [
            ("宛名番号", "0000000001", null),
            ("宛名番号", " 0000000002 ", null),
            ("宛名番号", "００００００００03", "repaired key_damaged"),
            ("宛名番号", "", "quarantined key_damaged"),
            ("宛名番号", "4", "quarantined key_damaged"),
            ("宛名番号", "00000000005", "quarantined key_damaged"),
            ("宛名番号", "000000000A", "quarantined key_damaged"),
            ("宛名番号", "0.00E+06", "quarantined key_damaged"),
            ("宛名番号", "000000000\uFFFE", "quarantined encoding_error"),
            ("氏名", "000\0", "quarantined encoding_error"),
            ("生年月日", "", null),
            ("生年月日", "平成二十七年", "quarantined unparsable_date"),
            ("生年月日", "H27.02.29", "quarantined unparsable_date"),
            ("転出日", "R06.13.01", "quarantined unparsable_date"),
            ("異動日", "R06.13.01", "repaired unparsable_date"),
            ("住民となった日", "頃", "repaired unparsable_date"),
            ("性別", "2", null),
            ("性別", "２", null),
            ("性別", "3", "quarantined unknown_code"),
            ("性別", "男", "quarantined unknown_code"),
            ("方書", "123456789018", "quarantined my_number"),
            ("国籍", "1234-5678-9018", "quarantined my_number"),
            ("前住所", "0259633111", null),
            ("前住所", new string('住', 200), null),
            ("前住所", new string('住', 201), "quarantined too_long"),
            ("氏名カナ", LongKana(1_000_000), "quarantined too_long"),
            ("国籍", LongKana(100_000), null), // not stored: no matter
        ];

        await JudgeAsync(RegisterFile, RegisterHeader, (i, column, cell) => Resident(100 + i, (column, cell)), cases);
    }

    [Fact]
    public async Task Numbers_of_a_roster_lie_in_their_range()
    {
        (string Column, string Cell, string? Expected)[] cases =
        [
            ("番号", "1", null),
            ("番号", "００２", null),
            ("番号", "", null),
            ("番号", "999", null),
            ("番号", "+3", null),
            ("番号", "0", "quarantined out_of_range"),
            ("番号", "1000", "quarantined out_of_range"),
            ("番号", "-1", "quarantined out_of_range"),
            ("番号", "2147483648", "quarantined not_a_number"),
            ("番号", "1.0", "quarantined not_a_number"),
            ("番号", "四", "quarantined not_a_number"),
            ("番号", "1 2", "quarantined not_a_number"),
            ("番号", "٣", "quarantined not_a_number"),
        ];

        await JudgeAsync(RosterFile, RosterHeader, (i, _, cell) => $"1,{i},{cell},山田　花,やまだ　はな,女,2017-05-01,", cases);
    }

    [Fact]
    public async Task School_codes_are_those_of_the_city()
    {
        const string header = "宛名番号,学齢簿番号,氏名,氏名カナ,生年月日,性別,保護者氏名,住所,学校区分,区域区分,学校コード,学校名,学年";
        (string Column, string Cell, string? Expected)[] cases =
        [
            ("学校コード", "1001", null),
            ("学校コード", "１００２", null),
            ("学校コード", "8001", null),
            ("学校コード", "1000", "quarantined unknown_school_code"),
            ("学校コード", "9999", "quarantined unknown_school_code"),
            ("学校コード", "10011", "quarantined unknown_school_code"),
            ("学校コード", "1001小", "quarantined unknown_school_code"),
        ];

        await JudgeAsync("学齢簿_R06.csv", header, (i, _, cell) => $"{i:D10},{i:D6},印 {i},シルシ,20170912,男,印 親,波音市,1,1,{cell},小学校,1", cases);
    }

    [Fact]
    public async Task A_My_Number_is_stored_nowhere_not_even_in_a_row_that_is_bad_for_another_reason()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(
            RegisterFile, RegisterHeader,
            Resident(1, ("方書", "123456789018")) + ",too many",
            Resident(2, ("生年月日", "頃"), ("方書", "123456789018")),
            Resident(3, ("氏名", "\0"), ("方書", "123456789018")));

        await city.ImportAsync(Ct, folder.Path);

        (await FoundRow.AllAsync(city.Database, Ct)).Select(f => f.Rule).ShouldBe([FindingRules.MyNumber, FindingRules.MyNumber, FindingRules.MyNumber]);
        (await city.Database.AskAsync<long>("select count(*) from read.quarantine where sealed_row is not null", Ct)).ShouldBe(0);
    }

    private static async Task JudgeAsync(string file, string header, Func<int, string, string, string> row, (string Column, string Cell, string? Expected)[] cases)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var lines = cases.Select((c, i) => row(i + 1, c.Column, c.Cell)).Prepend(header);
        folder.WriteBytes(file, new System.Text.UTF8Encoding(true).GetPreamble().Concat(System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", lines))).ToArray());

        var taken = (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();

        var found = (await FoundRow.AllAsync(city.Database, Ct)).ToDictionary(f => f.Row);
        for (var i = 0; i < cases.Length; i++)
        {
            var finding = found.GetValueOrDefault(i + 2);
            var said = finding is null ? null : $"{finding.Disposition} {finding.Rule}";
            said.ShouldBe(cases[i].Expected, $"{cases[i].Column} in row {i + 2}");
            if (finding is not null && finding.Rule is not (FindingRules.EncodingError or FindingRules.MyNumber))
                finding.Column.ShouldBe(cases[i].Column);
        }

        taken.Counts.ShouldBe(new RecordCounts(
            cases.Length + 1,
            cases.Count(c => c.Expected is null),
            cases.Count(c => c.Expected?.StartsWith("repaired", StringComparison.Ordinal) == true),
            cases.Count(c => c.Expected?.StartsWith("quarantined", StringComparison.Ordinal) == true),
            1,
            taken.Counts.Accepted + taken.Counts.Corrected));
    }

    /// <summary>Text that does not compress.</summary>
    private static string LongKana(int length)
    {
        var random = new Random(7);
        return string.Create(length, random, static (span, r) =>
        {
            foreach (ref var c in span)
                c = (char)r.Next('ァ', 'ヶ');
        });
    }
}
