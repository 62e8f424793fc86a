using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport;

namespace ChildLink.Api.GraphQL.Page;

/// <summary>GraphiQL, where no resident is real. Its files lie packed in the assembly; nothing comes from elsewhere.</summary>
internal static class GraphiQLPage
{
    private const string Folder = "/graphiql";
    private const string Prefix = "ChildLink.Api.GraphQL.Page.Files.";
    private const string Packed = ".br";

    // The page loads its own files and reads this server, nothing else. Its editor sets styles from script; scripts stay files.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Assembly Home = typeof(GraphiQLPage).Assembly;

    private static readonly FrozenDictionary<string, string> Resources = Home.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(n => n[Prefix.Length..].Replace(Packed, "", StringComparison.Ordinal), StringComparer.Ordinal);

    /// <summary>Maps the page in a synthetic cluster whose door runs any document; elsewhere there is nothing.</summary>
    public static void MapGraphiQL(this IEndpointRouteBuilder routes, MunicipalityPlace place, GraphQLOptions options)
    {
        if (place.SyntheticCluster is null || options.TrustedOnly)
            return;
        routes.MapGet(Folder, new RequestDelegate(http =>
        {
            http.Response.Redirect(Folder + "/index.html");
            return Task.CompletedTask;
        }));
        foreach (var (name, resource) in Resources)
            routes.MapGet($"{Folder}/{name}", new RequestDelegate(http => SendAsync(http, name, resource)));
    }

    private static async Task SendAsync(HttpContext http, string name, string resource)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        await using var file = Home.GetManifestResourceStream(resource)!;
        // Unpacked here: over plain HTTP most browsers do not take this packing.
        await using var content = resource.EndsWith(Packed, StringComparison.Ordinal) ? new BrotliStream(file, CompressionMode.Decompress) : file;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
