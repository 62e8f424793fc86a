namespace ChildLink.Tests.GraphQL.Validation;

public sealed class SelectionRuleTests
{
    [Theory]
    [InlineData("{ nothing }", "FieldsOnCorrectType 1:3")]
    [InlineData("{ a: nothing { deeper { still } } }", "FieldsOnCorrectType 1:3")]
    [InlineData("{ pet { __typename name } }", "FieldsOnCorrectType 1:20")]
    [InlineData("{ being(id: 1) { legs ... on Animal { legs } } }", "FieldsOnCorrectType 1:18")]
    [InlineData("{ keeper { __schema { types { name } } } __schema { types { name } } __type(name: \"A\") { name } }", "FieldsOnCorrectType 1:12")]
    [InlineData("{ keeper }", "ScalarLeafs 1:3")]
    [InlineData("{ any { a } being(id: 1) { level { x } } }", "ScalarLeafs 1:7; ScalarLeafs 1:34")]
    public void Fields_are_there_and_end_in_leafs(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("{ keeper { id id a: id a: id name } }", "")]
    [InlineData("{ keeper { a: id a: name } }", "OverlappingFieldsCanBeMerged 1:12 1:18")]
    [InlineData("{ keeper { a: id ...F } } fragment F on Keeper { a: name }", "OverlappingFieldsCanBeMerged 1:12 1:50")]
    [InlineData("{ any(value: 1) any(value: 2) }", "OverlappingFieldsCanBeMerged 1:3 1:17")]
    [InlineData("{ any any(value: 1) }", "OverlappingFieldsCanBeMerged 1:3 1:7")]
    [InlineData("{ any(value: {a: 1, b: [$x]}) any(value: {b: [$x], a: 1}) }", "NoUndefinedVariables 1:25 1:1; NoUndefinedVariables 1:47 1:1")]
    [InlineData("{ any(value: 1) any(value: 1.0) }", "OverlappingFieldsCanBeMerged 1:3 1:17")]
    [InlineData("{ pet { ... on Cat { x: meows(loud: true) } ... on Dog { x: barks } } }", "OverlappingFieldsCanBeMerged 1:22 1:58")]
    [InlineData("{ pet { ... on Cat { x: legs } ... on Dog { x: barks } } }", "OverlappingFieldsCanBeMerged 1:22 1:45")]
    [InlineData("{ pet { ... on Cat { x: name } ... on Dog { x: name } } }", "")]
    [InlineData("{ pet { ... on Cat { x: note } ... on Dog { x: name } } }", "")]
    [InlineData("{ pet { ... on Cat { mood } ... on Dog { mood } } }", "OverlappingFieldsCanBeMerged 1:22 1:42")]
    [InlineData("{ being(id: 1) { x: name ... on Cat { x: note } } }", "OverlappingFieldsCanBeMerged 1:18 1:39")]
    [InlineData("{ pet { ... on Cat { best { y: name } } ... on Dog { best { y: size } } } }", "OverlappingFieldsCanBeMerged 1:22 1:29 1:54 1:61")]
    [InlineData("{ keeper { a: name } keeper { a: id b: name b: id } }", "OverlappingFieldsCanBeMerged 1:3 1:12 1:22 1:31; OverlappingFieldsCanBeMerged 1:37 1:45")]
    [InlineData("{ keeper { friends { x: id } } ...F ...G } fragment F on Query { keeper { friends { x: name } } } fragment G on Query { keeper { friends { x: level } } }", "OverlappingFieldsCanBeMerged 1:3 1:12 1:22 1:66 1:75 1:85; OverlappingFieldsCanBeMerged 1:3 1:12 1:22 1:121 1:130 1:140; OverlappingFieldsCanBeMerged 1:66 1:75 1:85 1:121 1:130 1:140")]
    public void Fields_of_one_key_are_one(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("{ ...F } fragment F on Query { any } fragment F on Query { any }", "UniqueFragmentNames 1:19 1:47")]
    [InlineData("{ ...Missing }", "KnownFragmentNames 1:6")]
    [InlineData("{ any } fragment F on Query { any }", "NoUnusedFragments 1:9")]
    [InlineData("{ any } fragment F on Query { ...G } fragment G on Query { any }", "NoUnusedFragments 1:9; NoUnusedFragments 1:38")]
    [InlineData("{ ...F ... on Nothing { a } } fragment F on Nowhere { a }", "KnownTypeNames 1:15; KnownTypeNames 1:45")]
    [InlineData("{ ...F ... on Level { a } } fragment F on ToyFilter { a }", "FragmentsOnCompositeTypes 1:15; FragmentsOnCompositeTypes 1:43")]
    [InlineData("{ ...F } fragment F on Query { any ...F }", "NoFragmentCycles 1:36")]
    [InlineData("{ ...A } fragment A on Query { ...B } fragment B on Query { any ...C } fragment C on Query { ... on Query { ...A } }", "NoFragmentCycles 1:32 1:65 1:109")]
    [InlineData("{ ...A } fragment A on Query { keeper { pets { ... on Cat { ...B } } } } fragment B on Cat { friends { ...B } }", "NoFragmentCycles 1:104")]
    [InlineData("{ pet { ... on Toy { name } ...F ... on Being { id } ... on Animal { id } } } fragment F on Keeper { id }", "PossibleFragmentSpreads 1:9; PossibleFragmentSpreads 1:29")]
    [InlineData("{ pet { ...F ... on Thing { __typename } } } fragment F on Pet { ... on Cat { ... on Being { ... on Animal { id } } } }", "")]
    public void Fragments_are_known_used_possible_and_end(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("{ any @nothing @skip(if: true) }", "KnownDirectives 1:7")]
    [InlineData("query @skip(if: true) { any @deprecated }", "KnownDirectives 1:7; KnownDirectives 1:29")]
    [InlineData("query ($a: Int @mark(n: 1) @note) @note { search(number: $a) ...F @note ... @mark(n: 1) { any } } fragment F on Query @mark(n: 2) { any }", "VariablesInAllowedPosition 1:8 1:58; KnownDirectives 1:28")]
    [InlineData("{ any @mark(n: 1) @mark(n: 1) @note @note @note }", "UniqueDirectivesPerLocation 1:31 1:37; UniqueDirectivesPerLocation 1:31 1:43")]
    [InlineData("{ any @mark @note(text: 3, x: 1, x: 2) }", "ProvidedRequiredArguments 1:7; ValuesOfCorrectType 1:25; KnownArgumentNames 1:28; UniqueArgumentNames 1:28 1:34; KnownArgumentNames 1:34")]
    public void Directives_are_known_in_place_and_once(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }", "")]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "MaxIntrospectionDepth 1:3")]
    [InlineData("{ __type(name: \"A\") { ...T } } fragment T on __Type { fields { type { ...U } } } fragment U on __Type { possibleTypes { ...V } } fragment V on __Type { interfaces { name } }", "MaxIntrospectionDepth 1:3")]
    public void Introspection_does_not_multiply_lists(string document, string verdict) => ValidationCase.Verdict(document).ShouldBe(verdict);
}
