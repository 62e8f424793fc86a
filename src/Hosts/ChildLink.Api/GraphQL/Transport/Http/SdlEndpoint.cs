using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ChildLink.Api.GraphQL.Transport.Http;

/// <summary>The text of the schema, as public as the OpenAPI document: it holds names, nobody's data.</summary>
internal sealed class SdlEndpoint(ReadOnlyMemory<byte> sdl)
{
    private readonly string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(sdl.Span))}\"";

    /// <summary>Whether a request asks for it: <c>GET /graphql?sdl</c>.</summary>
    public static bool IsAsked(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Query.ContainsKey("sdl") && !request.Query.ContainsKey("query");

    /// <summary>Answers with the text, or 304 to who has it.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag == tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // Not application/graphql, which browsers save instead of showing.
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.ContentLength = sdl.Length;
        await http.Response.Body.WriteAsync(sdl, http.RequestAborted);
    }
}
