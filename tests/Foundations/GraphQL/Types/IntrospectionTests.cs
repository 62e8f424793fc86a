using ChildLink.GraphQL.Introspection;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class IntrospectionTests
{
    private static readonly Schema Schema = CoercionSchema.Make("""
        "about" schema { query: Q }
        type Q implements I { a(b: Int = 1 @deprecated, c: P = {x: "y"}): [S!]! @deprecated(reason: "r") i: I }
        interface I { i: I } union U = Q
        scalar S @specifiedBy(url: "u")
        input P @oneOf { x: String @deprecated y: S }
        enum E { A B @deprecated }
        directive @d(a: S, b: Int @deprecated) repeatable on FIELD | ENUM_VALUE
        """);

    [Fact]
    public void Every_field_of_every_type_of_introspection_has_a_value_and_no_other_has() =>
        IntrospectionValues.ByCoordinate.Keys.Order().ShouldBe(
            Schema.TypesInOrder.OfType<ObjectType>().Where(t => t.Name.StartsWith("__", StringComparison.Ordinal)).SelectMany(t => t.Fields).Select(f => f.ToString()).Order());

    [Theory]
    [InlineData("Q", "OBJECT")]
    [InlineData("I", "INTERFACE")]
    [InlineData("U", "UNION")]
    [InlineData("S", "SCALAR")]
    [InlineData("P", "INPUT_OBJECT")]
    [InlineData("E", "ENUM")]
    public void A_type_tells_its_kind(string type, string kind)
    {
        Ask("__Type.kind", Schema.Types[type]).ShouldBe(kind);
        Ask("__Type.kind", Schema.Types[type].InList()).ShouldBe("LIST");
        Ask("__Type.kind", Schema.Types[type].WithoutNull()).ShouldBe("NON_NULL");
        Ask("__Type.ofType", Schema.Types[type].InList()).ShouldBe(Schema.Types[type]);
    }

    [Theory]
    [InlineData("__Type.fields", "Q", "i", "Q.a Q.i")]
    [InlineData("__Type.inputFields", "P", "y", "x y")]
    [InlineData("__Type.enumValues", "E", "A", "A B")]
    public void What_is_deprecated_is_told_when_asked_for(string coordinate, string type, string kept, string all)
    {
        Names(Ask(coordinate, Schema.Types[type], includeDeprecated: true)).ShouldBe(all);
        Names(Ask(coordinate, Schema.Types[type], includeDeprecated: false)).ShouldBe(all.StartsWith('Q') ? "Q." + kept : kept);
    }

    [Fact]
    public void Arguments_of_fields_and_directives_are_told_with_their_defaults_as_literals()
    {
        var field = ((ObjectType)Schema.Types["Q"]).ByName["a"];
        Names(Ask("__Field.args", field, includeDeprecated: false)).ShouldBe("c");
        Names(Ask("__Field.args", field, includeDeprecated: true)).ShouldBe("b c");
        Names(Ask("__Directive.args", Schema.Directives["d"], includeDeprecated: false)).ShouldBe("a");
        Ask("__InputValue.defaultValue", field.Argument("c")!).ShouldBe("{x: \"y\"}");
        Ask("__InputValue.defaultValue", ((InputObjectType)Schema.Types["P"]).ByName["y"]).ShouldBeNull();
        Ask("__InputValue.isDeprecated", field.Argument("b")!).ShouldBe(true);
        Ask("__Field.deprecationReason", field).ShouldBe("r");
        Ask("__InputValue.deprecationReason", field.Argument("b")!).ShouldBe("No longer supported");
    }

    [Fact]
    public void Other_facts_of_types()
    {
        Ask("__Type.specifiedByURL", Schema.Types["S"]).ShouldBe("u");
        Ask("__Type.isOneOf", Schema.Types["P"]).ShouldBe(true);
        Ask("__Type.isOneOf", Schema.Types["Q"]).ShouldBeNull();
        Names(Ask("__Type.possibleTypes", Schema.Types["I"])).ShouldBe("Q");
        Names(Ask("__Type.possibleTypes", Schema.Types["U"])).ShouldBe("Q");
        Ask("__Type.possibleTypes", Schema.Types["Q"]).ShouldBeNull();
        Names(Ask("__Type.interfaces", Schema.Types["Q"])).ShouldBe("I");
        Ask("__Type.fields", Schema.Types["S"], includeDeprecated: true).ShouldBeNull();
        Ask("__Schema.description", Schema).ShouldBe("about");
        Ask("__Schema.mutationType", Schema).ShouldBeNull();
        Ask("__Directive.isRepeatable", Schema.Directives["d"]).ShouldBe(true);
        Ask("__Directive.locations", Schema.Directives["d"]).ShouldBeAssignableTo<IEnumerable<string>>()!.ShouldBe(["FIELD", "ENUM_VALUE"]);
    }

    [Fact]
    public void A_built_in_scalar_that_nobody_refers_to_is_not_there()
    {
        Schema.Types.ContainsKey("Int").ShouldBeTrue();
        Schema.Types.ContainsKey("Boolean").ShouldBeTrue();
        Schema.Types.ContainsKey("Float").ShouldBeFalse();
        Schema.Types.ContainsKey("ID").ShouldBeFalse();
        CoercionSchema.Make("type Query { a: String } directive @d(a: [ID!]) on FIELD").Types.ContainsKey("ID").ShouldBeTrue();
        CoercionSchema.Make("type Query { a: String } scalar Float").Types.ContainsKey("Float").ShouldBeTrue();
    }

    private static object? Ask(string coordinate, object parent, bool? includeDeprecated = null)
    {
        var arguments = InputObject.Empty;
        if (includeDeprecated is { } value)
        {
            var (_, _, field) = CoercionSchema.Operation("", $"includeDeprecated: {(value ? "true" : "false")}");
            var owner = coordinate.Split('.');
            CoercionSchema.Coercion.TryArguments(((ObjectType)Schema.Types[owner[0]]).ByName[owner[1]].Arguments, field.Arguments, field, VariableValues.None, out var given, out _).ShouldBeTrue();
            arguments = given!;
        }

        return IntrospectionValues.ByCoordinate[coordinate](Schema, parent, arguments);
    }

    private static string Names(object? list) => string.Join(" ", ((IEnumerable<object>)list!).Select(item => item switch { InputValue input => input.Name, EnumValue value => value.Name, _ => item.ToString() }));
}
