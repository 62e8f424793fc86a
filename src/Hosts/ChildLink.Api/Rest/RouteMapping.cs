namespace ChildLink.Api.Rest;

/// <summary>Maps operations: each demands a token and carries itself as metadata, from which the OpenAPI document is made.</summary>
internal static class RouteMapping
{
    public static void Map(this IEndpointRouteBuilder routes, Operation operation, Func<HttpContext, Task> handler) =>
        routes.MapMethods(operation.Path, [operation.Method], new RequestDelegate(handler)).RequireAuthorization().WithMetadata(operation);
}
