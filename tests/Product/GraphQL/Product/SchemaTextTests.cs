using System.Text;
using ChildLink.Api.GraphQL;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>The committed text of the schema, which clients generate their code from.</summary>
public sealed class SchemaTextTests
{
    [Fact]
    public async Task The_committed_schema_is_the_one_that_is_served()
    {
        var made = SchemaMaker.Make(ProductSchema.Sdl);
        made.Errors.Select(e => e.Message).ShouldBeEmpty();
        var printed = SchemaPrinter.Print(made.Schema!).ReplaceLineEndings("\n");
        var path = Path.Combine(Path.GetDirectoryName(RepositoryFolders.Policies)!, "openapi", "schema.graphql");
        if (Environment.GetEnvironmentVariable("CHILDLINK_WRITE_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, printed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            .ShouldBe(printed, "openapi/schema.graphql drifted: run this test with CHILDLINK_WRITE_OPENAPI=1 and commit.");
    }

    [Fact]
    public void Words_that_name_a_person_are_taken_by_post_only()
    {
        var query = SchemaMaker.Make(ProductSchema.Sdl).Schema!.Query;
        query.Fields.Where(f => f.AppliedDirectives.Any(d => d.Name.Value == ProductSchema.PostOnly)).Select(f => f.Name).ShouldBe(["searchChildren"]);
    }
}
