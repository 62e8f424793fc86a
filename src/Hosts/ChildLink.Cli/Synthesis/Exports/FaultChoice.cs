using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>
/// Plants at most one fault in a row: about one row in two hundred is one that an import must hold back or leave out,
/// a little more than in the files of the field, so that small cities have every kind.
/// </summary>
internal sealed class FaultChoice(SeededRandom random, Column[] columns)
{
    private static readonly string[] NoDays = ["99999999", "不明", "3/15頃", "R6.13.40", "2024/2/30", "令和　年　月　日", "20231301", "要確認", "#######"];
    private static readonly string[] NoSchools = ["9999", "A001", "2O01", "1000"];

    private readonly int _key = Array.FindIndex(columns, static column => column.Kind == CellKind.Key);
    private readonly int _school = Array.FindIndex(columns, static column => column.Kind == CellKind.SchoolCode);
    private readonly int[] _dates = Enumerable.Range(0, columns.Length).Where(i => columns[i].Kind == CellKind.Date).ToArray();
    private PlantedFaults _planted = new();

    public PlantedFaults Planted => _planted;

    /// <summary>The row as it is written, and whether it is written twice.</summary>
    public (string[] Cells, bool Twice) Draw(string[] cells)
    {
        // Out of 10,000 rows.
        return random.Below(10_000) switch
        {
            < 10 => (WrongWidth(cells), false),
            < 15 => (BadBytes(cells), false),
            < 33 => (BadDate(cells), false),
            < 45 => (BadKey(cells), false),
            < 65 => (BadSchool(cells), false),
            < 90 => Repeat(cells),
            _ => (cells, false),
        };
    }

    private string[] WrongWidth(string[] cells)
    {
        _planted = _planted with { WrongWidths = _planted.WrongWidths + 1 };
        // The first cell stays: a total is known by it.
        var at = random.Between(1, cells.Length - 1);
        return random.Below(3) switch
        {
            0 => [.. cells[..at], .. cells[(at + 1)..]],
            1 => [.. cells[..at], string.Empty, .. cells[at..]],
            _ => [.. cells[..at], "1", .. cells[at..]],
        };
    }

    private string[] BadBytes(string[] cells)
    {
        _planted = _planted with { BadBytes = _planted.BadBytes + 1 };
        cells[random.Below(cells.Length)] += RecordText.Damage;
        return cells;
    }

    private string[] BadDate(string[] cells)
    {
        if (_dates.Length == 0 || random.Pick(_dates) is var at && cells[at].Length == 0)
            return cells;
        _planted = _planted with { BadDates = _planted.BadDates + 1 };
        cells[at] = random.Pick(NoDays);
        return cells;
    }

    private string[] BadKey(string[] cells)
    {
        if (_key < 0)
            return cells;
        var form = random.Below(5);
        _planted = form == 0
            ? _planted with { WideKeys = _planted.WideKeys + 1 }
            : _planted with { BadKeys = _planted.BadKeys + 1 };
        cells[_key] = form switch
        {
            0 => WideDigits.From(cells[_key]),
            1 => cells[_key].TrimStart('0'),
            2 => cells[_key][..^1],
            3 => "住所地特例",
            _ => string.Empty,
        };
        return cells;
    }

    private string[] BadSchool(string[] cells)
    {
        if (_school < 0)
            return cells;
        _planted = _planted with { BadSchoolCodes = _planted.BadSchoolCodes + 1 };
        cells[_school] = random.Pick(NoSchools);
        return cells;
    }

    private (string[] Cells, bool Twice) Repeat(string[] cells)
    {
        _planted = _planted with { Repeats = _planted.Repeats + 1 };
        return (cells, true);
    }
}
