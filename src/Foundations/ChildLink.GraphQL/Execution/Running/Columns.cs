using System.Diagnostics;

namespace ChildLink.GraphQL.Execution;

/// <summary>Objects of one type at one place of the answer: rows; and what was resolved of them: a column per early field.</summary>
internal sealed class ObjectSet(SelectionPlan plan, object?[] items, int count)
{
    public SelectionPlan Plan { get; } = plan;

    public object?[] Items { get; private set; } = items;

    public int Count { get; private set; } = count;

    /// <summary>By <see cref="SelectedField.Column"/>.</summary>
    public Column[] Columns { get; } = plan.Early.Length == 0 ? [] : new Column[plan.Early.Length];

    /// <summary>Adds an object and gives its row.</summary>
    public int Add(object item, RentedArrays arrays)
    {
        if (Count == Items.Length)
            Items = arrays.Grow(Items);
        Items[Count] = item;
        return Count++;
    }
}

/// <summary>Values of one field for all rows of a set, or of the items of its lists.</summary>
internal abstract class Column
{
    /// <summary>A cell that is null.</summary>
    public const int Null = -1;

    private const int FirstFailure = -2;

    /// <summary>The cell of a failure by its number.</summary>
    public static int Failed(int failure) => FirstFailure - failure;

    /// <summary>The number of the failure of a cell, or -1.</summary>
    public static int Failure(int cell) => cell <= FirstFailure ? FirstFailure - cell : -1;
}

/// <summary>Leaves, or lists of them, as the resolver gave them.</summary>
internal sealed class LeafColumn(object?[] values) : Column
{
    public object?[] Values { get; } = values;
}

/// <summary>Objects: each cell holds the row in the set of its type.</summary>
/// <param name="cells">Rows; null when position and row are the same, as they are when nothing is null.</param>
/// <param name="kinds">Which of the sets; null when there is one only.</param>
/// <param name="sets">By position of the possible type.</param>
internal sealed class ObjectColumn(int[]? cells, int[]? kinds, ObjectSet?[] sets) : Column
{
    private int[]? cells = cells;

    public int Cell(int position) => cells is null ? position : cells[position];

    public ObjectSet Set(int position)
    {
        var set = sets[kinds is null ? 0 : kinds[position]];
        Debug.Assert(set is not null, "A cell with a row has a set.");
        return set;
    }

    public void SetNull(int position, RentedArrays arrays)
    {
        if (cells is null)
        {
            var count = sets[0]!.Count;
            cells = arrays.Numbers(count);
            for (var i = 0; i < count; i++)
                cells[i] = i;
        }

        cells[position] = Null;
    }
}

/// <summary>Lists: each cell holds where its items begin in the column of items.</summary>
internal sealed class ListColumn(int[] cells, int[] lengths, Column items) : Column
{
    public int[] Cells { get; } = cells;

    public int[] Lengths { get; } = lengths;

    public Column Items { get; } = items;
}
