using System.IO.Compression;
using System.Text;
using ChildLink.Casework.Narrowing;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;
using ChildLink.Views.Sheets;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Narrowing sheets leave with sealed rows and come back whatever became of them meanwhile.</summary>
public sealed class SheetFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task A_sheet_comes_back_as_it_left_and_once_more(SheetFormat format)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var first = await city.View.AddChildAsync(1, Ct);
        await city.View.AddChildAsync(2, Ct);
        await city.NoteAsync(first, NarrowingStatus.Inquiring, "-1 と書いた所見\n二行目", 0, Ct);
        var entries = city.View.City.Log.Entries.Count;

        var sheet = await MakeAsync(city, format);

        var entry = city.View.City.Log.Entries[^1];
        city.View.City.Log.Entries.Count.ShouldBe(entries + 1);
        entry.Fields.ShouldContain($"sha256={sheet.File.Sha256}");
        entry.Subjects.Count.ShouldBe(2);
        (await TakeAsync(city, sheet.Id, sheet.File.Bytes)).Rows.ShouldAllBe(r => r.Result == SheetRow.Unchanged);
        var rows = SheetRows.Read(sheet.File.Bytes);
        rows.Skip(1).Select(r => r[rows[0].IndexOf("支援の状況")]).ShouldAllBe(t => t == "なし");
        rows[2][rows[0].IndexOf("状態")] = "支援検討へ";
        rows[2][rows[0].IndexOf("所見")] = "会議で検討";
        var file = SheetRows.ToCsv(rows);
        (await TakeAsync(city, sheet.Id, file)).Rows.Select(r => r.Result).ShouldBe([SheetRow.Unchanged, SheetRow.Written]);
        // Replayed: nothing is doubled.
        (await TakeAsync(city, sheet.Id, file)).Rows.ShouldAllBe(r => r.Result == SheetRow.Unchanged);
        (await city.View.City.Database.AskAsync<long>("select count(*) from read.narrowing_steps", Ct)).ShouldBe(2);
        (await city.NamesAsync(null, Ct, status: NarrowingStatus.Proceed)).ShouldBe([ViewCity.Name(2)]);
    }

    [Fact]
    public async Task Rows_that_were_edited_out_of_range_are_refused_one_by_one()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = new Guid[9];
        for (var i = 0; i < children.Length; i++)
            children[i] = await city.View.AddChildAsync(i + 1, Ct);
        var sheet = await MakeAsync(city, SheetFormat.Csv);
        var other = await MakeAsync(city, SheetFormat.Csv);
        var rows = SheetRows.Read(sheet.File.Bytes);
        var (status, note, key) = (rows[0].IndexOf("状態"), rows[0].IndexOf("所見"), rows[0].IndexOf("行キー"));
        rows[1][status] = "済";
        rows[2][key] = "でたらめ";
        rows[3][key] = SheetRows.Read(other.File.Bytes)[3][key];
        rows[4][note] = "=HYPERLINK(\"http://example.com\")";
        rows[5][note] = new string('長', 2_001);
        rows[6][key] = rows[7][key];
        rows[8][status] = "対象外";
        await city.NoteAsync(children[7], NarrowingStatus.Proceed, null, 0, Ct);
        rows[9][status] = "excluded";
        rows.Add([.. rows[9]]);
        rows[10][key] = "";
        rows.Reverse(1, 9);

        var report = await TakeAsync(city, sheet.Id, SheetRows.ToCsv(rows));

        report.Rows.Select(r => r.Code ?? r.Result).ShouldBe(
        [
            SheetRow.Written, SheetRow.Conflict, SheetRow.RowTwice, SheetRow.RowTwice, SheetRow.Invalid, SheetRow.Formula, SheetRow.KeyOfAnotherSheet,
            SheetRow.KeyUnknown, SheetRow.Invalid, SheetRow.KeyUnknown,
        ]);
        (await city.View.City.Database.AskAsync<long>("select count(*) from read.narrowing_steps", Ct)).ShouldBe(2);
        report.Rows.Single(r => r.Code == SheetRow.Conflict).Message.ShouldBe("It changed since the sheet was made, to version 1: get a new sheet.");
        report.Rows.ShouldAllBe(r => r.Message == null || !r.Message.Contains("長長") && !r.Message.Contains("HYPERLINK"));
    }

    [Fact]
    public async Task A_sheet_is_taken_back_for_its_run_by_its_role_and_in_its_time_only()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await city.View.AddChildAsync(1, Ct);
        var sheet = await MakeAsync(city, SheetFormat.Csv);
        var rows = SheetRows.Read(sheet.File.Bytes);
        rows[1][rows[0].IndexOf("状態")] = "対象外";
        var file = SheetRows.ToCsv(rows);
        var otherRun = city.View.City.Caller("narrower", "narrowing", context: new("run", Guid.NewGuid()));

        (await city.Sheets.TakeAsync(otherRun, sheet.Id, file, (_, _) => Task.CompletedTask, Ct)).Fault.ShouldBeOfType<ViewOutcome.NotFound>();
        (await city.Sheets.TakeAsync(city.View.Narrower, Guid.NewGuid(), file, (_, _) => Task.CompletedTask, Ct)).Fault.ShouldBeOfType<ViewOutcome.NotFound>();
        var keys = new RowKeys(city.View.City.Keys, ViewCity.Tenant);
        var text = rows[1][rows[0].IndexOf("行キー")];
        keys.Open("narrowing", city.View.Narrower, text).ShouldNotBeNull();
        keys.Open("pupil", city.View.Narrower, text).ShouldBeNull();
        keys.Open("narrowing", city.View.Steward, text).ShouldBeNull();
        new RowKeys(city.View.City.Keys, "999993").Open("narrowing", city.View.Narrower, text).ShouldBeNull();
        city.View.City.Time.Now = city.View.City.Time.Now.AddDays(31);
        (await TakeAsync(city, sheet.Id, file)).Rows.ShouldHaveSingleItem().Code.ShouldBe(SheetRow.KeyExpired);
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_is_refused_as_a_whole()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await city.View.AddChildAsync(1, Ct);
        var sheet = await MakeAsync(city, SheetFormat.Xlsx);

        (await FaultAsync(city, sheet.Id, [0, 1, 2, 3])).ShouldBe(SheetFault.Unreadable);
        (await FaultAsync(city, sheet.Id, "PK\u0003\u0004 not really"u8.ToArray())).ShouldBe(SheetFault.Unreadable);
        (await FaultAsync(city, sheet.Id, "氏名,状態\n一,二\n"u8.ToArray())).ShouldBe(SheetFault.ColumnsMissing);
        (await FaultAsync(city, sheet.Id, "状態,状態,所見,行キー\n一,二,三,四\n"u8.ToArray())).ShouldBe(SheetFault.ColumnsMissing);
        (await FaultAsync(city, sheet.Id, [])).ShouldBe(SheetFault.ColumnsMissing);
        (await FaultAsync(city, sheet.Id, Encoding.UTF8.GetBytes("状態,所見,行キー\n" + string.Concat(Enumerable.Repeat("対象外,,x\n", 10_001))))).ShouldBe(SheetFault.TooLarge);
        (await FaultAsync(city, sheet.Id, Zip("xl/worksheets/sheet1.xml", new string(' ', 70 << 20)))).ShouldBe(SheetFault.TooLarge);
        (await FaultAsync(city, sheet.Id, Zip("xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(Enumerable.Repeat("<si/>", 200_001))}</sst>")))
            .ShouldBe(SheetFault.TooLarge);
        (await FaultAsync(city, sheet.Id, Zip("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>"))).ShouldBe(SheetFault.Unreadable);
        (await FaultAsync(city, sheet.Id, Zip("xl/worksheets/sheet1.xml", "<worksheet><row>"))).ShouldBe(SheetFault.Unreadable);
        (await FaultAsync(city, sheet.Id, Zip("word/document.xml", "<a/>"))).ShouldBe(SheetFault.Unreadable);
    }

    [Fact]
    public async Task A_formula_in_a_spreadsheet_is_seen_whatever_it_shows()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await city.View.AddChildAsync(1, Ct);
        var sheet = await MakeAsync(city, SheetFormat.Xlsx);
        var key = SheetRows.Read(sheet.File.Bytes) is var rows ? rows[1][rows[0].IndexOf("行キー")] : "";
        var xml = $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>状態</t></is></c><c r="B1" t="inlineStr"><is><t>所見</t></is></c><c r="C1" t="inlineStr"><is><t>行キー</t></is></c></row>
            <row r="2"><c r="A2" t="str"><f>"対象"&amp;"外"</f><v>対象外</v></c><c r="C2" t="inlineStr"><is><t>{key}</t></is></c></row>
            </sheetData></worksheet>
            """;

        (await TakeAsync(city, sheet.Id, Zip("xl/worksheets/sheet1.xml", xml))).Rows.ShouldHaveSingleItem().Code.ShouldBe(SheetRow.Formula);
    }

    [Fact]
    public async Task What_went_out_as_csv_comes_back_from_a_spreadsheet_without_its_apostrophes()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await city.View.AddChildAsync(1, Ct);
        var sheet = await MakeAsync(city, SheetFormat.Csv);
        var rows = SheetRows.Read(sheet.File.Bytes);
        var key = rows[1][rows[0].IndexOf("行キー")];
        // As a spreadsheet keeps the cells of our CSV: a heading and a key that would be run are neutralised there.
        var xml = $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>状態</t></is></c><c r="B1" t="inlineStr"><is><t>所見</t></is></c><c r="C1" t="inlineStr"><is><t>行キー</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>対象外</t></is></c><c r="B2" t="inlineStr"><is><t>'-5点</t></is></c><c r="C2" t="inlineStr"><is><t>{key}</t></is></c></row>
            </sheetData></worksheet>
            """;
        (await TakeAsync(city, sheet.Id, Zip("xl/worksheets/sheet1.xml", xml))).Rows.ShouldHaveSingleItem().Result.ShouldBe(SheetRow.Written);

        // The note that stands is "-5点": the same from a CSV file changes nothing.
        rows[1][rows[0].IndexOf("状態")] = "対象外";
        rows[1][rows[0].IndexOf("所見")] = "'-5点";
        (await TakeAsync(city, sheet.Id, SheetRows.ToCsv(rows))).Rows.ShouldHaveSingleItem().Result.ShouldBe(SheetRow.Unchanged);
    }

    private static async Task<MadeSheet> MakeAsync(NarrowedCity city, SheetFormat format)
    {
        using var scope = city.View.City.Gateway.Open(city.View.Narrower, "sheet", Guid.NewGuid());
        var (sheet, fault) = await city.Sheets.MakeAsync(scope, null, null, null, format, Ct);
        fault.ShouldBeNull();
        return sheet!;
    }

    private static async Task<SheetReport> TakeAsync(NarrowedCity city, Guid sheet, ReadOnlyMemory<byte> file)
    {
        var (report, fault) = await city.Sheets.TakeAsync(city.View.Narrower, sheet, file, (_, _) => Task.CompletedTask, Ct);
        fault.ShouldBeNull();
        return report!;
    }

    private static async Task<string> FaultAsync(NarrowedCity city, Guid sheet, byte[] file) =>
        (await city.Sheets.TakeAsync(city.View.Narrower, sheet, file, (_, _) => Task.CompletedTask, Ct)).Fault.ShouldBeOfType<ViewOutcome.Refused>().Code;

    private static byte[] Zip(string name, string content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(name).Open()))
            writer.Write(content);
        return stream.ToArray();
    }
}
