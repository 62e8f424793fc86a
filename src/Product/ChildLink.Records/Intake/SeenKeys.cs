using System.Runtime.InteropServices;

namespace ChildLink.Records.Intake;

/// <summary>The business keys that stood in a file so far, to see rows that repeat or contradict others.</summary>
internal sealed class SeenKeys
{
    private readonly Dictionary<Guid, UInt128> first = [];
    private readonly Dictionary<Guid, List<UInt128>> more = [];

    private readonly HashSet<Guid> excused = [];

    /// <summary>Whether the file holds the key, or may hold it.</summary>
    public bool Contains(Guid key) => first.ContainsKey(key) || excused.Contains(key);

    /// <summary>Notes a row. 1: the first of its key; more: so many rows of this key with different content; 0: the same row stands above.</summary>
    public int Add(Guid key, UInt128 row)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(first, key, out var exists);
        if (!exists)
        {
            known = row;
            return 1;
        }

        if (known == row)
            return 0;
        ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(more, key, out _);
        others ??= [];
        if (others.Contains(row))
            return 0;
        others.Add(row);
        return others.Count + 1;
    }

    /// <summary>Notes that a row came which could not be taken and may be of this key.</summary>
    public void Excuse(Guid key) => excused.Add(key);
}
