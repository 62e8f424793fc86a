using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document of the REST door, made from the operations, their problems and the offer of the views.</summary>
public static class RestDocument
{
    /// <summary>Where it is served; no token is needed.</summary>
    public const string Route = "/openapi/v1.json";

    private const string Name = "v1";

    /// <summary>Adds what makes the document.</summary>
    public static IServiceCollection AddRestDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(new RestDocumentTransformer());
        });

    /// <summary>Serves the document.</summary>
    public static void MapRestDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi(Route);
}
