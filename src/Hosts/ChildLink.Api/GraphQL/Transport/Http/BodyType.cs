using ChildLink.Api.GraphQL.Transport.Requests;
using Microsoft.Net.Http.Headers;

namespace ChildLink.Api.GraphQL.Transport.Http;

/// <summary>Which bodies are read: JSON in UTF-8, plain. The simple types that a browser sends for any site without asking (forms, plain text) are not among them.</summary>
internal static class BodyType
{
    /// <summary>What is wrong with the type of a body, or null.</summary>
    public static RequestFault? FaultOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return new RequestFault(TransportProblem.MediaTypeUnsupported, "Content-Type", "must be application/json.");
        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return new RequestFault(TransportProblem.MediaTypeUnsupported, "Content-Type", "must be in UTF-8.");
        // A few bytes can unpack to gigabytes.
        return request.Headers.ContentEncoding.Count == 0 || request.Headers.ContentEncoding is ["identity"]
            ? null
            : new RequestFault(TransportProblem.MediaTypeUnsupported, "Content-Encoding", "must be absent.");
    }
}
