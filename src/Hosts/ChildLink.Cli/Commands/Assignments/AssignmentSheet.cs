using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Records.Intake;

namespace ChildLink.Cli.Commands.Assignments;

/// <summary>A list of changes of assignments as a table: columns in Japanese or English, days in any notation of a municipality.</summary>
internal static class AssignmentSheet
{
    private static readonly (string Name, string[] Headers)[] Columns =
    [
        ("action", ["action", "区分", "処理"]), ("person", ["person", "職員ID", "利用者ID"]), ("role", ["role", "役割"]),
        ("institution", ["institution", "所属機関", "機関コード"]), ("purposes", ["purposes", "利用目的"]), ("from", ["from", "開始日"]), ("until", ["until", "終了日"]),
    ];

    private static readonly string[] Required = ["action", "person", "role", "until"];

    private static readonly Dictionary<string, string> Actions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["add"] = AssignmentRow.Add,
        ["追加"] = AssignmentRow.Add,
        ["end"] = AssignmentRow.EndAction,
        ["終了"] = AssignmentRow.EndAction,
    };

    /// <summary>Reads a table; what a cell cannot mean is a fault of its row, told with the others.</summary>
    /// <returns>Rows under their numbers in the file, and faults.</returns>
    /// <exception cref="CommandRefusedException">The header lacks a column or holds an unknown one, or the file cannot be read.</exception>
    public static async Task<(IReadOnlyList<AssignmentRow> Rows, IReadOnlyList<PlannedChange> Faults)> ReadAsync(string path, CancellationToken ct)
    {
        DelimitedTable table;
        try
        {
            table = await DelimitedTable.ReadAsync(path, ct);
        }
        catch (FileRefusedException e)
        {
            throw new CommandRefusedException(e.Rule, $"The list was refused: {e.Message}");
        }

        var places = PlacesOf(table.Header);
        var rows = new List<AssignmentRow>();
        var faults = new List<PlannedChange>();
        foreach (var (number, cells) in table.Rows)
        {
            string Cell(string column) => places.TryGetValue(column, out var place) && place < cells.Count ? cells[place] : "";
            if (cells.Count > table.Header.Count)
                faults.Add(Fault(number, "row", "has more cells than the header."));
            else if (!Actions.TryGetValue(Cell("action"), out var action))
                faults.Add(Fault(number, "action", "must be add (追加) or end (終了)."));
            else if (!TryDay(Cell("from"), out var from))
                faults.Add(Fault(number, "from", "is no day; e.g. 2026-04-01 or 令和8年4月1日."));
            else if (!TryDay(Cell("until"), out var until))
                faults.Add(Fault(number, "until", "is no day; e.g. 2027-03-31 or 令和9年3月31日."));
            else
                rows.Add(new AssignmentRow(
                    number, action, Cell("person"), Cell("role"), Cell("institution") is { Length: > 0 } institution ? institution : null,
                    Cell("purposes").Split([' ', '　', ';', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), from, until));
        }

        return (rows, faults);
    }

    private static PlannedChange Fault(int row, string field, string message) => new(row, AssignmentChange.Fault, null, field, message);

    private static bool TryDay(string text, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0)
            return true;
        if (!JapaneseDate.TryParse(text, out var read))
            return false;
        day = read;
        return true;
    }

    private static Dictionary<string, int> PlacesOf(IReadOnlyList<string> header)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var column = Array.Find(Columns, c => c.Headers.Contains(header[i], StringComparer.OrdinalIgnoreCase));
            if (column.Name is null || !places.TryAdd(column.Name, i))
                throw CommandRefusedException.Usage($"Column {i + 1} of the list is unknown or stands there twice; known are {string.Join(", ", Columns.Select(c => string.Join('/', c.Headers)))}.");
        }

        var missing = Required.Where(r => !places.ContainsKey(r)).ToList();
        return missing.Count == 0 ? places : throw CommandRefusedException.Usage($"The list lacks the column {string.Join(", ", missing)}.");
    }
}
