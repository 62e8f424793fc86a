namespace ChildLink.Learning.Linear;

/// <summary>A matrix of real numbers kept by column without its zeros: most items of most rows are zero.</summary>
public sealed class DesignMatrix
{
    // Squares of larger numbers would leave the range of a double.
    private const double LargestSize = 1e100;

    private readonly DesignColumn[] columns;

    private DesignMatrix(int rows, DesignColumn[] columns)
    {
        Rows = rows;
        this.columns = columns;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => columns.Length;

    /// <summary>Takes columns of full length.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Each column has one number per row, finite and at most 1e100 in size.</param>
    /// <exception cref="ArgumentException">A column has another length, or holds a number that is too large or none.</exception>
    public static DesignMatrix Of(int rows, IReadOnlyList<double[]> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (columns.Any(c => c.Length != rows))
            throw new ArgumentException("Every column has one number per row.", nameof(columns));
        if (columns.Any(c => !Array.TrueForAll(c, v => Math.Abs(v) <= LargestSize)))
            throw new ArgumentException("Every number is finite and at most 1e100 in size.", nameof(columns));
        return new DesignMatrix(rows, [.. columns.Select(DesignColumn.Of)]);
    }

    /// <summary>For each row, the intercept plus the row times the coefficients.</summary>
    /// <exception cref="ArgumentException">There is not one coefficient per column.</exception>
    public double[] Predict(double intercept, IReadOnlyList<double> coefficients)
    {
        if (coefficients.Count != columns.Length)
            throw new ArgumentException("There is one coefficient per column.", nameof(coefficients));
        var sums = new double[Rows];
        Array.Fill(sums, intercept);
        for (var j = 0; j < columns.Length; j++)
            columns[j].AddTo(sums, coefficients[j]);
        return sums;
    }

    /// <summary>The matrix of the given rows, in their order.</summary>
    internal DesignMatrix Select(int[] rows)
    {
        var place = new int[Rows];
        Array.Fill(place, -1);
        for (var i = 0; i < rows.Length; i++)
            place[rows[i]] = i;
        return new DesignMatrix(rows.Length, [.. columns.Select(c => c.Select(place))]);
    }

    internal DesignColumn Column(int index) => columns[index];
}
