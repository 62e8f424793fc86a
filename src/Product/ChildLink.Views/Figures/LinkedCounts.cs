namespace ChildLink.Views.Figures;

/// <summary>
/// Counts that hang together by sums. Small ones are held back, and beside them as many others as keep every small one, told or not,
/// from being found by adding and subtracting what is told (complementary suppression). Nobody is a count that may be told.
/// </summary>
/// <param name="smallest">Counts from here on are told.</param>
public sealed class LinkedCounts(int smallest)
{
    private readonly List<(long Value, int Rank)> counts = [];
    private readonly List<(int Whole, int[] Parts)> sums = [];
    private readonly HashSet<int> told = [];

    /// <summary>Adds a count that is told if it may be.</summary>
    /// <param name="value">The count.</param>
    /// <param name="rank">Which counts are given up for others: the higher, the sooner.</param>
    /// <returns>Its place.</returns>
    public int Tell(long value, int rank)
    {
        told.Add(counts.Count);
        counts.Add((value, rank));
        return counts.Count - 1;
    }

    /// <summary>Says that a told count is the sum of parts, and of what is left; the rest is told to nobody, and guarded like them.</summary>
    /// <returns>The place of the rest.</returns>
    public int Divide(int whole, params int[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        counts.Add((counts[whole].Value - parts.Sum(p => counts[p].Value), 0));
        Sum(whole, [.. parts, counts.Count - 1]);
        return counts.Count - 1;
    }

    /// <summary>Adds a count that is told to nobody: the sum of parts.</summary>
    /// <returns>Its place.</returns>
    public int Join(params int[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        counts.Add((parts.Sum(p => counts[p].Value), 0));
        Sum(counts.Count - 1, parts);
        return counts.Count - 1;
    }

    /// <summary>Says that a count is the sum of others.</summary>
    public void Sum(int whole, params int[] parts) => sums.Add((whole, parts));

    /// <summary>Every count in order of its place, as it may be told.</summary>
    public IReadOnlyList<Figure> Settle()
    {
        told.RemoveWhere(i => IsSmall(counts[i].Value));
        // Of a few it is not told either which parts are empty.
        foreach (var (whole, parts) in sums)
        {
            if (IsSmall(counts[whole].Value))
                told.ExceptWith(parts);
        }

        while (Found().ToList() is { Count: > 0 } found)
        {
            foreach (var from in found)
            {
                // What was given up for another one may have settled this one too.
                if (from.All(told.Contains))
                    told.Remove(from.Where(i => counts[i].Value != 0).OrderByDescending(i => counts[i].Rank).ThenBy(i => counts[i].Value).First());
            }
        }

        return [.. counts.Select((c, i) => told.Contains(i) ? new Figure(c.Value) : default)];
    }

    private bool IsSmall(long count) => count != 0 && Math.Abs(count) < smallest;

    /// <summary>
    /// For each small count that can be found, and each group of held counts whose sum is small, the told ones from which it is
    /// found. Gauss and Jordan over the held counts: one is found when it stands alone in a row.
    /// </summary>
    private IEnumerable<int[]> Found()
    {
        var rows = sums.Select(Row).ToList();
        var done = 0;
        for (var column = 0; column < counts.Count && done < rows.Count; column++)
        {
            if (told.Contains(column) || rows.FindIndex(done, r => r[column] != 0) is not (>= 0 and var at))
                continue;
            (rows[done], rows[at]) = (rows[at], rows[done]);
            Clear(rows, done, column);
            done++;
        }

        foreach (var row in rows.Concat(sums.Select(Row)))
        {
            var held = Enumerable.Range(0, row.Length).Where(i => row[i] != 0 && !told.Contains(i)).ToList();
            // Of one sign: people counted together. Otherwise a difference, which is a count of nobody.
            if (held.Count == 0 || (held.Any(i => row[i] < 0) && held.Any(i => row[i] > 0)) || !IsSmall(held.Sum(i => counts[i].Value)))
                continue;
            int[] from = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0 && told.Contains(i))];
            if (from.Any(i => counts[i].Value != 0))
                yield return from;
        }
    }

    private double[] Row((int Whole, int[] Parts) sum)
    {
        var row = new double[counts.Count];
        row[sum.Whole] = 1;
        foreach (var part in sum.Parts)
            row[part] = -1;
        return row;
    }

    /// <summary>Makes a column zero in all rows but one.</summary>
    private static void Clear(List<double[]> rows, int kept, int column)
    {
        var pivot = rows[kept];
        var by = pivot[column];
        for (var i = column; i < pivot.Length; i++)
            pivot[i] /= by;
        for (var i = 0; i < column; i++)
            pivot[i] /= by;
        foreach (var row in rows)
        {
            if (ReferenceEquals(row, pivot) || row[column] == 0)
                continue;
            var times = row[column];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] -= times * pivot[i];
                // Small whole numbers all of them: what is left of rounding is nothing.
                if (Math.Abs(row[i]) < 1e-9)
                    row[i] = 0;
            }
        }
    }
}
