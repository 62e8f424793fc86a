namespace ChildLink.Tests.GraphQL.Validation;

public sealed class OperationRuleTests
{
    [Theory]
    [InlineData("{ pet { __typename } } fragment F on Cat { id } query Q { keeper { ...F2 } } fragment F2 on Being { ...F } type T { a: Int } extend schema @x", "LoneAnonymousOperation 1:1; ExecutableDefinitions 1:108; ExecutableDefinitions 1:126")]
    [InlineData("query A { pet { __typename } } mutation B { remove } subscription C { tick }", "")]
    [InlineData("query A { any } query A { any } mutation A { remove }", "UniqueOperationNames 1:7 1:23; UniqueOperationNames 1:7 1:42")]
    [InlineData("query A { any } fragment A on Query { any }", "NoUnusedFragments 1:17")]
    [InlineData("{ any } { any }", "LoneAnonymousOperation 1:1; LoneAnonymousOperation 1:9")]
    [InlineData("{ any } subscription { tick }", "LoneAnonymousOperation 1:1; LoneAnonymousOperation 1:9")]
    public void Operations_are_named_apart_and_documents_only_execute(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("subscription { tick }", "")]
    [InlineData("subscription { ...F } fragment F on Subscription { tick ...F2 } fragment F2 on Subscription { tick }", "")]
    [InlineData("subscription { tick changed { id } }", "SingleFieldSubscriptions 1:21")]
    [InlineData("subscription { tick b: tick ... on Subscription { c: tick } }", "SingleFieldSubscriptions 1:21 1:51")]
    [InlineData("subscription S { ...F } fragment F on Subscription { tick ...F2 } fragment F2 on Subscription { changed { id } }", "SingleFieldSubscriptions 1:97")]
    [InlineData("subscription { __typename }", "SingleFieldSubscriptions 1:16")]
    [InlineData("subscription { tick @skip(if: true) ... @include(if: false) { changed { id } } }", "SingleFieldSubscriptions 1:21 1:41")]
    [InlineData("subscription ($a: Boolean!) { ...F @include(if: $a) } fragment F on Subscription { tick }", "SingleFieldSubscriptions 1:36")]
    [InlineData("subscription { ... on Query { any } }", "SingleFieldSubscriptions 1:14; PossibleFragmentSpreads 1:16")]
    [InlineData("query { any @skip(if: true) keeper { id } }", "")]
    public void Subscriptions_select_one_field_that_nothing_switches(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Fact]
    public void An_operation_the_schema_does_not_have_is_refused()
    {
        var shop = Generation.TestSchemas.Of(Generation.TestSchemas.Shop);
        var errors = ValidationCase.Errors(shop, "mutation { a { b } ...F } fragment F on Root { a }");
        errors.ShouldHaveSingleItem().Rule.ShouldBe("KnownOperationTypes");
        errors[0].Message.ShouldBe("The mutation operation is not supported by the schema.");
    }

    [Theory]
    [InlineData("query ($a: Float, $b: Float, $a: Float) { search(number: $a) s: search(number: $b) }", "UniqueVariableNames 1:9 1:31")]
    [InlineData("query ($a: Nothing, $b: [Unknown!]) { search(number: $a) s: search(number: $b) }", "KnownTypeNames 1:12; KnownTypeNames 1:26")]
    [InlineData("query ($a: Cat, $b: [Pet!]!, $c: Being) { search(number: $a) s: search(number: $b) t: search(number: $c) }", "VariablesInAllowedPosition 1:8 1:58; VariablesAreInputTypes 1:12; VariablesInAllowedPosition 1:17 1:80; VariablesAreInputTypes 1:21; VariablesInAllowedPosition 1:30 1:102; VariablesAreInputTypes 1:34")]
    [InlineData("query ($a: ToyFilter, $b: Unit, $c: Any) { search(by: $a) any(value: $c) being(id: 1) { ... on Animal { weight(unit: $b) } } }", "")]
    [InlineData("query Q { search(number: $a) ...F } query R($a: Float) { ...F } fragment F on Query { s: search(number: $a) }", "NoUndefinedVariables 1:26 1:1; NoUndefinedVariables 1:105 1:1")]
    [InlineData("query ($a: Float, $b: Float) { search(number: $a) }", "NoUnusedVariables 1:19")]
    [InlineData("query A($a: Float) { ...F } query B($a: Float) { any } fragment F on Query { search(number: $a) }", "NoUnusedVariables 1:37")]
    [InlineData("query ($a: Int = \"x\", $b: Choice = { id: 1, name: \"x\" }, $c: Int! = null) { search(number: $a) things(choice: { id: 1 }, choices: [$b]) { __typename } f: search(number: $c) }", "VariablesInAllowedPosition 1:8 1:92; ValuesOfCorrectType 1:18; ValuesOfCorrectType 1:36; VariablesInAllowedPosition 1:58 1:170; ValuesOfCorrectType 1:69")]
    public void Variables_are_defined_once_typed_and_used(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("query ($a: ID) { being(id: $a) { id } }", "VariablesInAllowedPosition 1:8 1:28")]
    [InlineData("query ($a: ID = 1) { being(id: $a) { id } }", "")]
    [InlineData("query ($a: ID = null) { being(id: $a) { id } }", "VariablesInAllowedPosition 1:8 1:35")]
    [InlineData("query ($a: Unit) { being(id: 1) { ... on Cat { weight(unit: $a) } } }", "")]
    [InlineData("query ($a: [ID!]!, $b: [ID]!, $c: ID!) { x: beings(ids: $a) { id } y: beings(ids: $b) { id } z: beings(ids: $c) { id } u: beings(ids: [$c]) { id } }", "VariablesInAllowedPosition 1:20 1:83; VariablesInAllowedPosition 1:31 1:109")]
    [InlineData("query ($a: Int) { search(number: $a) }", "VariablesInAllowedPosition 1:8 1:34")]
    [InlineData("query ($a: Int, $b: Int! = 2) { search(by: { minimum: $a, maximum: $b }) }", "")]
    [InlineData("query ($a: ID, $b: ID!, $c: ID = 1) { remove: things(choice: { id: $b }, choices: [{ id: $b }]) { __typename } search(by: { choice: { id: $a } }) s: search(by: { choice: { id: $c } }) }", "VariablesInAllowedPosition 1:8 1:139; VariablesInAllowedPosition 1:25 1:177")]
    [InlineData("query ($a: Boolean) { any @skip(if: $a) }", "VariablesInAllowedPosition 1:8 1:37")]
    [InlineData("query ($a: Boolean = true) { any @skip(if: $a) }", "")]
    public void Variables_fit_where_they_stand(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);
}
