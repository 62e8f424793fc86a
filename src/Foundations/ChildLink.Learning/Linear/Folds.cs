using System.Buffers.Binary;

namespace ChildLink.Learning.Linear;

/// <summary>Splits rows into folds: positives evenly, rows of one group never apart, the same split for the same seed on any machine.</summary>
internal static class Folds
{
    /// <summary>Fold of each row, 0 to <paramref name="folds"/> - 1.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="groups">Rows with the same number stay together (children of one household); one per row.</param>
    public static int[] Assign(IReadOnlyList<bool> labels, IReadOnlyList<int> groups, int folds, long seed)
    {
        var shuffle = new TieBreakOf(seed);
        var positives = new int[folds];
        var rows = new int[folds];
        var result = new int[labels.Count];
        var members = Enumerable.Range(0, labels.Count).GroupBy(row => groups[row])
            .Select(g => (First: g.Min(), Rows: g.ToArray(), Positives: g.Count(row => labels[row])))
            .OrderByDescending(g => g.Positives).ThenBy(g => shuffle.Of(g.First));
        foreach (var group in members)
        {
            var fold = Enumerable.Range(0, folds).MinBy(f => group.Positives > 0 ? (positives[f], rows[f]) : (rows[f], 0));
            positives[fold] += group.Positives;
            rows[fold] += group.Rows.Length;
            foreach (var row in group.Rows)
                result[row] = fold;
        }

        return result;
    }

    private sealed class TieBreakOf(long seed)
    {
        private readonly Counting.TieBreak tieBreak = new(seed);

        public UInt128 Of(int row)
        {
            Span<byte> name = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(name, row);
            return tieBreak.Of(name);
        }
    }
}
