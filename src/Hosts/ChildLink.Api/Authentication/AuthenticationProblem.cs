using System.Text.Json;

namespace ChildLink.Api.Authentication;

/// <summary>Answers a request whose token was refused: RFC 6750 challenge, RFC 9457 problem. Never repeats the token.</summary>
internal static class AuthenticationProblem
{
    private const string ContentType = "application/problem+json";

    public static async Task WriteAsync(HttpContext http, TokenVerdict.Refused refused)
    {
        var japanese = PrefersJapanese(http.Request.Headers.AcceptLanguage.ToString());
        http.Response.StatusCode = refused.Status;
        if (refused.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = Challenge(refused.Code);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = ContentType;
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", Title(refused, japanese));
        json.WriteNumber("status", refused.Status);
        json.WriteString("code", refused.Code);
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    private static string Challenge(string code) => code == TokenVerdict.Codes.Missing
        ? "Bearer realm=\"childlink\""
        : "Bearer realm=\"childlink\", error=\"invalid_token\"";

    private static string Title(TokenVerdict.Refused refused, bool japanese) => (refused.Code, japanese) switch
    {
        (TokenVerdict.Codes.Missing, true) => "アクセストークンが必要です。",
        (TokenVerdict.Codes.Missing, false) => "An access token is required.",
        (TokenVerdict.Codes.TenantMismatch, true) => "このトークンは別の自治体のものです。",
        (TokenVerdict.Codes.TenantMismatch, false) => "The token is for another municipality.",
        (_, true) => "アクセストークンが無効です。",
        (_, false) => "The access token is not valid.",
    };

    private static bool PrefersJapanese(string acceptLanguage) =>
        acceptLanguage.TrimStart().StartsWith("ja", StringComparison.OrdinalIgnoreCase);
}
