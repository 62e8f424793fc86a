using ChildLink.GraphQL.Validation;

namespace ChildLink.Tests.GraphQL.Validation;

public sealed class ValueRuleTests
{
    [Theory]
    [InlineData("{ any(nothing: 1) }", "KnownArgumentNames 1:7")]
    [InlineData("{ any(value: 1, value: 2) }", "UniqueArgumentNames 1:7 1:17")]
    [InlineData("{ being { id } }", "ProvidedRequiredArguments 1:3")]
    [InlineData("{ being(id: 1) { friends(first: null) { id } ... on Animal { weight } } }", "")]
    [InlineData("{ required(input: { a: 1 }) }", "ValuesOfCorrectType 1:19")]
    [InlineData("{ required(input: { a: 1, b: \"\", d: 2 }) }", "ValuesOfCorrectType 1:34")]
    [InlineData("{ required(input: { a: 1, a: 2, b: \"\" }) }", "UniqueInputFieldNames 1:21 1:27")]
    [InlineData("{ any(value: { a: { b: 1, b: 2 } }) }", "UniqueInputFieldNames 1:21 1:27")]
    public void Arguments_and_input_fields_are_known_given_and_once(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("minimum: 1", true)]
    [InlineData("minimum: -2147483648", true)]
    [InlineData("minimum: 2147483648", false)]
    [InlineData("minimum: 99999999999999999999999999", false)]
    [InlineData("minimum: 1.0", false)]
    [InlineData("minimum: \"1\"", false)]
    [InlineData("minimum: null", false)]
    [InlineData("maximum: null", true)]
    [InlineData("maximum: ONE", false)]
    [InlineData("maximum: [1]", false)]
    [InlineData("name: \"\"\"x\"\"\"", true)]
    [InlineData("name: 1", false)]
    [InlineData("name: true", false)]
    [InlineData("levels: LOW", true)]
    [InlineData("levels: [LOW, HIGH]", true)]
    [InlineData("levels: []", true)]
    [InlineData("levels: null", true)]
    [InlineData("levels: [null]", false)]
    [InlineData("levels: [[LOW]]", false)]
    [InlineData("levels: \"LOW\"", false)]
    [InlineData("levels: LOWEST", false)]
    [InlineData("levels: true", false)]
    [InlineData("inner: {}", true)]
    [InlineData("inner: []", false)]
    [InlineData("inner: 1", false)]
    [InlineData("inner: { inner: { minimum: {} } }", false)]
    [InlineData("choice: { id: 1 }", true)]
    [InlineData("choice: { id: \"x\" }", true)]
    [InlineData("choice: { id: 1.5 }", false)]
    [InlineData("choice: { id: null }", false)]
    [InlineData("choice: {}", false)]
    [InlineData("choice: { numbers: 1 }", true)]
    [InlineData("choice: { numbers: [1, 2] }", true)]
    [InlineData("choice: { numbers: [null] }", false)]
    [InlineData("day: { any: [1, X] }", true)]
    public void Literals_are_of_their_type(string field, bool isValid) => (ValidationCase.Verdict($"{{ search(by: {{ {field} }}) }}").Length == 0).ShouldBe(isValid);

    [Theory]
    [InlineData("number: 1", true)]
    [InlineData("number: 1e400", true)]
    [InlineData("number: \"1\"", false)]
    [InlineData("flag: true", true)]
    [InlineData("flag: 1", false)]
    [InlineData("flag: TRUE", false)]
    [InlineData("many: { minimum: 1 }", true)]
    [InlineData("many: [{}, null]", true)]
    [InlineData("many: [{}, 1]", false)]
    public void Literals_of_other_scalars_and_lists_are_of_their_type(string argument, bool isValid) => (ValidationCase.Verdict($"{{ search({argument}) }}").Length == 0).ShouldBe(isValid);

    [Theory]
    [InlineData("{ things(choice: { id: 1, name: \"x\" }) { __typename } }", "ValuesOfCorrectType 1:18")]
    [InlineData("{ things(choice: { nothing: 1 }) { __typename } }", "ValuesOfCorrectType 1:18; ValuesOfCorrectType 1:20")]
    [InlineData("{ things(choice: { id: 1, nothing: 2 }) { __typename } }", "ValuesOfCorrectType 1:27")]
    public void One_of_an_input_object_is_given(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Fact]
    public void Messages_repeat_no_literal_and_suggest_no_name()
    {
        var errors = ValidationCase.Errors(ValidationCase.Zoo, "{ search(number: \"山田花子\", flag: 13101, by: { nam: \"秘密\", minimum: 4242424242 }) keepr { name } pet { nme } any @skp }");
        errors.Count.ShouldBe(7);
        foreach (var message in errors.Select(e => e.Message))
        {
            message.ShouldNotContain("Did you mean");
            message.ShouldNotContain("山田");
            message.ShouldNotContain("秘密");
            message.ShouldNotContain("13101");
            message.ShouldNotContain("4242424242");
            message.ShouldNotContain("\"name\"");
            message.ShouldNotContain("keeper");
        }
    }

    [Fact]
    public void Errors_bear_a_code_and_stop_at_the_limit()
    {
        var document = "{" + string.Concat(Enumerable.Range(0, 300).Select(i => $" x{i}")) + " }";
        var errors = ValidationCase.Errors(ValidationCase.Zoo, document);
        errors.Count.ShouldBe(101);
        errors.ShouldAllBe(e => e.Code == DocumentValidator.ErrorCode);
        errors[^1].Rule.ShouldBe(ValidationRules.Limits);
        ValidationCase.Errors(ValidationCase.Zoo, document, new ValidationLimits(MaxErrors: 3)).Count.ShouldBe(4);
        ValidationCase.Errors(ValidationCase.Zoo, "{ any }", new ValidationLimits(MaxWork: 2)).ShouldHaveSingleItem().Message.ShouldContain("too complex");
    }
}
