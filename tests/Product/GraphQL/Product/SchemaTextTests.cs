using System.Text;
using ChildLink.Api.GraphQL;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>The committed text of the schema, which clients generate their code from.</summary>
public sealed class SchemaTextTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_schema_is_the_one_that_is_served()
    {
        var made = SchemaMaker.Make(ProductSchema.Sdl);
        made.Errors.Select(e => e.Message).ShouldBeEmpty();
        var text = ProductSchema.TextOf(made.Schema!);
        var path = Path.Combine(Path.GetDirectoryName(RepositoryFolders.Policies)!, "openapi", "schema.graphql");
        if (Environment.GetEnvironmentVariable("CHILDLINK_WRITE_OPENAPI") == "1")
            await File.WriteAllBytesAsync(path, text, Ct);
        (await File.ReadAllTextAsync(path, Ct)).ReplaceLineEndings("\n")
            .ShouldBe(Encoding.UTF8.GetString(text), "openapi/schema.graphql drifted: run this test with CHILDLINK_WRITE_OPENAPI=1 and commit.");
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct);
        (await city.Client.GetByteArrayAsync("/graphql?sdl", Ct)).ShouldBe(text);
    }

    [Fact]
    public void Words_that_name_a_person_are_taken_by_post_only()
    {
        var query = SchemaMaker.Make(ProductSchema.Sdl).Schema!.Query;
        query.Fields.Where(f => f.AppliedDirectives.Any(d => d.Name.Value == ProductSchema.PostOnly)).Select(f => f.Name).ShouldBe(["searchChildren", "assignmentBatchPreview"]);
    }
}
