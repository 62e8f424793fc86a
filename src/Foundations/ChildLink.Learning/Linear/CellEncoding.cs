namespace ChildLink.Learning.Linear;

/// <summary>One column of the design: what it asks of a cell.</summary>
internal abstract record Term(string Column)
{
    /// <summary>The number that stands for the cell, 0 when the term does not apply.</summary>
    public abstract double Of(Cell cell);

    /// <summary>A known value, from 0 at the low end of the range to 1 at the high end.</summary>
    public sealed record Line(string Column, ValueRange Range) : Term(Column)
    {
        public override double Of(Cell cell) => cell.State == CellState.Known && Range.High > Range.Low
            ? ((double)Math.Clamp(cell.Value, Range.Low, Range.High) - Range.Low) / ((double)Range.High - Range.Low)
            : 0;
    }

    /// <summary>Whether the value is known and in the band.</summary>
    public sealed record Band(string Column, ValueRange Range) : Term(Column)
    {
        public override double Of(Cell cell) => cell.State == CellState.Known && Range.Contains(cell.Value) ? 1 : 0;
    }

    /// <summary>Whether the cell is in the given state; never <see cref="CellState.Known"/>.</summary>
    public sealed record Missing(string Column, CellState State) : Term(Column)
    {
        public override double Of(Cell cell) => cell.State == State ? 1 : 0;
    }
}

/// <summary>
/// Turns cells into numbers. Each state that occurs gets a column of its own: not applicable, not yet of age and unknown
/// are different things with different weights, and none of them is a zero.
/// </summary>
internal static class CellEncoding
{
    private static readonly CellState[] MissingStates = [CellState.NotApplicable, CellState.NotYetOfAge, CellState.Unknown];

    /// <summary>Terms of the items, as far as the given rows show the state they ask for.</summary>
    public static IReadOnlyList<Term> Terms(IReadOnlyList<ItemSpec> items, CellMatrix matrix, IReadOnlyList<int> rows) =>
        [.. items.SelectMany(item => TermsOf(item, [.. rows.Select(row => matrix[row, ColumnOf(matrix, item.Column)])]))];

    /// <summary>One design row per given row.</summary>
    public static DesignMatrix Encode(IReadOnlyList<Term> terms, CellMatrix matrix, IReadOnlyList<int> rows) =>
        DesignMatrix.Of(rows.Count, [.. terms.Select(term =>
        {
            var column = ColumnOf(matrix, term.Column);
            return rows.Select(row => term.Of(matrix[row, column])).ToArray();
        })]);

    private static IEnumerable<Term> TermsOf(ItemSpec item, Cell[] cells)
    {
        var known = cells.Where(c => c.State == CellState.Known).Select(c => c.Value).ToList();
        if (known.Count > 0)
        {
            yield return new Term.Line(item.Column, RangeOf(item, known.Min(), known.Max()));
            foreach (var band in item.Bands ?? [])
                yield return new Term.Band(item.Column, band);
        }

        foreach (var state in MissingStates.Where(s => Array.Exists(cells, c => c.State == s)))
            yield return new Term.Missing(item.Column, state);
    }

    private static ValueRange RangeOf(ItemSpec item, int least, int most) => item.Range is { } range
        ? new ValueRange(Math.Clamp(least, range.Low, range.High), Math.Clamp(most, range.Low, range.High))
        : new ValueRange(least, most);

    private static int ColumnOf(CellMatrix matrix, string name) => matrix.ColumnOf(name) is >= 0 and var column
        ? column
        : throw new ArgumentException($"The matrix has no column '{name}'.", nameof(matrix));
}
