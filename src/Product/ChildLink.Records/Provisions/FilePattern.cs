using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChildLink.Records.Provisions;

/// <summary>
/// Name of a delivered file with parts that carry data: <c>{date}</c> (yyyymmdd), <c>{year}</c> (R06, H27),
/// <c>{fy}</c> (2024), <c>{month}</c> (yyyymm), <c>{school}</c> (school code), <c>{label}</c> (anything).
/// </summary>
public sealed partial class FilePattern
{
    private readonly Regex regex;

    private FilePattern(Regex regex) => this.regex = regex;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">An unknown part in braces.</exception>
    public static FilePattern Parse(string pattern)
    {
        var expression = Part().Replace(Regex.Escape(pattern).Replace("\\{", "{", StringComparison.Ordinal), static m => m.Groups["part"].Value switch
        {
            "date" => "(?<date>[0-9]{8})",
            "year" => "(?<year>[RHS][0-9]{2})",
            "fy" => "(?<fy>[0-9]{4})",
            "month" => "(?<month>[0-9]{6})",
            "school" => "(?<school>[^_]+)",
            "label" => "(?<label>.+)",
            var other => throw new FormatException($"{{{other}}} is not a part of file names; use date, year, fy, month, school or label."),
        });
        return new FilePattern(new Regex($@"\A(?:{expression})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    /// <summary>The data in a name; null when the name is another.</summary>
    public FileNameParts? Match(string fileName)
    {
        var match = regex.Match(Composed(fileName));
        if (!match.Success)
            return null;
        DateOnly? date = null;
        if (match.Groups["date"].Success)
        {
            if (!DateOnly.TryParseExact(match.Groups["date"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
                return null;
            date = parsed;
        }

        return new FileNameParts(date, Value("year"), Value("fy"), Value("month"), Value("school"), Value("label"));

        string? Value(string name) => match.Groups[name].Success ? match.Groups[name].Value : null;
    }

    /// <summary>File systems and archives write か゛ or が; a name that Unicode knows no form of stays as it is.</summary>
    private static string Composed(string name) => name.Contains('\uFFFE', StringComparison.Ordinal) ? name : name.Normalize(NormalizationForm.FormC);

    [GeneratedRegex(@"\{(?<part>[a-z]+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();
}

/// <summary>What a file name says: extraction date, fiscal year in era form or as number, month, school code.</summary>
public sealed record FileNameParts(DateOnly? Date, string? Year, string? Fy, string? Month, string? School, string? Label)
{
    /// <summary>The value of a virtual column (<c>@date</c>, <c>@year</c>, <c>@fy</c>, <c>@month</c>, <c>@school</c>).</summary>
    public string? Virtual(string column) => column switch
    {
        "@date" => Date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        "@year" => Year,
        "@fy" => Fy,
        "@month" => Month,
        "@school" => School,
        "@label" => Label,
        _ => null,
    };
}
