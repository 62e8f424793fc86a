using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class JsonCoercionTests
{
    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "1e3", "1000")]
    [InlineData("Int", "-0", "0")]
    [InlineData("Int", "null", "null")]
    [InlineData("Float", "1", "1.0")]
    [InlineData("Float", "1.5e300", "1.5E+300")]
    [InlineData("String", "\"1\"", "\"1\"")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("ID", "\"x\"", "\"x\"")]
    [InlineData("ID", "12345678901234567890123", "\"12345678901234567890123\"")]
    [InlineData("ID", "1.0", "\"1\"")]
    [InlineData("ID", "-0", "\"0\"")]
    [InlineData("ID", "-0.0", "\"0\"")]
    [InlineData("ID", "1e21", "\"1000000000000000000000\"")]
    [InlineData("Color", "\"GREEN\"", "\"GREEN\"")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[Int]", "null", "null")]
    [InlineData("[Int]", "[1,null]", "[1,null]")]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1,[2]]", "[[1],[2]]")]
    [InlineData("Where", "{}", """{"name":"x","color":"RED"}""")]
    [InlineData("Where", """{"color":null,"grade":null,"name":"y"}""", """{"grade":null,"name":"y","color":null}""")]
    [InlineData("Where", """{"tags":"a","and":{"grade":2}}""", """{"name":"x","tags":["a"],"and":[{"grade":2,"name":"x","color":"RED"}],"color":"RED"}""")]
    [InlineData("Need", """{"it":1}""", """{"it":1,"when":{"grade":1,"name":"x","color":"RED"}}""")]
    [InlineData("Where", """{"grade":1,"grade":2}""", """{"grade":2,"name":"x","color":"RED"}""")]
    [InlineData("One", """{"b":1}""", """{"b":[1]}""")]
    [InlineData("Any", """{"a":[1.50,"x",{"b":null}]}""", """{"a":[1.50,"x",{"b":null}]}""")]
    public void Good_input_becomes_a_value(string type, string json, string expected)
    {
        CoercionSchema.Coercion.TryJson(CoercionSchema.Json(json), CoercionSchema.Type(type), out var value, out var errors).ShouldBeTrue();

        errors.ShouldBeEmpty();
        CoercedText.Of(value).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Int", "\"1\"", "")]
    [InlineData("Int", "1.5", "")]
    [InlineData("Int", "2147483648", "")]
    [InlineData("Int", "1e400", "")]
    [InlineData("Int", "true", "")]
    [InlineData("Int!", "null", "")]
    [InlineData("Float", "1e400", "")]
    [InlineData("Float", "\"1.5\"", "")]
    [InlineData("String", "1", "")]
    [InlineData("String", "\"\\ud800\"", "")]
    [InlineData("Any", "\"\\ud800\"", "")]
    [InlineData("Where", """{"any":{"a":[{"\udc00":1}]}}""", "any")]
    [InlineData("Boolean", "0", "")]
    [InlineData("ID", "1.5", "")]
    [InlineData("ID", "true", "")]
    [InlineData("Color", "\"BLUE\"", "")]
    [InlineData("Color", "1", "")]
    [InlineData("[Int!]", "[1,null,\"x\"]", "[1] [2]")]
    [InlineData("[[Int]]", "[[1],[\"x\"]]", "[1][0]")]
    [InlineData("Where", "1", "")]
    [InlineData("Where", "[]", "")]
    [InlineData("Where", """{"grade":"secret"}""", "grade")]
    [InlineData("Where", """{"name":null}""", "name")]
    [InlineData("Where", """{"and":[{},{"grade":"secret","tags":[1]}]}""", "and[1].grade and[1].tags[0]")]
    [InlineData("Where", """{"secret":1}""", "")]
    [InlineData("Where", """{"\ud800":1}""", "")]
    [InlineData("Need", "{}", "")]
    [InlineData("Where", """{"need":{}}""", "need")]
    [InlineData("One", "{}", "")]
    [InlineData("One", """{"a":1,"b":[1]}""", "")]
    [InlineData("One", """{"a":null}""", "")]
    [InlineData("One", """{"a":1,"b":null}""", "")]
    [InlineData("[One]", """[{"a":1},{"b":[null]}]""", "[1].b[0]")]
    public void Bad_input_is_refused_at_its_place(string type, string json, string places)
    {
        CoercionSchema.Coercion.TryJson(CoercionSchema.Json(json), CoercionSchema.Type(type), out var value, out var errors).ShouldBeFalse();

        value.ShouldBeNull();
        string.Join(" ", errors.Select(e => e.Place)).ShouldBe(places);
    }

    [Fact]
    public void Errors_name_unknown_fields_but_no_values_and_nothing_that_is_no_name()
    {
        CoercionSchema.Coercion.TryJson(CoercionSchema.Json("""{"colour":"田中","name":5,"田中":1}"""), CoercionSchema.Type("Where"), out _, out var errors).ShouldBeFalse();

        errors.Select(e => e.Message).ShouldBe(
            ["The input type Where has no field \"colour\".", "The input type Where has no field of a name that was given.", "String takes text only."]);
    }

    [Fact]
    public void A_million_bad_items_are_fifty_errors()
    {
        CoercionSchema.Coercion.TryJson(CoercionSchema.Json($"[{string.Join(",", Enumerable.Repeat("\"x\"", 1_000_000))}]"), CoercionSchema.Type("[Int]"), out _, out var errors).ShouldBeFalse();

        errors.Count.ShouldBe(50);
    }

    [Fact]
    public void What_was_given_what_is_by_default_and_what_is_absent_can_be_told_apart()
    {
        CoercionSchema.Coercion.TryJson(CoercionSchema.Json("""{"grade":null}"""), CoercionSchema.Type("Where"), out var value, out _).ShouldBeTrue();

        var where = value.ShouldBeOfType<InputObject>();
        (where.Has("grade"), where.IsGiven("grade"), where["grade"]).ShouldBe((true, true, null));
        (where.Has("color"), where.IsGiven("color"), where["color"]).ShouldBe((true, false, "RED"));
        (where.Has("tags"), where.IsGiven("tags"), where["tags"]).ShouldBe((false, false, null));
        where.Count.ShouldBe(3);
        Should.Throw<ArgumentException>(() => where["nothing"]);
    }
}
