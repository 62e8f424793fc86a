namespace ChildLink.Learning.Linear;

/// <summary>
/// Finds columns that are equal in every row: 'not yet of age' of every item with the same age, 'unknown' of every item of
/// one missing file. At the optimum twins share one effect evenly, so one of them is fitted for all, exactly and much faster
/// than many that pull against each other.
/// </summary>
internal static class TwinColumns
{
    /// <summary>For each column the position of the first that equals it; its own when it is the first.</summary>
    public static int[] FirstOf(DesignMatrix matrix)
    {
        var first = new int[matrix.Columns];
        var seen = new Dictionary<int, List<int>>();
        for (var j = 0; j < first.Length; j++)
        {
            var column = matrix.Column(j);
            var hash = HashOf(column);
            if (!seen.TryGetValue(hash, out var alike))
                seen[hash] = alike = [];
            var twin = alike.FindIndex(other => AreEqual(matrix.Column(other), column));
            first[j] = twin >= 0 ? alike[twin] : j;
            if (twin < 0)
                alike.Add(j);
        }

        return first;
    }

    private static int HashOf(DesignColumn column)
    {
        // Buckets only; equality decides. A hash that differs from process to process is good enough.
        var hash = default(HashCode);
        for (var k = 0; k < column.Rows.Length; k++)
        {
            hash.Add(column.Rows[k]);
            hash.Add(column.Values[k]);
        }

        return hash.ToHashCode();
    }

    private static bool AreEqual(DesignColumn one, DesignColumn other) =>
        one.Rows.AsSpan().SequenceEqual(other.Rows) && one.Values.AsSpan().SequenceEqual(other.Values);
}
