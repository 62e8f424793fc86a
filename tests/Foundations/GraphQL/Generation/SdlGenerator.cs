namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Valid schemas by construction, of every kind of definition, from a seed.</summary>
public sealed class SdlGenerator
{
    private static readonly string[] Scalars = ["Int", "Float", "String", "Boolean", "ID"];
    private readonly Random random;
    private readonly SdlSketch sketch = new();
    private readonly List<string> enums = [];
    private readonly List<string> customs = [];
    private readonly List<(string Name, bool IsOneOf, List<(string Name, string Type, bool HasDefault)> Fields)> inputs = [];
    private readonly List<(string Name, List<string> All, Dictionary<string, (string Arguments, string Type)> Fields)> interfaces = [];
    private readonly List<(string Name, List<string> Interfaces)> objects = [];
    private readonly List<(string Name, List<string> Members)> unions = [];
    private readonly List<(string Name, bool Repeatable, List<(string Name, string Type)> Arguments, HashSet<string> Locations)> directives = [];

    private SdlGenerator(int seed) => random = new Random(seed);

    /// <summary>The schema of a seed.</summary>
    public static SdlSketch Make(int seed) => new SdlGenerator(seed).Make();

    private SdlSketch Make()
    {
        Directives();
        for (var i = 0; i < random.Next(3); i++)
            Custom(i);
        for (var i = 0; i < 1 + random.Next(3); i++)
            Enum(i);
        for (var i = 0; i < random.Next(5); i++)
            Input(i);
        var names = Enumerable.Range(0, 2 + random.Next(4)).Select(i => $"O{i}").ToArray();
        for (var i = 0; i < random.Next(4); i++)
            Interface(i);
        foreach (var name in names)
            objects.Add((name, Closed(random.Next(3))));
        for (var i = 0; i < random.Next(3); i++)
            Union(i, names);
        foreach (var (name, implemented) in objects)
            Object(name, implemented);
        Roots(names);
        Shuffle(sketch.Pieces);
        return sketch;
    }

