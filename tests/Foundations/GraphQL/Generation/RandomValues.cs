using System.Globalization;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates literals of a type and the variables of an operation.</summary>
internal sealed class RandomValues(Random random)
{
    private const int MaxDepth = 3;
    private readonly List<string> definitions = [];
    private bool allowVariables;

    public void Begin(bool allowVariables)
    {
        definitions.Clear();
        this.allowVariables = allowVariables;
    }

    /// <summary>Definitions of the variables made since the operation began, in parentheses, or nothing.</summary>
    public string Definitions() => definitions.Count == 0 ? "" : $"({string.Join(", ", definitions)})";

    /// <summary>A literal or a variable for a place.</summary>
    public string Value(GraphType type, bool hasDefault, bool mustNotBeNull, int depth)
    {
        if (allowVariables && random.Next(5) == 0)
            return Variable(type, hasDefault, mustNotBeNull);
        if (type is not NonNullType && !mustNotBeNull && random.Next(10) == 0)
            return "null";
        return type.Nullable switch
        {
            ListType list => List(list, depth),
            InputObjectType { IsOneOf: true } choice => Choice(choice, depth),
            InputObjectType fields => Fields(fields, depth),
            EnumType names => names.Values[random.Next(names.Values.Length)].Name,
            var leaf => Leaf(leaf.Named.Name),
        };
    }

    private string Variable(GraphType type, bool hasDefault, bool mustNotBeNull)
    {
        var name = "$v" + definitions.Count.ToString(CultureInfo.InvariantCulture);
        definitions.Add("");
        var needsNonNull = mustNotBeNull || (type is NonNullType && !hasDefault);
        var given = needsNonNull || random.Next(4) == 0 ? type.WithoutNull() : type.Nullable;
        var wasAllowed = allowVariables;
        allowVariables = false;
        var constant = random.Next(3) == 0 ? " = " + Value(given, false, false, MaxDepth) : "";
        allowVariables = wasAllowed;
        definitions[int.Parse(name.AsSpan(2), CultureInfo.InvariantCulture)] = $"{name}: {given}{constant}";
        return name;
    }

    private string List(ListType list, int depth)
    {
        if (random.Next(4) == 0 && !allowVariables)
            return Value(list.OfType, false, true, depth + 1);
        var items = Enumerable.Range(0, depth < MaxDepth ? random.Next(4) : 0).Select(_ => Value(list.OfType, false, false, depth + 1));
        return $"[{string.Join(", ", items)}]";
    }

    private string Choice(InputObjectType choice, int depth)
    {
        var fields = depth < MaxDepth ? choice.Fields : [.. choice.Fields.Where(f => f.Type.Named is not InputObjectType)];
        var field = fields[random.Next(fields.Length)];
        return $"{{ {field.Name}: {Value(field.Type, false, true, depth + 1)} }}";
    }

    private string Fields(InputObjectType type, int depth)
    {
        var given = type.Fields.Where(f => f.IsRequired || (depth < MaxDepth && random.Next(4) == 0));
        return $"{{ {string.Join(", ", given.Select(f => $"{f.Name}: {Value(f.Type, f.DefaultValue is not null, false, depth + 1)}"))} }}";
    }

    private string Leaf(string type) => type switch
    {
        "Int" => Number(),
        "Float" => random.Next(3) == 0 ? Number() : Number() + ".5e" + random.Next(-9, 10).ToString(CultureInfo.InvariantCulture),
        "Boolean" => random.Next(2) == 0 ? "true" : "false",
        "ID" when random.Next(2) == 0 => Number(),
        "Any" => random.Next(4) switch
        {
            0 => "{ a: [1, \"x\", { b: null }], c: ANY }",
            1 => "[[], {}]",
            2 => "ANY",
            _ => Number(),
        },
        _ => random.Next(6) switch
        {
            0 => "\"\"\"\n  block \\\"\"\"\n    text 山\n\"\"\"",
            1 => "\"\\u{1F600} \\uD83D\\uDE00 \\n\"",
            2 => "\"\"",
            _ => "\"text 子ども\"",
        },
    };

    private string Number() => random.Next(8) switch
    {
        0 => "2147483647",
        1 => "-2147483648",
        _ => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
    };
}
