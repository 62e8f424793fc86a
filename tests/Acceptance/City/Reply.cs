using System.Text;
using System.Text.Json;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>What the server answered.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Headers">All headers, a line each, names in lower case.</param>
/// <param name="Bytes">The body.</param>
public sealed record Reply(int Status, Dictionary<string, string> Headers, byte[] Bytes)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string? MediaType => Headers.GetValueOrDefault("content-type");

    public string? RequestId => Headers.GetValueOrDefault("request-id");

    /// <summary>Code of a problem.</summary>
    public string? Code => Json.GetProperty("code").GetString();

    /// <summary>Field of a problem, or null.</summary>
    public string? Field => Json.TryGetProperty("field", out var name) ? name.GetString() : null;

    /// <summary>Rows of a list.</summary>
    public JsonElement[] Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>Cursor of the next page, or null.</summary>
    public string? Next => Json.TryGetProperty("page", out var page) ? page.GetProperty("next").GetString() : null;

    public static async Task<Reply> OfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(", ", h.Value), StringComparer.Ordinal);
        return new Reply((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(ct));
    }

    /// <summary>Expects success.</summary>
    public Reply Ok()
    {
        Status.ShouldBe(200, Body);
        return this;
    }

    /// <summary>Expects a problem document with a status and a code.</summary>
    public Reply Problem(int status, string code, string? about = null)
    {
        Status.ShouldBe(status, $"{about} {Body}");
        MediaType.ShouldBe("application/problem+json", about);
        Code.ShouldBe(code, $"{about} {Body}");
        return this;
    }
}
