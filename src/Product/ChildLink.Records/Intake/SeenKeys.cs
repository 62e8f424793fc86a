using System.Runtime.InteropServices;

namespace ChildLink.Records.Intake;

/// <summary>The business keys that stood in a file so far, to see rows that repeat or contradict others.</summary>
internal sealed class SeenKeys
{
    /// <summary>
    /// More than a file of any city has. In a file of more, rows that repeat are seen among the first so many only, and
    /// nothing ends through it: memory has to have an end.
    /// </summary>
    private const int MostKeys = 5_000_000;

    private readonly Dictionary<Guid, ulong> first = [];
    private readonly Dictionary<Guid, List<ulong>> more = [];

    private readonly HashSet<Guid> excused = [];

    private bool IsFull => first.Count >= MostKeys;

    /// <summary>Whether the file holds the key, or may hold it.</summary>
    public bool Contains(Guid key) => IsFull || first.ContainsKey(key) || excused.Contains(key);

    /// <summary>Notes a row. 1: the first of its key; more: so many rows of this key with different content; 0: the same row stands above.</summary>
    public int Add(Guid key, UInt128 digest)
    {
        if (IsFull)
            return 1;
        var row = (ulong)digest;
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
