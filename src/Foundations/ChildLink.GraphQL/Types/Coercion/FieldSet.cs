using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Fields of an input object, or arguments, while they are filled one by one.</summary>
internal readonly struct FieldSet(InputCoercion coercion, ImmutableArray<InputValue> definitions, CoercionErrors errors)
{
    private readonly object?[] values = new object?[definitions.Length];
    private readonly InputObject.Presence[] presences = new InputObject.Presence[definitions.Length];

    /// <summary>The request gave it.</summary>
    public void Set(int position, object? value)
    {
        values[position] = value;
        presences[position] = InputObject.Presence.Given;
    }

    /// <summary>The request did not give it: its default, absence, or an error.</summary>
    public void Leave(int position, SyntaxNode? parent, string kind)
    {
        var definition = definitions[position];
        if (definition.IsRequired)
        {
            errors.Add($"The {kind} \"{definition.Name}\" of type {definition.Type} is required and was not given.", parent);
        }
        else if (definition.DefaultValue is not null)
        {
            values[position] = coercion.DefaultOf(definition);
            presences[position] = InputObject.Presence.Default;
        }
    }

    public InputObject Done() => new(definitions, values, presences);
}

/// <summary>The rule of <c>@oneOf</c> (section 3.10).</summary>
internal static class OneOf
{
    public static string Rule(InputObjectType type) => $"A value of the OneOf type {type} must give exactly one field, and not null.";

    public static bool HasOneValue(InputObject fields)
    {
        var count = 0;
        foreach (var (_, value) in fields.Present)
        {
            if (value is null || ++count > 1)
                return false;
        }

        return count == 1;
    }
}
