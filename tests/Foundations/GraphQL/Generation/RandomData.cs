using System.Text.Json.Nodes;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates JSON data for a schema: mostly fitting, with nulls in non-null places, values of wrong kinds, failures and unknown types among it.</summary>
/// <param name="schema">The schema.</param>
/// <param name="random">Where chance comes from.</param>
/// <param name="faults">One value in so many is a fault; 0 for none.</param>
public sealed class RandomData(Schema schema, Random random, int faults)
{
    private const int MaxDepth = 5;

    /// <summary>Texts that are numbers, or nearly, to ECMAScript.</summary>
    private static readonly string[] Texts = ["0x1F", "0b11", "0o17", "0b12", "-0x1", "  ", "", "\uFEFF7\n", "+5", "1e2", "5.", ".5", ".", "1e", "Infinity", "1e999", "12\0", "1_000"];

    /// <summary>Numbers whose spelling depends on their size. None is whole and beyond 2^53 without exponent: identifiers keep such digits.</summary>
    private static readonly double[] Numbers = [1e21, 1.25e22, 1e-7, 0.000001, 1.5e-7, -0.0, 1e300, 5e-324, 0.1, 2147483648, -2147483648, 9007199254740992];

    /// <summary>A root object for all operation types.</summary>
    public JsonObject Root()
    {
        var root = new JsonObject();
        foreach (var type in (ObjectType?[])[schema.Query, schema.Mutation])
        {
            foreach (var field in type?.Fields ?? [])
                root[field.Name] = Value(field.Type, 1);
        }

        return root;
    }

    private JsonNode? Value(GraphType type, int depth)
    {
        if (faults > 0 && random.Next(faults) == 0)
            return Fault();
        if (type is not NonNullType && random.Next(8) == 0)
            return null;
        return type.Nullable switch
        {
            ListType list => Items(list, depth),
            CompositeType composite => depth < MaxDepth ? Object(composite, depth) : null,
            EnumType names => names.Values[random.Next(names.Values.Length)].Name,
            var leaf => Leaf(leaf.Named.Name),
        };
    }

    private JsonArray Items(ListType list, int depth)
    {
        var items = new JsonArray();
        for (var i = depth < MaxDepth ? random.Next(4) : 0; i > 0; i--)
            items.Add(Value(list.OfType, depth + (list.OfType.Named is CompositeType ? 1 : 0)));
        return items;
    }

    private JsonObject Object(CompositeType composite, int depth)
    {
        var possible = schema.PossibleTypes[composite];
        var type = possible[random.Next(possible.Length)];
        var made = new JsonObject { ["__typename"] = type.Name };
        foreach (var field in type.Fields)
        {
            if (random.Next(20) > 0)
                made[field.Name] = Value(field.Type, depth + 1);
        }

        return made;
    }

    private JsonNode? Fault() => random.Next(14) switch
    {
        0 or 1 => null,
        2 => new JsonObject { ["__error"] = "failed" },
        3 => "no such value",
        4 => new JsonObject { ["__typename"] = "Nothing" },
        5 => new JsonArray(1, null),
        6 => 1.5,
        7 => 3_000_000_000,
        8 => "12",
        9 or 10 => Texts[random.Next(Texts.Length)],
        11 or 12 => Numbers[random.Next(Numbers.Length)],
        _ => true,
    };

    private JsonNode Leaf(string type) => type switch
    {
        "Int" => random.Next(-1000, 1000),
        "Float" => random.Next(3) == 0 ? random.Next(100) : random.Next(1000) / 8.0,
        "Boolean" => random.Next(2) == 0,
        "ID" => random.Next(2) == 0 ? random.Next(100) : "id",
        "Any" => new JsonObject { ["a"] = new JsonArray(1, "x", null) },
        _ => "text 子ども",
    };
}
