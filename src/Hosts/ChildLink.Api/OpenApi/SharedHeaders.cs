using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Headers of answers.</summary>
internal static class SharedHeaders
{
    private const string RequestId = "RequestId";
    private const string RetryAfter = "RetryAfter";
    private const string Challenge = "Challenge";

    public static Dictionary<string, IOpenApiHeader> Components => new(StringComparer.Ordinal)
    {
        [RequestId] = new OpenApiHeader { Description = "Id of the request; the same id stands in the access log.", Schema = Shape.Uuid() },
        [RetryAfter] = new OpenApiHeader { Description = "Seconds to wait.", Schema = Shape.Count() },
        [Challenge] = new OpenApiHeader { Description = "Challenge (RFC 6750).", Schema = Shape.Text() },
    };

    public static Dictionary<string, IOpenApiHeader> OfAnswer(OpenApiDocument document) => One(Answering.RequestIdHeader, RequestId, document);

    /// <summary>Headers of a problem; null where there are none of its own.</summary>
    public static Dictionary<string, IOpenApiHeader>? OfProblem(int status, OpenApiDocument document) => status switch
    {
        StatusCodes.Status401Unauthorized => One("WWW-Authenticate", Challenge, document),
        StatusCodes.Status503ServiceUnavailable => One("Retry-After", RetryAfter, document),
        _ => null,
    };

    private static Dictionary<string, IOpenApiHeader> One(string name, string component, OpenApiDocument document) =>
        new(StringComparer.Ordinal) { [name] = new OpenApiHeaderReference(component, document) };
}
