using System.Net;
using System.Security.Cryptography;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class GraphiQLPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_a_closed_policy_and_loads_its_own_files_only()
    {
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct, TestSchema.Served);
        using var page = await city.Client.GetAsync("/graphiql", Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self';");
        var html = await page.Content.ReadAsStringAsync(Ct);
        html.ShouldNotMatch("<script>|<script (?![^>]*src=)|\\son[a-z]+=|//");
        foreach (var name in html.Split('"').Where(p => p.EndsWith(".js", StringComparison.Ordinal) || p.EndsWith(".css", StringComparison.Ordinal)).Append("LICENSES.txt"))
            (await city.Client.GetByteArrayAsync($"/graphiql/{name}", Ct)).ShouldNotBeEmpty(name);
        (await city.Client.GetAsync("/graphiql/unknown.js", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("graphiql.min.js", "a330a2be1d2389486840a9d0a834767d9083a23f105879e0de54e4fce83d3513")]
    [InlineData("react.production.min.js", "d949f1c3687aedadcedac85261865f29b17cd273997e7f6b2bfc53b2f9d4c4dd")]
    [InlineData("react-dom.production.min.js", "35f4f974f4b2bcd44da73963347f8952e341f83909e4498227d4e26b98f66f0d")]
    public async Task Scripts_of_others_are_those_that_their_makers_published(string name, string sha256)
    {
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct, TestSchema.Served);
        Convert.ToHexStringLower(SHA256.HashData(await city.Client.GetByteArrayAsync($"/graphiql/{name}", Ct))).ShouldBe(sha256);
    }

    [Fact]
    public async Task Where_registered_documents_alone_are_run_there_is_neither_page_nor_schema()
    {
        var folder = Directory.CreateTempSubdirectory("childlink-trusted-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Who.graphql"), "{ me { person } }", Ct);
            var options = new GraphQLOptions { TrustedDocuments = folder.FullName, TrustedOnly = true };
            await using var city = await ServedCity.StartAsync(synthetic: true, Ct, TestSchema.Served, options);
            (await city.Client.GetAsync("/graphiql/index.html", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await city.Client.GetAsync("/graphql?sdl", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task There_is_no_page_outside_of_a_synthetic_cluster()
    {
        await using var city = await ServedCity.StartAsync(synthetic: false, Ct, TestSchema.Served);
        foreach (var path in new[] { "/graphiql", "/graphiql/index.html", "/graphiql/graphiql.min.js" })
            (await city.Client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
