using System.Globalization;
using System.Text;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Files in every shape that departments hand over, and broken in every way that files break.</summary>
public sealed class FileShapeTests
{
    private static readonly string A = Pupil(1);
    private static readonly string B = Pupil(2, "佐藤　蓮");
    private static readonly string[] Sound = [RosterHeader, A, B];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Encodings_line_ends_and_separators_are_found_out() => JudgeAsync(
        ("code page 932", Cp932(Sound), "2 0 0 1"),
        ("UTF-8 with byte order mark", [.. Encoding.UTF8.Preamble, .. Utf8(Sound)], "2 0 0 1"),
        ("UTF-8 without", Utf8(Sound), "2 0 0 1"),
        ("UTF-16 with byte order mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text(Sound))], "2 0 0 1"),
        ("line feeds", Encoding.UTF8.GetBytes(string.Join('\n', Sound) + "\n"), "2 0 0 1"),
        ("mixed line ends", Encoding.UTF8.GetBytes($"{RosterHeader}\r\n{A}\n{B}"), "2 0 0 1"),
        ("no last line end", Encoding.UTF8.GetBytes(string.Join("\r\n", Sound)), "2 0 0 1"),
        ("tabs", Cp932([.. Sound.Select(l => l.Replace(',', '\t'))]), "2 0 0 1"),
        ("tabs below a title with commas", Cp932(["名簿(1年,2年)", .. Sound.Select(l => l.Replace(',', '\t'))]), "2 0 0 2 title_row"),
        ("all cells quoted", Cp932([.. Sound.Select(l => $"\"{l.Replace(",", "\",\"", StringComparison.Ordinal)}\"")]), "2 0 0 1"),
        ("half-width header", Utf8([RosterHeader.Replace("ふりがな", " ふりがな ", StringComparison.Ordinal), A]), "1 0 0 1"),
        ("line break and doubled quote in quotes", Cp932([RosterHeader, A + "\"備考,\r\n\"\"続き\"\"\"", B]), "2 0 0 1"));

    [Fact]
    public Task Titles_totals_blanks_and_doubles_are_left_out() => JudgeAsync(
        ("title", Cp932(["令和6年度 児童名簿", "", .. Sound]), "2 0 0 3 title_row title_row"),
        ("totals", Cp932([.. Sound, "合計,,2,,,,,", " 総計 ,2"]), "2 0 0 3 total_row total_row"),
        ("blanks", Cp932([RosterHeader, "", A, ",,,,,,,", "　,,,,,,,", B, ""]), "2 0 0 5 blank_row blank_row blank_row blank_row"),
        ("doubles", Cp932([.. Sound, A, A]), "2 0 0 3 duplicate_row duplicate_row"),
        ("header only", Cp932([RosterHeader]), "0 0 0 1"),
        ("header without line end", Encoding.UTF8.GetBytes(RosterHeader), "0 0 0 1"));

    [Fact]
    public Task Columns_are_found_by_name() => JudgeAsync(
        ("other order", Cp932(["備考,氏名,生年月日,学年,組,番号,ふりがな,性別", ",山田　花,2017-05-01,1,1,1,やまだ　はな,女"]), "1 0 0 1"),
        ("more columns", Cp932([RosterHeader + ",通学路,", A + ",北,"]), "1 0 0 1"),
        ("a column missing", Cp932([RosterHeader.Replace(",生年月日", "", StringComparison.Ordinal), "1,1,1,山田　花,やまだ　はな,女,"]), "no_header"),
        ("no header", Cp932([A, B]), "no_header"),
        ("header below ten titles", Cp932([.. Enumerable.Repeat("題", 10), .. Sound]), "no_header"),
        ("rows wider and narrower", Cp932([RosterHeader, A + ",", B, "1,1,3,鈴木"]), "1 0 2 1 column_count column_count"),
        ("個人番号", Cp932([RosterHeader + ",個人番号", A + ",1"]), "forbidden_column"),
        ("マイナンバー in half width", Cp932([RosterHeader + ",ﾏｲﾅﾝﾊﾞｰ", A + ",1"]), "forbidden_column"),
        ("本籍 with spaces", Cp932([RosterHeader + ",本　籍", A + ",1"]), "forbidden_column"),
        ("個人番号 over two lines", Cp932([RosterHeader + ",\"個人\r\n番号\"", A + ",1"]), "forbidden_column"),
        ("本籍 below a title", Cp932(["題", RosterHeader + ",本籍", A + ",1"]), "forbidden_column"),
        ("本籍 in a wrong header", Cp932(["氏名,本籍", "山田,新潟"]), "forbidden_column"));

    [Fact]
    public Task What_is_damaged_is_held_back_and_the_rest_goes_on() => JudgeAsync(
        ("no bytes", [], "empty_file"),
        ("byte order mark only", Encoding.UTF8.Preamble.ToArray(), "no_header"),
        ("a line end only", "\r\n"u8.ToArray(), "no_header"),
        ("an archive", [0x50, 0x4B, 3, 4, 20, 0, 8, 0, 0, 0, 0xFF, 0xFE, .. Enumerable.Range(0, 4096).Select(i => (byte)(i * 37))], "no_header"),
        ("lost bytes in code page 932", Broken(Cp932([RosterHeader, Pupil(1, "山@@田"), B]), 0x81, 0xAD), "1 0 1 1 encoding_error"),
        ("lost bytes in UTF-8", Broken(Utf8([RosterHeader, Pupil(1, "山@@田"), B]), 0xE5, 0xFF), "1 0 1 1 encoding_error"),
        ("lost bytes in UTF-8, four rows of five", Utf8Broken(), "1 0 4 1 encoding_error encoding_error encoding_error encoding_error"),
        ("lost bytes in UTF-8 behind a byte order mark", [.. Encoding.UTF8.Preamble, .. Broken(Utf8([RosterHeader, Pupil(1, "山@@田"), B]), 0xE5, 0xFF)], "1 0 1 1 encoding_error"),
        ("NUL in a stored cell", Utf8([RosterHeader, Pupil(1, "山\0田"), B]), "1 0 1 1 encoding_error"),
        ("NUL in a cell that is not stored", Utf8([RosterHeader, A + "\0", B]), "1 0 1 1 encoding_error"),
        ("no character in the header", Utf8([RosterHeader + ",\uFFFE", A + ",", B + ","]), "2 0 0 1"),
        ("no character in a title", Utf8(["\uFFFE題", A, B]), "no_header"),
        ("never closed quote", Cp932([RosterHeader, A, Pupil(2, "\"佐藤")]), "unclosed_quote"),
        ("quote inside a cell", Cp932([RosterHeader, Pupil(1, "山田\"花\""), B]), "2 0 0 1"),
        ("long cell that is not stored", Cp932([RosterHeader, A + new string('長', 1_000_000), B]), "2 0 0 1"),
        ("long cell that is stored", Cp932([RosterHeader, Pupil(1, new string('長', 1_000_000)), B]), "1 0 1 1 too_long"),
        ("longer than any record", Cp932([RosterHeader, A + "\"" + new string('長', 3_000_000) + "\"", B]), "unclosed_quote"));

    private static async Task JudgeAsync(params (string Shape, byte[] Content, string Expected)[] files)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var names = files.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"meibo_{1001 + i}_2024.csv")).ToArray();
        for (var i = 0; i < files.Length; i++)
            folder.WriteBytes(names[i], files[i].Content);

        var outcomes = await city.ImportAsync(Ct, folder.Path);

        outcomes.Select((o, i) => $"{files[i].Shape}: {Say(o)}").ShouldBe(files.Select(f => $"{f.Shape}: {f.Expected}"));
        outcomes.Select(o => o.File).ShouldBe(names);
        foreach (var counts in outcomes.OfType<DeliveryOutcome.Taken>().Select(t => t.Counts))
            (counts.Accepted + counts.Corrected + counts.Quarantined + counts.Ignored).ShouldBe(counts.Records);
    }

    private static string Say(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Taken t => string.Join(' ', new object[] { t.Counts.Accepted, t.Counts.Corrected, t.Counts.Quarantined, t.Counts.Ignored }
            .Concat(t.Rules.Where(r => r.Key != FindingRules.HeaderRow).SelectMany(r => Enumerable.Repeat(r.Key, (int)r.Value)))),
        DeliveryOutcome.Refused r => r.Rule,
        _ => outcome.GetType().Name,
    };

    private static string Text(string[] lines) => string.Join("\r\n", lines) + "\r\n";

    private static byte[] Cp932(string[] lines) => DeliveryFolder.Cp932.GetBytes(Text(lines));

    private static byte[] Utf8(string[] lines) => Encoding.UTF8.GetBytes(Text(lines));

    private static byte[] Utf8Broken() =>
        [.. Utf8([RosterHeader, Pupil(1)]), .. Enumerable.Range(2, 4).SelectMany(i => Broken(Utf8([Pupil(i, "山@@田")]), 0xE5, 0xFF))];

    /// <summary>Puts two bytes in the place of <c>@@</c>.</summary>
    private static byte[] Broken(byte[] content, byte first, byte second)
    {
        var at = content.AsSpan().IndexOf("@@"u8);
        (content[at], content[at + 1]) = (first, second);
        return content;
    }
}
