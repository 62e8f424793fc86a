using ChildLink.Privacy.Gateway;

namespace ChildLink.Oversight.Recording;

/// <summary>The columns of a batch as arrays, in the order of <c>audit.append_entries</c> after the frontier.</summary>
internal sealed class EntryArrays
{
    public EntryArrays(List<PendingEntry> batch)
    {
        // Arrays of arrays must be rectangular in PostgreSQL: the subjects of all entries lie in one row, counted from 1.
        var subjects = new List<Guid>();
        var (first, last) = (new int[batch.Count], new int[batch.Count]);
        for (var i = 0; i < batch.Count; i++)
        {
            first[i] = subjects.Count + 1;
            subjects.AddRange(batch[i].Entry.Entry.Subjects);
            last[i] = subjects.Count;
        }

        Values =
        [
            Column(batch, e => e.At), batch.ConvertAll(p => p.Entry.Bytes).ToArray(), batch.ConvertAll(p => p.Entry.Leaf.ToBytes()).ToArray(),
            Column(batch, e => e.Actor), Column(batch, e => e.Role), Column(batch, e => e.Institution), Column(batch, e => e.Purpose),
            Column(batch, e => e.Context), Column(batch, e => e.Operation), Column(batch, e => e.Outcome), Column(batch, e => e.Policy),
            Column(batch, e => e.Rows), subjects.ToArray(), first, last,
        ];
    }

    public IReadOnlyList<object> Values { get; }

    private static T[] Column<T>(List<PendingEntry> batch, Func<DisclosureEntry, T> part)
    {
        var column = new T[batch.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = part(batch[i].Entry.Entry);
        return column;
    }
}
