using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>Makes one string of all places of a document that bear the same name. One document at a time; reused, so that a warm parse allocates names only.</summary>
internal sealed class NameTable
{
    private const int SmallestSize = 128;
    private const int KeptSize = 4096;

    [ThreadStatic]
    private static NameTable? kept;

    private Entry[] entries = new Entry[SmallestSize];
    private int count;

    /// <summary>A table for one document of this thread.</summary>
    public static NameTable Rent()
    {
        var table = kept ?? new NameTable();
        kept = null;
        return table;
    }

    /// <summary>Gives the table back, empty: names of one caller's document do not outlive it here.</summary>
    public void Return()
    {
        if (entries.Length > KeptSize)
            entries = new Entry[SmallestSize];
        else
            Array.Clear(entries);
        count = 0;
        kept = this;
    }

    /// <summary>The string of a name, which is ASCII.</summary>
    public string Get(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var mask = entries.Length - 1;
        var slot = (int)hash & mask;
        while (entries[slot].Text is { } text)
        {
            if (entries[slot].Hash == hash && Ascii.Equals(name, text))
                return text;
            slot = (slot + 1) & mask;
        }

        var made = Encoding.ASCII.GetString(name);
        entries[slot] = new Entry(hash, made);
        if (++count * 2 > entries.Length)
            Grow();
        return made;
    }

    // Seeded per process: a document cannot be written so that all its names meet in one slot.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        return (uint)hash.ToHashCode();
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Text is null)
                continue;
            var slot = (int)entry.Hash & (entries.Length - 1);
            while (entries[slot].Text is not null)
                slot = (slot + 1) & (entries.Length - 1);
            entries[slot] = entry;
        }
    }

    private readonly record struct Entry(uint Hash, string? Text);
}
