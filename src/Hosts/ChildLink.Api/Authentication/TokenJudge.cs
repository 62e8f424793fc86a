using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Api.Authentication;

/// <summary>Judges raw tokens for one municipality, the same for HTTP and for the command line. Thread-safe.</summary>
public sealed class TokenJudge
{
    private readonly IssuerKeys issuer;
    private readonly string tenant;
    private readonly TokenRules rules;
    private readonly TimeSpan? longestLifetime;
    private readonly JudgedTokens judged = new();

    private TokenJudge(IssuerKeys issuer, string tenant, TimeSpan? longestLifetime, TimeProvider time)
    {
        this.issuer = issuer;
        this.tenant = tenant;
        this.longestLifetime = longestLifetime;
        rules = new TokenRules(time);
    }

    /// <summary>A judge that believes an identity provider.</summary>
    public static TokenJudge Of(TokenTrust.Provider trust, string tenant, TimeProvider time) =>
        new(new DiscoveredKeys(trust), tenant, null, time);

    /// <summary>A judge that believes a development issuer; no discovery, the key is at hand.</summary>
    public static TokenJudge Of(TokenTrust.Development trust, string tenant, TimeProvider time) =>
        new(new KnownKeys(trust.Issuer), tenant, DevelopmentIssuer.LongestLifetime, time);

    /// <summary>Judges a compact serialised token.</summary>
    public async Task<TokenVerdict> JudgeAsync(string? rawToken, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(rawToken))
            return Refuse(TokenVerdict.Codes.Missing);
        if (rawToken.Length > TokenRules.LongestToken)
            return Refuse(TokenVerdict.Codes.Malformed);
        if (await issuer.CurrentAsync(ct) is not { } keys)
            return TokenRules.NewHandler().CanReadToken(rawToken) ? Refuse(TokenVerdict.Codes.AuthorityUnavailable) : Refuse(TokenVerdict.Codes.Malformed);
        var digest = TokenDigest.Of(rawToken);
        if (judged.Find(digest, keys, rules) is { } known)
            return known;
        var handler = TokenRules.NewHandler();
        if (!handler.CanReadToken(rawToken))
            return Refuse(TokenVerdict.Codes.Malformed);
        var verdict = Judge(handler, rawToken, digest, keys);
        if (verdict is not TokenVerdict.Refused { Code: TokenVerdict.Codes.KeyUnknown })
            return verdict;

        // The provider may have rotated its keys since they were read.
        return await issuer.RenewedAsync(keys, ct) is { } renewed ? Judge(handler, rawToken, digest, renewed) : verdict;
    }

    private TokenVerdict Judge(JwtSecurityTokenHandler handler, string rawToken, TokenDigest digest, IssuerKeySet keys)
    {
        try
        {
            if (!TokenRules.Allows(handler.ReadJwtToken(rawToken).Header.Alg))
                return Refuse(TokenVerdict.Codes.AlgorithmRefused);
            handler.ValidateToken(rawToken, rules.Parameters(keys.Issuer, keys.Audience, keys.Keys), out var validated);
            var token = (JwtSecurityToken)validated;
            if (!TokenRules.Allows(token.SignatureAlgorithm))
                return Refuse(TokenVerdict.Codes.AlgorithmRefused);
            if (!IsShortEnough(token))
                return Refuse(TokenVerdict.Codes.LifetimeInvalid);
            var verdict = TokenClaims.Read(token, tenant);
            if (verdict is TokenVerdict.Accepted accepted)
                judged.Keep(digest, accepted, token, keys);
            return verdict;
        }
        catch (SecurityTokenSignatureKeyNotFoundException)
        {
            return Refuse(TokenVerdict.Codes.KeyUnknown);
        }
        catch (SecurityTokenInvalidIssuerException)
        {
            return Refuse(TokenVerdict.Codes.IssuerInvalid);
        }
        catch (SecurityTokenInvalidAudienceException)
        {
            return Refuse(TokenVerdict.Codes.AudienceInvalid);
        }
        catch (SecurityTokenInvalidLifetimeException)
        {
            return Refuse(WhyNotInForce(handler, rawToken));
        }
        catch (SecurityTokenException)
        {
            return Refuse(TokenVerdict.Codes.SignatureInvalid);
        }
        catch (ArgumentException)
        {
            // The library's way of saying that a part of the token is not what its name says.
            return Refuse(TokenVerdict.Codes.Malformed);
        }
    }

    private string WhyNotInForce(JwtSecurityTokenHandler handler, string rawToken)
    {
        var payload = handler.ReadJwtToken(rawToken).Payload;
        return rules.Judge(
            payload.Nbf is null ? null : payload.ValidFrom, payload.Exp is null ? null : payload.ValidTo, payload.Iat) ?? TokenVerdict.Codes.LifetimeInvalid;
    }

    private bool IsShortEnough(JwtSecurityToken token) =>
        longestLifetime is not { } longest || (token.Payload.Iat is not null && token.ValidTo - token.IssuedAt <= longest);

    private static TokenVerdict.Refused Refuse(string code) => new(code);
}