    private void Directives()
    {
        string[] locations = ["SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION", "FIELD", "QUERY"];
        for (var i = 0; i < random.Next(3); i++)
        {
            var arguments = Enumerable.Range(0, random.Next(3)).Select(k => ($"x{k}", Pick(Scalars) + Pick("", "!"))).ToList();
            var places = locations.Where(_ => random.Next(2) == 0).Append(Pick(locations)).ToHashSet();
            directives.Add(($"d{i}", random.Next(2) == 0, arguments, places));
            var list = arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(a => $"{a.Item1}: {a.Item2}"))})";
            sketch.Pieces.Add(new($"{Description()}directive @d{i}{list}{(directives[^1].Repeatable ? " repeatable" : "")} on {string.Join(" | ", places)}"));
        }
    }

    private void Custom(int i)
    {
        customs.Add($"S{i}");
        sketch.Pieces.Add(new($"{Description()}scalar S{i}{Pick("", " @specifiedBy(url: \"https://example.org/s\")")}{Applied("SCALAR")}"));
    }

    private void Enum(int i)
    {
        enums.Add($"E{i}");
        var values = Enumerable.Range(0, 1 + random.Next(3)).Select(k => $"{Description()}V{k}{Deprecated(4)}{Applied("ENUM_VALUE")}").ToList();
        Split("enum", $"E{i}", Applied("ENUM"), "{", values);
    }

    private void Input(int i)
    {
        var isOneOf = random.Next(4) == 0;
        var fields = new List<(string Name, string Type, bool HasDefault)>();
        var members = new List<string>();
        for (var k = 0; k < 1 + random.Next(4); k++)
        {
            var target = inputs.Count > 0 && random.Next(3) == 0 ? Pick(inputs).Name : random.Next(5) == 0 && !isOneOf ? $"I{i}?" : Leaf();
            var self = target.EndsWith('?');
            var type = self ? target.TrimEnd('?') : isOneOf ? Pick(target, $"[{target}!]") : Wrap(target);
            var literal = !isOneOf && !self && random.Next(3) == 0 ? Literal(type) : null;
            fields.Add(($"i{k}", type, literal is not null));
            members.Add($"{Description()}i{k}: {type}{(literal is null ? "" : $" = {literal}")}{(type.EndsWith('!') && literal is null ? "" : Deprecated(8))}{Applied("INPUT_FIELD_DEFINITION")}");
        }

        if (isOneOf)
        {
            fields.Add(("leaf", "Int", false));
            members.Add("leaf: Int");
        }

        inputs.Add(($"I{i}", isOneOf, fields));
        Split("input", $"I{i}", (isOneOf ? " @oneOf" : "") + Applied("INPUT_OBJECT"), "{", members);
    }

    private void Interface(int i)
    {
        var all = Closed(random.Next(2));
        var fields = Inherited(all);
        fields[$"n{i}"] = (Arguments(), Output());
        WriteFields("interface", $"N{i}", "INTERFACE", all, fields);
        interfaces.Add(($"N{i}", all, fields));
    }

    private void Object(string name, List<string> implemented)
    {
        var fields = Inherited(implemented);
        foreach (var field in fields.Keys.ToArray())
        {
            var (arguments, type) = fields[field];
            if (!type.EndsWith('!') && random.Next(3) == 0)
                fields[field] = (arguments, type + "!");
            else if (type.StartsWith('N') && !type.EndsWith('!') && objects.FirstOrDefault(o => o.Interfaces.Contains(type)).Name is { } narrower)
                fields[field] = (arguments, narrower);
        }

        for (var k = 0; k < 1 + random.Next(3); k++)
            fields[$"o{k}"] = (Arguments(), Output());
        WriteFields("type", name, "OBJECT", implemented, fields);
    }

    private void WriteFields(string keyword, string name, string location, List<string> implemented, Dictionary<string, (string Arguments, string Type)> fields)
    {
        var members = fields.Select(f => $"{Description()}{f.Key}{f.Value.Arguments}: {f.Value.Type}{(f.Key.StartsWith('o') ? Deprecated(6) : "")}{Applied("FIELD_DEFINITION")}").ToList();
        var head = implemented.Count == 0 ? "" : $" implements {string.Join(" & ", implemented)}";
        Split(keyword, name, head + Applied(location), "{", members);
    }

    private void Union(int i, string[] names)
    {
        var members = names.Where(_ => random.Next(2) == 0).Append(names[0]).Distinct().ToList();
        unions.Add(($"U{i}", members));
        sketch.Pieces.Add(new($"{Description()}union U{i}{Applied("UNION")}", "=", members, ""));
    }

    private void Roots(string[] names)
    {
        if (random.Next(2) == 0)
        {
            sketch.Pieces.Add(new("type Query", "{", [$"q{Arguments()}: {Output()}"], "}"));
            return;
        }

        List<string> roots = [$"query: {names[0]}"];
        if (random.Next(2) == 0)
            roots.Add($"mutation: {names[1]}");
        sketch.Pieces.Add(new($"{Description()}schema{Applied("SCHEMA")}", "{", roots, "}"));
    }

    private Dictionary<string, (string Arguments, string Type)> Inherited(List<string> implemented) =>
        interfaces.Where(n => implemented.Contains(n.Name)).SelectMany(n => n.Fields).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.First().Value);

    private List<string> Closed(int count)
    {
        var picked = interfaces.OrderBy(_ => random.Next()).Take(count).ToList();
        return [.. picked.SelectMany(n => n.All.Append(n.Name)).Distinct()];
    }

    private string Arguments()
    {
        if (random.Next(2) == 0)
            return "";
        var arguments = Enumerable.Range(0, 1 + random.Next(2)).Select(k =>
        {
            var type = Wrap(inputs.Count > 0 && random.Next(3) == 0 ? Pick(inputs).Name : Leaf());
            var literal = random.Next(2) == 0 ? $" = {Literal(type)}" : "";
            return $"a{k}: {type}{literal}{(type.EndsWith('!') && literal.Length == 0 ? "" : Deprecated(8))}{Applied("ARGUMENT_DEFINITION")}";
        });
        return $"({string.Join(", ", arguments)})";
    }

    private string Leaf() => Pick([.. Scalars, .. enums, .. customs]);

    private string Output() => Wrap(random.Next(2) == 0 ? Leaf() : Pick(["O0", "O1", .. interfaces.Select(n => n.Name), .. unions.Select(u => u.Name)]));

    private string Wrap(string type) => random.Next(6) switch { 0 => type + "!", 1 => $"[{type}]", 2 => $"[{type}!]!", 3 => $"[[{type}]!]", _ => type };

    private string Literal(string type)
    {
        if (type.EndsWith('!'))
            return Given(type[..^1]);
        return random.Next(8) == 0 ? "null" : Given(type);
    }

    private string Given(string type)
    {
        if (type.StartsWith('['))
            return random.Next(5) == 0 && !type[1..^1].StartsWith('[') ? Given(type[1..^1].TrimEnd('!')) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(type[1..^1])))}]";
        return type switch
        {
            "Int" => Pick("0", "-7", "2147483647"),
            "Float" => Pick("1", "1.5", "-2e10"),
            "String" => Pick("\"\"", "\"text\"", "\"\"\"block\"\"\""),
            "Boolean" => Pick("true", "false"),
            "ID" => Pick("\"id\"", "12"),
            _ when type.StartsWith('E') => "V0",
            _ when type.StartsWith('S') => Pick("1", "\"any\"", "{a: [1, {b: X}]}", "[true]"),
            _ => ObjectLiteral(type),
        };
    }

    private string ObjectLiteral(string type)
    {
        var (_, isOneOf, fields) = inputs.First(i => i.Name == type);
        var given = isOneOf ? fields.Where(f => f.Name == "leaf") : fields.Where(f => (f.Type.EndsWith('!') && !f.HasDefault) || random.Next(3) == 0).Where(f => f.Type != type);
        return $"{{{string.Join(", ", given.Select(f => $"{f.Name}: {(isOneOf ? "1" : Literal(f.Type))}"))}}}";
    }

    private string Applied(string location)
    {
        var text = "";
        foreach (var directive in directives.Where(d => d.Locations.Contains(location)))
        {
            for (var i = 0; i < (directive.Repeatable ? random.Next(3) : random.Next(2)); i++)
            {
                var arguments = directive.Arguments.Where(a => a.Type.EndsWith('!') || random.Next(2) == 0).Select(a => $"{a.Name}: {Literal(a.Type)}").ToArray();
                text += $" @{directive.Name}{(arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})")}";
            }
        }

        return text;
    }

    private string Deprecated(int oneIn) => random.Next(oneIn) == 0 ? Pick(" @deprecated", " @deprecated(reason: \"old\")") : "";

    private string Description() => random.Next(5) == 0 ? Pick("\"What it is.\" ", "\"\"\"\n  More\n    lines\n  \"\"\" ", "\"\" ") : "";

    private void Split(string keyword, string name, string head, string open, List<string> members)
    {
        var cut = members.Count > 1 && random.Next(4) == 0 ? members.Count - 1 : members.Count;
        sketch.Pieces.Add(new($"{Description()}{keyword} {name}{head}", open, members[..cut], "}"));
        if (cut < members.Count)
            sketch.Pieces.Add(new($"extend {keyword} {name}", open, members[cut..], "}"));
    }

    private T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private void Shuffle<T>(List<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var k = random.Next(i + 1);
            (list[i], list[k]) = (list[k], list[i]);
        }
    }
}
