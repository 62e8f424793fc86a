using System.Text;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class SchemaRuleTests
{
    public static TheoryData<string> Names => [.. SchemaRuleCases.All.Select(c => c.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_has_exactly_the_errors_of_the_rules_it_breaks(string name)
    {
        foreach (var rule in SchemaRuleCases.All.Where(c => c.Name == name))
        {
            var made = SchemaMaker.Make(Encoding.UTF8.GetBytes(rule.Sdl));

            made.Errors.Count.ShouldBe(rule.Errors.Length, string.Join("\n", made.Errors.Select(e => e.Message)));
            (made.Schema is null).ShouldBe(rule.Errors.Length > 0);
            foreach (var (error, piece) in made.Errors.Zip(rule.Errors))
                error.Message.ShouldContain(piece);
        }
    }

    [Fact]
    public void Names_of_cases_are_unique_within_their_table() => SchemaRuleCases.All.Select(c => c.Name + c.Sdl).ShouldBeUnique();

    [Fact]
    public void An_error_stands_at_all_places_it_is_about()
    {
        var made = SchemaMaker.Make("""
            type Query { a: Int }
            "何か" type A { b: Int }
            extend type A { b: Int }
            """u8.ToArray());

        made.Errors.ShouldHaveSingleItem().Locations.Select(l => (l.Line, l.Column)).ShouldBe([(2, 15), (3, 17)]);
    }

    [Fact]
    public void A_text_that_is_no_SDL_gives_the_error_of_the_parser() =>
        SchemaMaker.Make("type Query {"u8.ToArray()).Errors.ShouldHaveSingleItem().Locations.ShouldHaveSingleItem().Line.ShouldBe(1);
}
