using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class LiteralCoercionTests
{
    [Theory]
    [InlineData("int: 1, req: 2", """{"int":1,"req":2,"def":7,"reqDef":8}""")]
    [InlineData("req: 2, def: null", """{"req":2,"def":null,"reqDef":8}""")]
    [InlineData("req: 2, list: 1", """{"req":2,"def":7,"reqDef":8,"list":[1]}""")]
    [InlineData("req: 2, where: {and: {color: GREEN}}", """{"req":2,"def":7,"reqDef":8,"where":{"name":"x","and":[{"name":"x","color":"GREEN"}],"color":"RED"}}""")]
    [InlineData("req: 2, one: {c: {}}", """{"req":2,"def":7,"reqDef":8,"one":{"c":{"name":"x","color":"RED"}}}""")]
    [InlineData("req: 2, any: {a: [1.50, RED, \"x\", null]}", """{"req":2,"def":7,"reqDef":8,"any":{"a":[1.50,"RED","x",null]}}""")]
    public void Good_arguments_become_values(string arguments, string expected) => Arguments("", "{}", arguments).ShouldBe(expected);

    [Theory]
    [InlineData("", "", "{}", "")]
    [InlineData("req: null", "", "{}", "req")]
    [InlineData("req: \"1\"", "", "{}", "req")]
    [InlineData("req: 1.0", "", "{}", "req")]
    [InlineData("req: 2147483648", "", "{}", "req")]
    [InlineData("req: 99999999999999999999999999", "", "{}", "req")]
    [InlineData("req: 1, reqDef: null", "", "{}", "reqDef")]
    [InlineData("req: 1, list: [1, null, \"x\"]", "", "{}", "list[1] list[2]")]
    [InlineData("req: 1, color: \"RED\"", "", "{}", "color")]
    [InlineData("req: 1, color: BLUE", "", "{}", "color")]
    [InlineData("req: 1, where: {need: {}}", "", "{}", "where.need")]
    [InlineData("req: 1, where: {x: 1, and: [{grade: 1.5}]}", "", "{}", "where where.and[0].grade")]
    [InlineData("req: 1, one: {}", "", "{}", "one")]
    [InlineData("req: 1, one: {a: 1, b: 1}", "", "{}", "one")]
    [InlineData("req: 1, one: {a: null}", "", "{}", "one")]
    [InlineData("req: $v", "$v: Int", "{}", "req")]
    [InlineData("req: $v", "$v: Int", """{"v":null}""", "req")]
    [InlineData("req: 1, reqDef: $v", "$v: Int", """{"v":null}""", "reqDef")]
    [InlineData("req: 1, list: [$v]", "$v: Int", "{}", "list[0]")]
    [InlineData("req: 1, where: {need: {it: $v}}", "$v: Int", "{}", "where.need.it")]
    [InlineData("req: 1, one: {a: $v}", "$v: Int", "{}", "one")]
    [InlineData("req: 1, one: {a: $v}", "$v: Int", """{"v":null}""", "one")]
    [InlineData("req: 1, one: {a: 1, b: $v}", "$v: [Int!]", "{}", "one")]
    public void Bad_arguments_are_refused_at_their_place(string arguments, string definitions, string json, string places)
    {
        var (_, _, field) = CoercionSchema.Operation(definitions, arguments);
        CoercionSchema.Coercion.TryArguments(
            CoercionSchema.Schema.Query.ByName["f"].Arguments, field.Arguments, field, CoercionSchema.Variables(definitions, json), out var values, out var errors).ShouldBeFalse();

        values.ShouldBeNull();
        string.Join(" ", errors.Select(e => e.Place)).ShouldBe(places);
    }

    [Theory]
    [InlineData("$v: Int!", """{"v":3}""", "req: $v, int: $v", """{"int":3,"req":3,"def":7,"reqDef":8}""")]
    [InlineData("$v: Int", "{}", "req: 1, int: $v, def: $v, reqDef: $v", """{"req":1,"def":7,"reqDef":8}""")]
    [InlineData("$v: Int", """{"v":null}""", "req: 1, int: $v, def: $v", """{"int":null,"req":1,"def":null,"reqDef":8}""")]
    [InlineData("$v: Int = 5", "{}", "req: 1, int: $v, def: $v", """{"int":5,"req":1,"def":5,"reqDef":8}""")]
    [InlineData("$v: [Int!]", """{"v":4}""", "req: 1, list: $v", """{"req":1,"def":7,"reqDef":8,"list":[4]}""")]
    [InlineData("$v: Int, $n: String!", """{"n":"y"}""", "req: 1, where: {grade: $v, name: $n, color: null}", """{"req":1,"def":7,"reqDef":8,"where":{"name":"y","color":null}}""")]
    [InlineData("$v: String", "{}", "req: 1, where: {tags: [\"a\", $v]}", """{"req":1,"def":7,"reqDef":8,"where":{"name":"x","tags":["a",null],"color":"RED"}}""")]
    [InlineData("$v: Where", """{"v":{"grade":2}}""", "req: 1, where: $v", """{"req":1,"def":7,"reqDef":8,"where":{"grade":2,"name":"x","color":"RED"}}""")]
    [InlineData("$v: Int, $w: Any", """{"w":{"k":[1.0,"s",true,null]}}""", "req: 1, any: {a: $v, b: [$v, $w]}", """{"req":1,"def":7,"reqDef":8,"any":{"b":[null,{"k":[1.0,"s",true,null]}]}}""")]
    public void Variables_stand_in_arguments_absent_is_not_null(string definitions, string json, string arguments, string expected) =>
        Arguments(definitions, json, arguments).ShouldBe(expected);

    [Fact]
    public void A_literal_beyond_double_precision_is_refused_for_Float()
    {
        var (_, _, field) = CoercionSchema.Operation("", "req: 1e400");
        CoercionSchema.Coercion.TryLiteral(field.Arguments[0].Value, CoercionSchema.Type("Float"), VariableValues.None, out _, out var errors).ShouldBeFalse();
        errors.ShouldHaveSingleItem().Node.ShouldBe(field.Arguments[0].Value);
    }

    private static string Arguments(string definitions, string json, string arguments)
    {
        var (_, _, field) = CoercionSchema.Operation(definitions, arguments);
        CoercionSchema.Coercion.TryArguments(
            CoercionSchema.Schema.Query.ByName["f"].Arguments, field.Arguments, field, CoercionSchema.Variables(definitions, json), out var values, out var errors)
            .ShouldBeTrue(string.Join("\n", errors.Select(e => $"{e.Place}: {e.Message}")));
        return CoercedText.Of(values);
    }
}
