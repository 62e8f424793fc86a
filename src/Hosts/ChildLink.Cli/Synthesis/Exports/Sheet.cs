namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>One raw file before anything went wrong with it; its rows are made while they are written.</summary>
/// <param name="Path">Path below the target folder, with forward slashes.</param>
/// <param name="Style">How its department writes.</param>
/// <param name="Columns">The header.</param>
/// <param name="Rows">Cells of each row, as many as columns, typed by somebody; the writer may change the arrays.</param>
internal sealed record Sheet(string Path, SheetStyle Style, Column[] Columns, Func<Slips, IEnumerable<string[]>> Rows)
{
    /// <summary>A line above the header; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the last row counts the others.</summary>
    public bool EndsWithTotal { get; init; }
}
