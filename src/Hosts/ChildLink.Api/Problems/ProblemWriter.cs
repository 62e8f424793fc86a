using System.Text.Json;

namespace ChildLink.Api.Problems;

/// <summary>Writes problem documents (RFC 9457) in the caller's language; never a cell, never a private cause.</summary>
internal static class ProblemWriter
{
    /// <summary>The media type.</summary>
    public const string ContentType = "application/problem+json";

    /// <param name="http">The request.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="field">Part of the request that is wrong, if one is.</param>
    /// <param name="detail">What would be right, if it can be said.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync(HttpContext http, ProblemCode problem, string? field, string? detail, CancellationToken ct)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "2";
        var japanese = PrefersJapanese(http);
        await using var json = new Utf8JsonWriter(
            http.Response.BodyWriter, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", japanese ? problem.Japanese : problem.English);
        json.WriteNumber("status", problem.Status);
        json.WriteString("code", problem.Code);
        if (field is not null)
            json.WriteString("field", field);
        if (detail is not null)
            json.WriteString("detail", detail);
        if (http.Response.Headers.TryGetValue(Rest.Answering.RequestIdHeader, out var id))
            json.WriteString("requestId", id.ToString());
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    /// <summary>Whether Japanese comes before English in <c>Accept-Language</c>.</summary>
    public static bool PrefersJapanese(HttpContext http)
    {
        foreach (var language in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            if (language.Value.StartsWith("ja", StringComparison.OrdinalIgnoreCase))
                return true;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return false;
    }
}
