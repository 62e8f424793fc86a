using ChildLink.Api.Authentication;

namespace ChildLink.Api.Problems;

/// <summary>Problems of tokens that are not believed; the token itself is never repeated.</summary>
internal static class TokenProblem
{
    /// <summary>The person is known, the municipality is another.</summary>
    public static readonly ProblemCode OfAnotherPlace = new(
        TokenVerdict.Codes.TenantMismatch, StatusCodes.Status403Forbidden, "The token is for another municipality.", "このトークンは別の自治体のものです。");

    /// <summary>The token may be good; nobody can tell now.</summary>
    public static readonly ProblemCode Undecided = new(
        TokenVerdict.Codes.AuthorityUnavailable, StatusCodes.Status503ServiceUnavailable,
        "The identity provider cannot be reached now. Try again shortly.", "認証基盤に接続できません。しばらくしてから再度お試しください。");

    /// <summary>The problem of a refused token.</summary>
    public static ProblemCode Of(string code) => code switch
    {
        TokenVerdict.Codes.TenantMismatch => OfAnotherPlace,
        TokenVerdict.Codes.AuthorityUnavailable => Undecided,
        TokenVerdict.Codes.Missing => new(code, StatusCodes.Status401Unauthorized, "An access token is required.", "アクセストークンが必要です。"),
        _ => new(code, StatusCodes.Status401Unauthorized, "The access token is not valid.", "アクセストークンが無効です。"),
    };
}
