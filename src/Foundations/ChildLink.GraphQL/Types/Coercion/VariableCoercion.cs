using System.Collections.Immutable;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Variables of an operation (section 6.1.2).</summary>
internal sealed class VariableCoercion(InputCoercion coercion, Schema schema, ReadOnlyMemory<byte> source)
{
    private readonly CoercionErrors found = new();
    private readonly List<GraphQLError> errors = [];

    public bool Try(ImmutableArray<VariableDefinitionNode> definitions, JsonElement json, out VariableValues variables, out IReadOnlyList<GraphQLError> problems)
    {
        problems = errors;
        variables = VariableValues.None;
        if (definitions.IsEmpty)
            return true;
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            errors.Add(new GraphQLError("Variables must be an object.", []));
            return false;
        }

        var values = new Dictionary<string, (object?, Func<ValueNode>)>(definitions.Length);
        foreach (var definition in definitions)
        {
            if (found.IsFull)
                break;
            var before = found.Count;
            One(definition, json, values);
            Report(definition, before);
        }

        if (errors.Count > 0)
            return false;
        variables = new VariableValues(values);
        return true;
    }

    private void One(VariableDefinitionNode definition, JsonElement json, Dictionary<string, (object? Value, Func<ValueNode> Literal)> values)
    {
        var name = definition.Variable.Name.Value;
        if (TypeReference.Find(schema.Types, definition.Type) is not { IsInput: true } type)
        {
            found.Add("Its type is not an input type of the schema.", definition);
            return;
        }

        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var given))
        {
            if (new JsonCoercion(coercion, found).Try(given, type, out var value))
                values[name] = (value, () => JsonLiteral.Of(given));
        }
        else if (definition.DefaultValue is { } literal)
        {
            if (new LiteralCoercion(coercion, VariableValues.None, found).Try(literal, type, out var value))
                values[name] = (value, () => literal);
        }
        else if (type is NonNullType)
        {
            found.Add($"A value of non-null type {type} must be given.", definition);
        }
    }

    private void Report(VariableDefinitionNode definition, int from)
    {
        for (var i = from; i < found.Count; i++)
        {
            var error = found.All[i];
            var name = definition.Variable.Name.Value;
            var place = error.Place.Length == 0 ? "" : error.Place[0] == '[' ? $" at \"{name}{error.Place}\"" : $" at \"{name}.{error.Place}\"";
            errors.Add(new GraphQLError($"The variable \"${name}\" has an invalid value{place}. {error.Message}", [SourceLocations.Of(source.Span, definition.Span.Start)]));
        }
    }
}
