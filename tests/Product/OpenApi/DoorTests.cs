using System.Net;
using System.Text.Json.Nodes;
using ChildLink.Api.OpenApi;
using ChildLink.Api.Rest;
using Microsoft.AspNetCore.Routing;

namespace ChildLink.Tests.Product.OpenApi;

public sealed class DoorTests
{
    private const string FirstPage = "/swagger/index.html";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mapped_operation_is_in_the_document_and_the_other_way_round()
    {
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct);
        var mapped = ((IEndpointRouteBuilder)city.App).DataSources.SelectMany(s => s.Endpoints)
            .Select(e => e.Metadata.GetMetadata<Operation>()).OfType<Operation>().ToDictionary(o => o.Name, StringComparer.Ordinal);
        var paths = ((IEndpointRouteBuilder)city.App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal));

        paths.ShouldAllBe(e => e.Metadata.GetMetadata<Operation>() != null);
        (await OperationsAsync()).Select(o => o.Name).Order(StringComparer.Ordinal).ShouldBe(mapped.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_names_the_purposes_of_every_operation_but_ones_own_rights()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            var purposes = operation["x-purposes"]?.AsArray().Select(p => p!.GetValue<string>());
            if (name == Operations.Me.Name)
                purposes.ShouldBeNull();
            else
                purposes.ShouldNotBeNull(name).ShouldNotBeEmpty(name);
        }
    }

    [Fact]
    public async Task Document_needs_no_token()
    {
        await using var city = await ServedCity.StartAsync(synthetic: false, Ct);

        (await city.Client.GetStringAsync(RestDocument.Route, Ct)).ShouldBe(await DocumentHost.TextAsync(Ct));
    }

    [Fact]
    public async Task Swagger_page_has_a_closed_policy_in_a_synthetic_cluster()
    {
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct);

        using var page = await city.Client.GetAsync(FirstPage, Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self';");
        (await page.Content.ReadAsStringAsync(Ct)).ShouldNotMatch("<script>|<script (?![^>]*src=)|\\son[a-z]+=");
        using var script = await city.Client.GetAsync("/swagger/swagger-ui-bundle.js", Ct);
        script.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task There_is_no_swagger_page_outside_of_a_synthetic_cluster()
    {
        await using var city = await ServedCity.StartAsync(synthetic: false, Ct);

        (await city.Client.GetAsync(FirstPage, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<(string Name, JsonNode Operation)>> OperationsAsync() =>
        [.. JsonNode.Parse(await DocumentHost.TextAsync(Ct))!["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(o => ($"{o.Key.ToUpperInvariant()} {path.Key}", o.Value!)))];
}
