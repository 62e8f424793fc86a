using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>What people do while they type and an import must bear: other notations of days, wide digits, spaces in names, a cell left out.</summary>
internal sealed class Slips(SeededRandom random, SheetStyle style)
{
    private const double PerDate = 0.007;
    private const double PerNumber = 0.002;
    private const double PerName = 0.005;
    private const double LeftOut = 0.0004;

    private static readonly DateNotation[] OtherNotations =
    [
        DateNotation.ShortEra, DateNotation.LongEra, DateNotation.Slashes, DateNotation.Iso, DateNotation.Iso, DateNotation.Compact, DateNotation.WideSlashes,
    ];

    /// <summary>A day, rarely in another notation than the file's.</summary>
    public string Date(DateOnly day)
        => random.Chance(PerDate) ? JapaneseDate.Write(day, random.Pick(OtherNotations)) : JapaneseDate.Write(day, style.Dates);

    /// <summary>Empty when there is no day.</summary>
    public string Date(DateOnly? day) => day is { } known ? Date(known) : string.Empty;

    /// <summary>Changes a row in place.</summary>
    public void Make(string[] cells, Column[] columns)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
                cells[i] = Cell(cells[i], columns[i].Kind);
        }
    }

    private string Cell(string text, CellKind kind) => kind switch
    {
        CellKind.Key or CellKind.SchoolCode or CellKind.Fixed => text,
        _ when random.Chance(LeftOut) => string.Empty,
        CellKind.Number when random.Chance(PerNumber) => WideDigits.From(text),
        CellKind.PersonName when random.Chance(PerName) => Respaced(text),
        _ => text,
    };

    // Latin letters set apart would be read as many names; a variation selector must stay with its character.
    private string Respaced(string name) => random.Below(3) switch
    {
        0 => name + " ",
        1 => name.Replace("　", "　　", StringComparison.Ordinal),
        _ when name.Any(static sign => char.IsAsciiLetter(sign) || char.IsSurrogate(sign)) => name,
        _ => string.Join(' ', name.Where(static sign => !char.IsWhiteSpace(sign))),
    };
}
