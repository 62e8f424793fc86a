using System.Text.Json.Nodes;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates variables for an operation: mostly fitting; some are left out, null or wrong.</summary>
/// <param name="schema">The schema.</param>
/// <param name="random">Where chance comes from.</param>
public sealed class RandomVariables(Schema schema, Random random)
{
    /// <summary>Variables for the first operation of a document.</summary>
    public JsonObject Of(DocumentNode document)
    {
        var values = new JsonObject();
        foreach (var definition in document.Definitions.OfType<OperationDefinitionNode>().First().Variables)
        {
            if (random.Next(6) > 0 || definition.Type is NonNullTypeNode)
                values[definition.Variable.Name.Value] = Value(definition.Type, 0);
        }

        return values;
    }

    private JsonNode? Value(TypeNode type, int depth)
    {
        if (random.Next(40) == 0)
            return random.Next(2) == 0 ? null : new JsonArray("wrong", -1.5);
        return type switch
        {
            NonNullTypeNode nonNull => Given(nonNull.OfType, depth),
            _ => random.Next(6) == 0 ? null : Given(type, depth),
        };
    }

    private JsonNode? Given(TypeNode type, int depth)
    {
        if (type is ListTypeNode list)
            return new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.OfType, depth + 1))]);
        var name = ((NamedTypeNode)type).Name.Value;
        return schema.Types[name] switch
        {
            InputObjectType { IsOneOf: true } choice => new JsonObject { [choice.Fields[0].Name] = Value(choice.Fields[0].Type, depth + 1) },
            InputObjectType fields => Object(fields, depth),
            EnumType names => names.Values[random.Next(names.Values.Length)].Name,
            _ => Leaf(name),
        };
    }

    private JsonNode? Value(GraphType type, int depth) => type switch
    {
        NonNullType nonNull => Value(nonNull.OfType, depth) ?? Leaf(type.Named.Name),
        ListType list => new JsonArray(Value(list.OfType, depth + 1)),
        InputObjectType { IsOneOf: true } => null,
        InputObjectType fields => depth < 3 ? Object(fields, depth) : null,
        EnumType names => names.Values[0].Name,
        var leaf => Leaf(leaf.Named.Name),
    };

    private JsonObject Object(InputObjectType type, int depth)
    {
        var made = new JsonObject();
        foreach (var field in type.Fields.Where(f => f.IsRequired || random.Next(3) == 0))
            made[field.Name] = Value(field.Type, depth + 1);
        return made;
    }

    private JsonNode Leaf(string type) => type switch
    {
        "Int" => random.Next(-1000, 1000),
        "Float" => random.Next(1000) / 8.0,
        "Boolean" => random.Next(2) == 0,
        "ID" => random.Next(100),
        _ => "text",
    };
}
