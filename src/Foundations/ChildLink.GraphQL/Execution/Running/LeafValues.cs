using System.Buffers;
using System.Collections;
using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Looks at leaves, and lists of leaves, before they are written: nothing half-written can be taken back.</summary>
internal sealed class LeafValues
{
    private Utf8JsonWriter? scratch;

    /// <summary>The items of a list; null when the value is none. A list that is made while it is read is read once here.</summary>
    public static IList? Items(object value) => value switch
    {
        IList list => list,
        string => null,
        IEnumerable sequence => sequence.Cast<object?>().ToList(),
        _ => null,
    };

    /// <summary>Whether null goes up from a position: it is non-null, and the value is null, failed, refused, or a list in which the same holds.</summary>
    public bool Dies(GraphType type, LeafOutput leaf, object? value)
    {
        var nonNull = type is NonNullType;
        if (value is null or FieldFailure)
            return nonNull;
        if (type.Nullable is ListType list)
            return nonNull && (Items(value) is not { } items || AnyDies(list.OfType, leaf, items));
        return nonNull && !leaf.Takes(value) && Refusal(leaf, value) is not null;
    }

    /// <summary>Whether null goes up from an item of a list.</summary>
    public bool AnyDies(GraphType type, LeafOutput leaf, IList items)
    {
        if (type is not NonNullType)
            return false;
        foreach (var item in items)
        {
            if (Dies(type, leaf, item))
                return true;
        }

        return false;
    }

    /// <summary>Why a leaf is refused, or null.</summary>
    public string? Refusal(LeafOutput leaf, object value)
    {
        if (leaf.Takes(value))
            return null;
        scratch ??= new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        var refusal = leaf.Write(value, scratch);
        scratch.Reset(new ArrayBufferWriter<byte>());
        return refusal;
    }
}
