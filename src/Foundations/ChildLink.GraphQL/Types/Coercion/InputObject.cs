using System.Collections.Immutable;

namespace ChildLink.GraphQL.Types;

/// <summary>
/// Coerced values by name: a value of an input object type, or the arguments of a field or directive. Holds, in the order of the
/// definitions, those that were given or have a default; an absent one is not the same as null (section 3.10).
/// </summary>
public sealed class InputObject
{
    private readonly ImmutableArray<InputValue> definitions;
    private readonly object?[] values;
    private readonly Presence[] presences;

    internal InputObject(ImmutableArray<InputValue> definitions, object?[] values, Presence[] presences)
    {
        this.definitions = definitions;
        this.values = values;
        this.presences = presences;
    }

    /// <summary>No values: the arguments of a field without arguments.</summary>
    public static InputObject Empty { get; } = new([], [], []);

    /// <summary>How many are present.</summary>
    public int Count => presences.Count(p => p != Presence.Absent);

    /// <summary>The value, or null when it is null or absent. See <see cref="InputCoercion"/> for the forms of values.</summary>
    /// <exception cref="ArgumentException">The type or field does not define the name.</exception>
    public object? this[string name] => values[IndexOf(name)];

    /// <summary>Whether there is a value, null included: given or by default.</summary>
    /// <exception cref="ArgumentException">The type or field does not define the name.</exception>
    public bool Has(string name) => presences[IndexOf(name)] != Presence.Absent;

    /// <summary>Whether the request gave it, null included; a default was not given.</summary>
    /// <exception cref="ArgumentException">The type or field does not define the name.</exception>
    public bool IsGiven(string name) => presences[IndexOf(name)] == Presence.Given;

    /// <summary>Those present, in the order of the definitions.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Present
    {
        get
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (presences[i] != Presence.Absent)
                    yield return new(definitions[i].Name, values[i]);
            }
        }
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < definitions.Length; i++)
        {
            if (definitions[i].Name == name)
                return i;
        }

        throw new ArgumentException($"No argument or input field '{name}' is defined here.", nameof(name));
    }

    /// <summary>Where a value came from.</summary>
    internal enum Presence : byte
    {
        /// <summary>Nowhere.</summary>
        Absent,

        /// <summary>The default of the schema.</summary>
        Default,

        /// <summary>The request.</summary>
        Given,
    }
}
