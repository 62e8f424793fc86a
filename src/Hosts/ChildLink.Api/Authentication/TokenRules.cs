using System.Collections.Frozen;
using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Api.Authentication;

/// <summary>The rules every token is held against, whoever issued it.</summary>
internal sealed class TokenRules(TimeProvider time)
{
    /// <summary>How far the clocks of issuer and server may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Longest token that is read at all.</summary>
    public const int LongestToken = 16 * 1024;

    // Asymmetric signatures only: with HMAC in the list a public key would serve as a secret.
    private static readonly FrozenSet<string> Algorithms = new[]
    {
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    }.ToFrozenSet(StringComparer.Ordinal);

    // The library's shared cache finds verifiers by key id: after a change of keys under one id it would go on with the old key.
    private static readonly CryptoProviderFactory Cryptography = new() { CacheSignatureProviders = false };

    /// <summary>Whether a signature algorithm is on the list.</summary>
    public static bool Allows(string? algorithm) => algorithm is not null && Algorithms.Contains(algorithm);

    /// <summary>A handler that leaves the names of claims as they are.</summary>
    public static JwtSecurityTokenHandler NewHandler() => new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Parameters for tokens of one issuer.</summary>
    public TokenValidationParameters Parameters(string issuer, string audience, IEnumerable<SecurityKey> keys) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        IssuerSigningKeys = keys,
        CryptoProviderFactory = Cryptography,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        NameClaimType = JwtRegisteredClaimNames.Sub,
        RoleClaimType = TokenClaims.Role,
        ClockSkew = Skew,
        LifetimeValidator = (notBefore, expires, token, _) => Judge(notBefore, expires, ((JwtSecurityToken)token).Payload.Iat) is null,
    };

    /// <summary>Whether a token that was judged before needs no new judgement: in force, and not even within the skew after its end.</summary>
    public bool IsInForce(DateTime? notBefore, DateTime expires, int? issuedAt) =>
        time.GetUtcNow().UtcDateTime < expires && Judge(notBefore, expires, issuedAt) is null;

    /// <summary>What is wrong with the lifetime of a token; null when it is in force.</summary>
    /// <param name="notBefore"><c>nbf</c> in UTC, or null.</param>
    /// <param name="expires"><c>exp</c> in UTC; exclusive.</param>
    /// <param name="issuedAt"><c>iat</c> in seconds since 1970, or null.</param>
    public string? Judge(DateTime? notBefore, DateTime? expires, int? issuedAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is not { } end || (notBefore is null && issuedAt is null) || notBefore >= end)
            return TokenVerdict.Codes.LifetimeInvalid;
        if (now - Skew >= end)
            return TokenVerdict.Codes.Expired;
        var issued = issuedAt is { } seconds ? DateTime.UnixEpoch.AddSeconds(seconds) : notBefore;
        return now + Skew < issued || now + Skew < notBefore ? TokenVerdict.Codes.NotYetValid : null;
    }
}
