using System.Collections.Frozen;
using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Policy;

/// <summary>What one role under one purpose gets of every known field: a row of the table, one cell for each field.</summary>
public sealed class FieldDecisions
{
    private readonly FrozenDictionary<string, int> places;
    private readonly AccessDecision[] cells;

    internal FieldDecisions(FrozenDictionary<string, int> places, AccessDecision[] cells)
    {
        this.places = places;
        this.cells = cells;
    }

    /// <summary>Knows no field at all.</summary>
    public static FieldDecisions None { get; } = new(FrozenDictionary<string, int>.Empty, []);

    /// <summary>The decision on a field; null for one that is neither in the catalogue nor an item of a provision.</summary>
    public AccessDecision? Of(FieldId field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Place is { } known && ReferenceEquals(known.Table, places))
            return cells[known.At];
        if (!places.TryGetValue(field.Value, out var place))
            return null;
        field.Place = new FieldPlace(places, place);
        return cells[place];
    }
}
