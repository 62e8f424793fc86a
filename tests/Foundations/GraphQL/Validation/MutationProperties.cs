using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.GraphQL.Validation;

public sealed class MutationProperties
{
    private static readonly Schema[] Schemas = [ValidationCase.Zoo, TestSchemas.Of(TestSchemas.Shop)];

    // What is added to a selection set (any composite type has __typename), to the operation's head, or to the end, and the rule it breaks.
    private static readonly (string Selection, string End, string Rule)[] Mistakes =
    [
        ("unknownField", "", "FieldsOnCorrectType"),
        ("c1: __typename { a }", "", "ScalarLeafs"),
        ("__typename(a: 1)", "", "KnownArgumentNames"),
        ("__typename @include(if: true, if: false)", "", "UniqueArgumentNames"),
        ("__typename @skip", "", "ProvidedRequiredArguments"),
        ("__typename @skip(if: \"no\")", "", "ValuesOfCorrectType"),
        ("__typename @skip(if: $nowhere)", "", "NoUndefinedVariables"),
        ("__typename @unknown", "", "KnownDirectives"),
        ("__typename @deprecated", "", "KnownDirectives"),
        ("__typename @skip(if: true) @skip(if: true)", "", "UniqueDirectivesPerLocation"),
        ("...Nowhere", "", "KnownFragmentNames"),
        ("... on Nowhere { __typename }", "", "KnownTypeNames"),
        ("... on Int { __typename }", "", "FragmentsOnCompositeTypes"),
        ("... on Query2 { __typename }", "", "KnownTypeNames"),
        ("c1: __typename c1: c2", "", "FieldsOnCorrectType"),
        ("__typename @include(if: { a: 1, a: 2 })", "", "UniqueInputFieldNames"),
        ("", "fragment Unused on T0 { __typename }", "NoUnusedFragments"),
        ("", "fragment Twice on T0 { __typename } fragment Twice on T0 { __typename }", "UniqueFragmentNames"),
        ("", "fragment Circle on T0 { ...Circle }", "NoFragmentCycles"),
        ("", "query Unused($unused: Int) { __typename }", "NoUnusedVariables"),
        ("", "query Unused($twice: Int, $twice: Int) { __typename }", "UniqueVariableNames"),
        ("", "query Unused($output: T0) { __typename }", "VariablesAreInputTypes"),
        ("", "query Conflict { a: __typename a: __schema { description } }", "OverlappingFieldsCanBeMerged"),
        ("", "query Position($p: Int) { __typename @skip(if: $p) }", "VariablesInAllowedPosition"),
        ("", "query Twice { __typename } query Twice { __typename }", "UniqueOperationNames"),
        ("", "query Named { __typename } { __typename }", "LoneAnonymousOperation"),
        ("", "scalar S", "ExecutableDefinitions"),
    ];

    [Fact]
    public void A_generated_document_is_valid() => Prop.ForAll<int>(seed =>
    {
        var schema = Schemas[seed & 1];
        var document = new RandomDocuments(schema, new Random(seed)).Next();
        ValidationCase.Errors(schema, document).ShouldBeEmpty(document);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void Each_mistake_in_a_generated_document_is_refused_by_its_rule()
    {
        foreach (var mistake in Mistakes)
        {
            Prop.ForAll<int>(seed =>
            {
                var random = new Random(seed);
                var schema = Schemas[seed & 1];
                var document = Planted(new RandomDocuments(schema, random).Next(), mistake, schema.Query.Name, random);
                ValidationCase.Errors(schema, document).ShouldContain(e => e.Rule == mistake.Rule, document);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
        }
    }

    [Fact]
    public void Messages_do_not_depend_on_fields_that_the_document_does_not_use()
    {
        var narrow = TestSchemas.Of("""
            type Query { child(id: ID!, filter: Filter): Child } type Child { name: String } input Filter { first: Int }
            """);
        var wide = TestSchemas.Of("""
            type Query { child(id: ID!, filter: Filter, secret: Int): Child childs: [Child] } type Child { name: String nam: String secret: Secret names: [String] } type Secret { a: Int }
            input Filter { first: Int firsts: Int }
            """);
        const string Document = "{ child { nme name { a } ... on Chld { x } } childz child(id: {}, filtr: 1, filter: { firs: 2, first: \"a\" }) @inclde { names2 } }";
        var errors = ValidationCase.Errors(narrow, Document);
        errors.Count.ShouldBeGreaterThan(8);
        ValidationCase.Errors(wide, Document).Select(e => (e.Message, string.Join(' ', e.Locations))).ShouldBe(errors.Select(e => (e.Message, string.Join(' ', e.Locations))));
    }

    private static string Planted(string document, (string Selection, string End, string Rule) mistake, string root, Random random)
    {
        var marks = document.Split(RandomDocuments.Mark);
        var at = random.Next(1, marks.Length);
        marks[at] = marks[at].Insert(marks[at].IndexOf('\n', StringComparison.Ordinal) + 1, mistake.Selection + " ");
        return string.Join(RandomDocuments.Mark, marks) + mistake.End.Replace("T0", root, StringComparison.Ordinal);
    }
}
