using System.Collections.Concurrent;
using System.IdentityModel.Tokens.Jwt;

namespace ChildLink.Api.Authentication;

/// <summary>
/// Tokens that were found genuine, by digest, so that a caller's next request costs no signature check. What can change
/// is judged each time: the lifetime, and whether the issuer still names the very keys that the verdict rests on.
/// </summary>
/// <remarks>Thread-safe and bounded. Refusals are not kept: whoever sends nonsense shall not fill it.</remarks>
internal sealed class JudgedTokens
{
    private const int Most = 4_096;

    private readonly ConcurrentDictionary<TokenDigest, Judged> kept = new();

    /// <summary>The verdict, if the token is still in force under these keys; null means that it must be judged.</summary>
    public TokenVerdict.Accepted? Find(TokenDigest token, IssuerKeySet keys, TokenRules rules)
    {
        if (!kept.TryGetValue(token, out var found))
            return null;
        if (ReferenceEquals(found.Keys, keys) && rules.IsInForce(found.NotBefore, found.Expires, found.IssuedAt))
            return found.Verdict;
        kept.TryRemove(new(token, found));
        return null;
    }

    /// <summary>Keeps a verdict on a token that was validated under these keys.</summary>
    public void Keep(TokenDigest token, TokenVerdict.Accepted verdict, JwtSecurityToken validated, IssuerKeySet keys)
    {
        // Rare (thousands of people within an hour), and then a signature check each: nobody is refused.
        if (kept.Count >= Most)
            kept.Clear();
        var payload = validated.Payload;
        kept[token] = new Judged(verdict, keys, payload.Nbf is null ? null : payload.ValidFrom, payload.ValidTo, payload.Iat);
    }

    private sealed record Judged(TokenVerdict.Accepted Verdict, IssuerKeySet Keys, DateTime? NotBefore, DateTime Expires, int? IssuedAt);
}
