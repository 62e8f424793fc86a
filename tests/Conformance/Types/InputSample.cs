using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>An operation that selects one field with arguments, and variables for it: about half of them good.</summary>
/// <param name="Document">The operation.</param>
/// <param name="Variables">A JSON object.</param>
internal sealed record InputSample(string Document, string Variables)
{
    /// <summary>Input types of every kind, nested in every way.</summary>
    public const string Sdl = """
        type Query {
          scalars(int: Int, float: Float, string: String, boolean: Boolean, id: ID, any: Any, color: Color): Int
          required(int: Int!, float: Float! = 1.5, id: [ID!]!, color: Color! = GREEN): Int
          lists(ints: [Int], matrix: [[Int!]]!, colors: [Color!] = [RED], wheres: [Where!]): Int
          objects(where: Where, need: Need!, both: [Need] = {it: 3}): Int
          one(one: One, many: [One!], inside: Holder = {one: {b: 1}}): Int
        }
        enum Color { RED GREEN }
        scalar Any
        input Where { grade: Int, name: String! = "x", tags: [String], and: [Where!], color: Color = RED, need: Need, any: Any }
        input Need { it: Int!, when: Where = {grade: 1, color: null}, ids: [ID!]! = ["a", 2] }
        input One @oneOf { a: Int, b: [Int!], c: Where, d: One }
        input Holder { one: One, ones: [One] }
        """;

    private static readonly string[] Wrong = ["null", "true", "0", "1.5", "\"text\"", "\"RED\"", "[]", "[null]", "{}", "1e400", "2147483648", "1.0", "{\"it\":1}", "{\"a\":1}", "{\"a\":null}", "{\"a\":1,\"b\":2}", "{\"x\":1}", "-0", "123456789"];

    /// <summary>The sample of a seed.</summary>
    public static InputSample Make(Schema schema, int seed) => new Maker(schema, new Random(seed)).Make();

    private sealed class Maker(Schema schema, Random random)
    {
        private readonly List<string> definitions = [];
        private readonly Dictionary<string, JsonElement> variables = [];

        public InputSample Make()
        {
            var field = schema.Query.Fields[random.Next(schema.Query.Fields.Length)];
            var arguments = field.Arguments.Where(a => a.IsRequired || random.Next(3) > 0).Select(a => $"{a.Name}: {Literal(a.Type, 3, a.DefaultValue is not null)}").ToArray();
            var given = definitions.Count == 0 ? "" : $"({string.Join(", ", definitions)})";
            return new($"query{given} {{ {field.Name}{(arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})")} }}", JsonSerializer.Serialize(variables));
        }

        private string Literal(GraphType type, int depth, bool hasDefault)
        {
            if (random.Next(3) == 0)
                return Variable(type, hasDefault);
            if (type is not NonNullType && random.Next(8) == 0)
                return "null";
            return type.Nullable switch
            {
                ListType list => random.Next(4) == 0 && list.OfType.Nullable is not ListType ? Literal(list.OfType, depth, false) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.OfType, depth - 1, false)))}]",
                InputObjectType input => $"{{{string.Join(", ", Fields(input, depth).Select(f => $"{f.Name}: {Literal(f.Type, depth - 1, f.DefaultValue is not null)}"))}}}",
                EnumType names => names.Values[random.Next(names.Values.Length)].Name,
                var scalar => Scalar(scalar.ToString()!),
            };
        }

        private string Scalar(string name) => name switch
        {
            "Int" => Pick("0", "-1", "2147483647"),
            "Float" => Pick("1", "-1.5", "1e10"),
            "String" => Pick("\"\"", "\"text\""),
            "Boolean" => Pick("true", "false"),
            "ID" => Pick("7", "\"id\""),
            _ => Pick("1.5", "\"any\"", "X", "{a: [1, {b: null}]}", $"{{a: {Variable(schema.Types["Any"], false)}, b: [{Variable(schema.Types["Int"], false)}]}}"),
        };

        private string Variable(GraphType type, bool hasDefault)
        {
            var name = $"v{definitions.Count}";
            var declared = type is NonNullType nonNull && (hasDefault || random.Next(4) == 0) ? nonNull.OfType : random.Next(4) == 0 ? type.WithoutNull() : type;
            definitions.Add($"${name}: {declared}{(random.Next(4) == 0 ? $" = {Constant(declared)}" : "")}");
            if (random.Next(4) > 0)
                variables[name] = JsonSerializer.Deserialize<JsonElement>(random.Next(12) == 0 ? Pick(Wrong) : Json(declared, 3));
            return $"${name}";
        }

        private string Constant(GraphType type) => type.Nullable switch
        {
            ListType => "[]",
            InputObjectType { Name: "One" } => "{a: 1}",
            InputObjectType { Name: "Need" } => "{it: 2}",
            InputObjectType => "{}",
            EnumType => "GREEN",
            var scalar => Scalar(scalar.ToString()!) is var literal && literal.Contains('$', StringComparison.Ordinal) ? "5" : literal,
        };

        private string Json(GraphType type, int depth)
        {
            if (random.Next(40) == 0)
                return Pick(Wrong);
            if (type is not NonNullType && random.Next(8) == 0)
                return "null";
            return type.Nullable switch
            {
                ListType list => random.Next(4) == 0 ? Json(list.OfType, depth) : $"[{string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.OfType, depth - 1)))}]",
                InputObjectType input => $"{{{string.Join(",", Fields(input, depth).Select(f => $"\"{f.Name}\":{Json(f.Type, depth - 1)}"))}}}",
                EnumType names => $"\"{names.Values[random.Next(names.Values.Length)].Name}\"",
                var scalar => scalar.ToString() switch
                {
                    "Int" => Pick("0", "-1", "7.0", "2147483647"),
                    "Float" => Pick("1", "-1.5", "1e10"),
                    "Boolean" => Pick("true", "false"),
                    "ID" => Pick("7", "\"id\""),
                    "String" => Pick("\"\"", "\"text\""),
                    _ => Pick("1.5", "\"any\"", "{\"a\":[1,{\"b\":null}]}"),
                },
            };
        }

        private IEnumerable<InputValue> Fields(InputObjectType type, int depth)
        {
            if (type.IsOneOf && random.Next(12) > 0)
                return [type.Fields[random.Next(depth > 0 ? type.Fields.Length : 2)]];
            return type.Fields.Where(f => f.IsRequired ? random.Next(15) > 0 : depth > 0 && random.Next(3) == 0);
        }

        private string Pick(params string[] from) => from[random.Next(from.Length)];
    }
}
