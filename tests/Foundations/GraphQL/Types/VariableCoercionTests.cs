using System.Text.Json;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class VariableCoercionTests
{
    [Fact]
    public void An_error_names_the_variable_and_the_place_inside_but_not_the_value()
    {
        var errors = Errors("$ok: Int, $where: [Where!]", """{"ok":1,"where":[{},{"and":[{"grade":"田中"}]}]}""");

        errors.ShouldHaveSingleItem().Message.ShouldBe("The variable \"$where\" has an invalid value at \"where[1].and[0].grade\". Int takes whole numbers only.");
        errors[0].Locations.ShouldHaveSingleItem().Column.ShouldBe(17);
    }

    [Fact]
    public void Every_bad_variable_is_told() =>
        Errors("$a: Int!, $b: Int!, $c: Color, $d: Int", """{"b":null,"c":"BLUE","d":true,"e":1}""").Select(e => e.Message).ShouldBe(
        [
            "The variable \"$a\" has an invalid value. A value of non-null type Int! must be given.",
            "The variable \"$b\" has an invalid value. A value of non-null type Int! must not be null.",
            "The variable \"$c\" has an invalid value. The enum Color has no such value.",
            "The variable \"$d\" has an invalid value. Int takes whole numbers only.",
        ]);

    [Fact]
    public void Absent_null_default_and_given_are_four_different_things()
    {
        var variables = CoercionSchema.Variables("$absent: Int, $null: Int = 1, $default: Where = {grade: 2}, $given: Int = 1", """{"null":null,"given":3}""");

        variables.TryGet("absent", out _).ShouldBeFalse();
        Given(variables, "null").ShouldBe("null");
        Given(variables, "default").ShouldBe("""{"grade":2,"name":"x","color":"RED"}""");
        Given(variables, "given").ShouldBe("3");
        variables.TryGet("never declared", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    public void Variables_that_are_no_object_are_refused(string json) => Errors("$a: Int", json).ShouldHaveSingleItem().Message.ShouldBe("Variables must be an object.");

    [Theory]
    [InlineData("$a: Query")]
    [InlineData("$a: Nothing")]
    public void A_variable_of_no_input_type_is_refused_and_does_no_harm(string definitions) => Errors(definitions, "{}").Count.ShouldBe(1);

    [Fact]
    public void Null_and_no_variables_at_all_count_as_none()
    {
        var (document, operation, _) = CoercionSchema.Operation("$a: Int = 4", "");
        CoercionSchema.Coercion.TryVariables(CoercionSchema.Schema, operation, document.Source, default, out var variables, out _).ShouldBeTrue();
        Given(variables, "a").ShouldBe("4");
        Given(CoercionSchema.Variables("$a: Int = 4", "null"), "a").ShouldBe("4");
    }

    private static string Given(VariableValues variables, string name)
    {
        variables.TryGet(name, out var value).ShouldBeTrue();
        return CoercedText.Of(value);
    }

    private static IReadOnlyList<GraphQLError> Errors(string definitions, string json)
    {
        var (document, operation, _) = CoercionSchema.Operation(definitions, "");
        CoercionSchema.Coercion.TryVariables(CoercionSchema.Schema, operation, document.Source, CoercionSchema.Json(json), out var variables, out var errors).ShouldBeFalse();
        variables.ShouldBeSameAs(VariableValues.None);
        return errors;
    }
}
