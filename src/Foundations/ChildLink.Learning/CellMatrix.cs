namespace ChildLink.Learning;

/// <summary>Cells by row and named column. Rows are anonymous: whoever owns the matrix knows what row 17 is.</summary>
public sealed class CellMatrix
{
    private readonly Cell[] cells;
    private readonly string[] columns;

    /// <summary>Makes a matrix whose cells still have to be assigned.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Names of the columns, all different.</param>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    public CellMatrix(int rows, IReadOnlyList<string> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
            throw new ArgumentException("Every column has its own name.", nameof(columns));
        Rows = rows;
        this.columns = [.. columns];
        cells = new Cell[rows * columns.Count];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>One cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such row or column.</exception>
    public Cell this[int row, int column]
    {
        get => cells[At(row, column)];
        set => cells[At(row, column)] = value;
    }

    /// <summary>Position of a named column, or -1.</summary>
    public int ColumnOf(string name) => Array.IndexOf(columns, name);

    private int At(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)columns.Length, nameof(column));
        return (row * columns.Length) + column;
    }
}
