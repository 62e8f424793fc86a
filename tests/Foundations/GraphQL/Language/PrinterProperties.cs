using ChildLink.GraphQL.Language;
using ChildLink.Tests.GraphQL.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.GraphQL.Language;

public sealed class PrinterProperties
{
    [Fact]
    public void Every_tree_reads_back_from_its_text_as_itself() => Prop.ForAll<int>(seed =>
    {
        var tree = new RandomSyntax(new Random(seed)).Document();
        var text = SyntaxPrinter.Print(tree);
        var read = GraphQLParser.Parse(SourceText.Utf8(text));
        read.Error.ShouldBeNull(text);
        SyntaxDump.Of(read.Document).ShouldBe(SyntaxDump.Of(tree), text);
        SyntaxPrinter.Print(read.Document!).ShouldBe(text);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void Spans_cover_the_text_of_their_nodes() => Prop.ForAll<int>(seed =>
    {
        var text = SyntaxPrinter.Print(new RandomSyntax(new Random(seed)).Document());
        var bytes = SourceText.Utf8(text);
        foreach (var definition in GraphQLParser.Parse(bytes).Document!.Definitions)
        {
            var piece = GraphQLParser.Parse(bytes.AsMemory()[definition.Span.Start..definition.Span.End]).Document!.Definitions.ShouldHaveSingleItem();
            SyntaxDump.Of(piece).ShouldBe(SyntaxDump.Of(definition));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_query_prints_as_people_write_it() =>
        Printed("query Q($a:Int=1@d,$b:[S!]!){x:f(a:$a,b:{c:[1,\"\\n\"]})@skip(if:true){...F,...on T{y}...{z}}}").ShouldBe("""
            query Q($a: Int = 1 @d, $b: [S!]!) {
              x: f(a: $a, b: {c: [1, "\n"]}) @skip(if: true) {
                ...F
                ... on T {
                  y
                }
                ... {
                  z
                }
              }
            }

            """);

    [Fact]
    public void A_schema_prints_as_people_write_it() =>
        Printed("\"\"\"T\n  t\"\"\" type T implements&A&B@d{\"f\" f(\"a\" a:Int=1 b:S):[T!]!}extend union U=|A|B directive@x(a:Int)repeatable on|FIELD|QUERY").ShouldBe("""""
            """
            T
            t
            """
            type T implements A & B @d {
              "f"
              f(
                "a"
                a: Int = 1
                b: S
              ): [T!]!
            }

            extend union U = A | B

            directive @x(a: Int) repeatable on FIELD | QUERY

            """"");

    [Theory]
    [InlineData("[[$a, 1.50], {b: ENUM}]")]
    [InlineData("\"\\\"\\\\\\u0000\"")]
    public void A_value_prints_alone(string value)
    {
        var document = GraphQLParser.Parse(SourceText.Utf8($"{{ f(a: {value}) }}")).Document!;
        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        SyntaxPrinter.Print(field.Arguments[0].Value).ShouldBe(value);
        SyntaxPrinter.Print(field.Arguments[0]).ShouldBe("a: " + value);
    }

    private static string Printed(string text) => SyntaxPrinter.Print(GraphQLParser.Parse(SourceText.Utf8(text)).Document!);
}
