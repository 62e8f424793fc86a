using System.Buffers.Binary;
using System.Text;

namespace ChildLink.Oversight.Entries;

/// <summary>Reads the parts of an entry one after another; every read checks that the bytes are there.</summary>
internal ref struct EntryInput(ReadOnlySpan<byte> bytes, UTF8Encoding utf8)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public Guid Uuid() => new(Take(16), bigEndian: true);

    public string Text() => utf8.GetString(Take(Count(1)));

    public string[] Texts()
    {
        // Every text takes at least its length: a count beyond that is no reason to allocate.
        var texts = new string[Count(sizeof(int))];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text();
        return texts;
    }

    public Guid[] Uuids()
    {
        var ids = new Guid[Count(16)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Uuid();
        return ids;
    }

    private int Count(int least)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));
        return count >= 0 && (long)count * least <= rest.Length ? count : throw new InvalidDataException("The entry is cut short.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
            throw new InvalidDataException("The entry is cut short.");
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
