using System.Text;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class SchemaPrinterTests
{
    [Fact]
    public void A_printed_schema_keeps_descriptions_and_directives_and_merges_extensions() => SchemaPrinter.Print(CoercionSchema.Make("""
        extend type Query implements I
        extend scalar S @specifiedBy(url: "u")
        "二行\nの説明" schema @tag(name: "s") { query: Query }
        type Query { "field" a("arg" b: [P!]! = [{x: 1}] @deprecated): S! @deprecated(reason: "old") @tag(name: "f") a2: S }
        interface I { a2: S }
        scalar S
        directive @tag(name: String!) repeatable on SCHEMA | FIELD_DEFINITION
        input P @oneOf { x: Int y: E }
        enum E { "eins" A B @deprecated }
        union U = Query
        """)).ShouldBe(""""
        """
        二行
        の説明
        """
        schema @tag(name: "s") {
          query: Query
        }

        directive @tag(name: String!) repeatable on SCHEMA | FIELD_DEFINITION

        type Query implements I {
          "field"
          a(
            "arg"
            b: [P!]! = [{x: 1}] @deprecated
          ): S! @deprecated(reason: "old") @tag(name: "f")
          a2: S
        }

        interface I {
          a2: S
        }

        scalar S @specifiedBy(url: "u")

        input P @oneOf {
          x: Int
          y: E
        }

        enum E {
          "eins"
          A
          B @deprecated
        }

        union U = Query

        """");

    [Theory]
    [InlineData("type Query { a: Int }", false)]
    [InlineData("type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }", false)]
    [InlineData("schema { query: Query } type Query { a: Int } type Mutation { a: Int }", true)]
    [InlineData("schema { query: Q } type Q { a: Int }", true)]
    [InlineData("extend schema { mutation: M } type Query { a: Int } type M { a: Int }", true)]
    [InlineData("\"said\" schema { query: Query } type Query { a: Int }", true)]
    public void The_schema_itself_is_printed_only_where_default_names_do_not_say_it(string sdl, bool expected) =>
        SchemaPrinter.Print(CoercionSchema.Make(sdl)).Contains("schema", StringComparison.Ordinal).ShouldBe(expected);

    [Fact]
    public void Built_in_types_and_directives_are_left_out_and_own_directives_of_their_name_are_not()
    {
        SchemaPrinter.Print(CoercionSchema.Make("scalar String type __Type { a: Int } type Query { a: String }")).ShouldBe("type Query {\n  a: String\n}\n");
        SchemaPrinter.Print(CoercionSchema.Make("directive @skip on OBJECT type Query @skip { a: Int }")).ShouldStartWith("directive @skip on OBJECT\n");
    }

    [Fact]
    public void Making_a_printed_schema_gives_an_equal_one() => Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
    {
        var schema = CoercionSchema.Make(SdlGenerator.Make(seed.Get).Text);
        var printed = SchemaPrinter.Print(schema);
        var again = SchemaMaker.Make(Encoding.UTF8.GetBytes(printed)).Schema.ShouldNotBeNull();

        SchemaFacts.Of(again).ShouldBe(SchemaFacts.Of(schema));
        SchemaPrinter.Print(again).ShouldBe(printed);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
