using ChildLink.Api.Composition;

namespace ChildLink.Api.OpenApi;

/// <summary>Swagger UI, where no resident is real.</summary>
public static class SwaggerPage
{
    private const string Folder = "swagger";

    // The page loads its own files and reads this server, nothing else. It sets styles from script and inline,
    // and its icons are data addresses; scripts stay files.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page in a synthetic cluster; elsewhere there is nothing. Call it before routing.</summary>
    public static void UseSwaggerPage(this IApplicationBuilder app, MunicipalityPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.SyntheticCluster is null)
            return;
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/" + Folder, StringComparison.OrdinalIgnoreCase), page =>
        {
            page.Use((http, next) =>
            {
                http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
                return next(http);
            });
            page.UseSwaggerUI(options =>
            {
                options.RoutePrefix = Folder;
                options.DocumentTitle = "ChildLink REST API";
                options.SwaggerEndpoint(RestDocument.Route, "ChildLink v1");
            });
        });
    }
}
