using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.GraphQL;

/// <summary>Questions to the GraphQL door.</summary>
internal static class Ask
{
    public const string Path = "/graphql";

    /// <summary>Posts a document.</summary>
    /// <param name="door">Client of the server.</param>
    /// <param name="who">Who asks; null for nobody.</param>
    /// <param name="query">The document.</param>
    /// <param name="variables">A JSON object, or null.</param>
    /// <param name="change">Changes the request before it leaves.</param>
    public static Task<Reply> GraphAsync(this Door door, Who? who, string query, string? variables = null, Action<HttpRequestMessage>? change = null) =>
        door.AskAsync(who, Path, $"{{\"query\":{JsonSerializer.Serialize(query)}{(variables is null ? "" : $",\"variables\":{variables}")}}}", request =>
        {
            request.Headers.Accept.ParseAdd("application/graphql-response+json");
            change?.Invoke(request);
        });

    /// <summary>Code of the first error.</summary>
    public static string? GraphCode(this Reply reply) =>
        reply.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
