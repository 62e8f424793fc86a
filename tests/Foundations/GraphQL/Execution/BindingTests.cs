using System.Text.Json;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class BindingTests
{
    private const string Sdl = """
        type Query { must: Int! leaf: Int thing: Thing date: Date named: Named }
        type Subscription { s: Int }
        type A implements Named { name: String }
        type B { b: Int }
        union Thing = A | B
        interface Named { name: String }
        interface Unused { name: String }
        scalar Date
        """;

    /// <summary>What is done to a whole map, and the problem that must be told.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "-A.name", "No resolver is bound to 'A.name'." },
        { "+A.nothing", "A resolver is bound to 'A.nothing', which is no field of an object type." },
        { "+Named.name", "A resolver is bound to 'Named.name', which is no field of an object type." },
        { "+__Type.name", "A resolver is bound to '__Type.name', which is no field of an object type." },
        { "leaf Query.must", "'Query.must' has a resolver for leaves and is non-null: its null could not propagate." },
        { "leaf Query.thing", "'Query.thing' has a resolver for leaves and is composite." },
        { "stream Query.leaf", "'Query.leaf' has a resolver for streams and is no root field of subscriptions." },
        { "value Subscription.s", "'Subscription.s' is a root field of subscriptions and needs a resolver for streams." },
        { "-type Thing", "Fields return the abstract type 'Thing', and nothing tells the object types of its values." },
        { "type A", "'A' is bound as an abstract type and is none." },
        { "scalar Time", "A form is bound to the scalar 'Time', which the schema does not have." },
    };

    [Fact]
    public void A_whole_map_binds()
    {
        Should.NotThrow(() => Create("", ""));
        Should.NotThrow(() => Create("scalar", "Date"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_map_that_does_not_fit_is_refused(string fault, string problem)
    {
        var words = fault.Split(' ');

        Should.Throw<SchemaBindingException>(() => Create(words[0], words[^1])).Problems.ShouldBe([problem]);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        Should.Throw<SchemaBindingException>(() => ExecutableSchema.Create(Engine.Schema(Sdl), new ResolverMap().Bind("X.y", Value()))).Problems.Count.ShouldBe(11);
    }

    [Fact]
    public void A_default_that_the_form_of_its_scalar_refuses_is_found_at_the_start()
    {
        var schema = Engine.Schema("scalar Even type Query { a(x: Even = 3): Int } input I { y: [Even!] = [2, 5] }");
        var map = new ResolverMap().Bind("Query.a", Value()).BindScalar("Even", new EvenForm());

        Should.Throw<SchemaBindingException>(() => ExecutableSchema.Create(schema, map)).Problems.ShouldBe([
            "The default of 'I.y' is refused by the form of its scalar: Odd.",
            "The default of 'Query.a(x:)' is refused by the form of its scalar: Odd.",
        ]);
    }

    private static ExecutableSchema Create(string kind, string name)
    {
        var map = new ResolverMap();
        foreach (var coordinate in (string[])["Query.must", "Query.leaf", "Query.thing", "Query.date", "Query.named", "Subscription.s", "A.name", "B.b"])
        {
            if ("-" + coordinate != kind && coordinate != name)
                map.Bind(coordinate, coordinate == "Subscription.s" ? Stream() : Value());
        }

        if (kind is "leaf" or "stream" or "value")
            map.Bind(name, kind == "leaf" ? FieldResolver.Leaf<object?>((_, _, json) => json.WriteNullValue()) : kind == "stream" ? Stream() : Value());
        if (kind.StartsWith('+'))
            map.Bind(kind[1..], Value());
        if (kind != "-type")
            map.BindType("Thing", _ => "A");
        map.BindType("Named", _ => "A");
        if (kind == "type")
            map.BindType(name, _ => "A");
        if (kind == "scalar")
            map.BindScalar(name, LosslessForm.Instance);
        return ExecutableSchema.Create(Engine.Schema(Sdl), map);
    }

    private static FieldResolver Value() => FieldResolver.Value<object?>(_ => null);

    private sealed class EvenForm : IScalarForm
    {
        public ParsedScalar ParseLiteral(ValueNode literal) => literal is IntValueNode { Text: "2" } ? ParsedScalar.Of(2) : ParsedScalar.Refused("Odd.");

        public ParsedScalar ParseJson(JsonElement json) => ParsedScalar.Refused("Odd.");

        public string? Write(object value, Utf8JsonWriter json) => "Odd.";
    }

    private static FieldResolver Stream() => FieldResolver.Stream((_, _) => ValueTask.FromResult(AsyncEnumerable.Empty<object?>()));
}
