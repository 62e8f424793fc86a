using ChildLink.Privacy.Gateway;

namespace ChildLink.Oversight.Recording;

/// <summary>The columns of a batch as arrays, in the order of <c>audit.append_entries</c> after the frontier.</summary>
internal sealed class EntryArrays
{
    public EntryArrays(List<PendingEntry> batch)
    {
        var subjects = new List<Guid>();
        var places = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            foreach (var subject in batch[i].Entry.Entry.Subjects)
            {
                subjects.Add(subject);
                places.Add(i);
            }
        }

        Values =
        [
            Column(batch, e => e.At), batch.ConvertAll(p => p.Entry.Bytes).ToArray(), batch.ConvertAll(p => p.Entry.Leaf.ToBytes()).ToArray(),
            Column(batch, e => e.Actor), Column(batch, e => e.Role), Column(batch, e => e.Institution), Column(batch, e => e.Purpose),
            Column(batch, e => e.Context), Column(batch, e => e.Operation), Column(batch, e => e.Outcome), Column(batch, e => e.Policy),
            Column(batch, e => e.Rows), subjects.ToArray(), places.ToArray(),
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
