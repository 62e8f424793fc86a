using System.Globalization;
using System.Text.RegularExpressions;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>Kinds of personal values that a body may hold by mistake.</summary>
public enum Kind
{
    Name,
    Kana,
    Address,
    BirthDate,
    Code,
    Text,
}

/// <summary>One personal value, folded, and the resident whose it is; empty where the row names none.</summary>
public sealed record Secret(Kind Kind, string Value, string Resident);

/// <summary>All personal values of the city's raw files.</summary>
public sealed partial class Knowledge
{
    // Shorter ones stand in other words by chance.
    private const int Shortest = 3;

    private Knowledge(IReadOnlyList<Secret> secrets) => Secrets = secrets;

    public IReadOnlyList<Secret> Secrets { get; }

    public static Knowledge Of(RawCity city) => new(
        [.. city.Rows.SelectMany(Of).Where(s => s.Value.Length >= Shortest).Distinct()]);

    /// <summary>Days in a folded text that are dates and not parts of instants.</summary>
    public static IEnumerable<string> DaysIn(string folded) => Day().Matches(folded).Select(m => m.Value);

    /// <summary>Runs of ten digits, the form of resident codes.</summary>
    public static IEnumerable<string> CodesIn(string folded) => TenDigits().Matches(folded).Select(m => m.Value);

    private static IEnumerable<Secret> Of(RawRow row)
    {
        var resident = row["宛名番号"];
        foreach (var (column, cell) in row.Cells)
        {
            if (cell.Length == 0 || KindOf(column) is not { } kind)
                continue;
            // A household's text belongs to everybody in it, a guardian's name to the child's row.
            if (kind == Kind.BirthDate)
            {
                if (DayOf(cell) is { } day)
                    yield return new Secret(kind, day, resident);
            }
            else
            {
                yield return new Secret(kind, Folded.Of(kind == Kind.Code ? cell.PadLeft(10, '0') : cell), resident);
            }
        }
    }

    private static Kind? KindOf(string column) => column switch
    {
        _ when column.EndsWith("宛名番号", StringComparison.Ordinal) => Kind.Code,
        _ when column.Contains("カナ", StringComparison.Ordinal) || column == "ふりがな" => Kind.Kana,
        _ when column.EndsWith("氏名", StringComparison.Ordinal) || column == "通称名" => Kind.Name,
        "住所" or "方書" or "前住所" => Kind.Address,
        "生年月日" or "出生日" => Kind.BirthDate,
        "記録" or "備考" => Kind.Text,
        _ => null,
    };

    private static string? DayOf(string cell)
    {
        if (Wareki().Match(cell.Normalize(System.Text.NormalizationForm.FormKC)) is { Success: true } era)
        {
            var year = era.Groups["year"].Value == "元" ? 1 : int.Parse(era.Groups["year"].Value, CultureInfo.InvariantCulture);
            var first = era.Groups["era"].Value switch { "R" or "令和" => 2018, "H" or "平成" => 1988, "S" or "昭和" => 1925, _ => 1911 };
            cell = $"{first + year}/{era.Groups["month"].Value}/{era.Groups["day"].Value}";
        }

        string[] forms = ["yyyyMMdd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d"];
        return DateOnly.TryParseExact(cell, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"^(?<era>R|H|S|T|令和|平成|昭和|大正)(?<year>元|\d{1,2})[.年/-](?<month>\d{1,2})[.月/-](?<day>\d{1,2})日?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wareki();

    [GeneratedRegex(@"(?<!\d)\d{4}-\d{2}-\d{2}(?![T\d])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"(?<![\dA-F])\d{10}(?![\dA-F])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TenDigits();
}
