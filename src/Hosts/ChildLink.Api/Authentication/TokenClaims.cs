using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Authentication;

/// <summary>Names of the claims ChildLink reads, and how a validated token becomes an <see cref="Identity"/>.</summary>
public static class TokenClaims
{
    /// <summary>全国地方公共団体コード of the municipality the token is for; must equal the one served.</summary>
    public const string Tenant = "tenant";

    /// <summary>Narrows to one role.</summary>
    public const string Role = "role";

    /// <summary>Narrows to one institution.</summary>
    public const string Institution = "institution";

    /// <summary>Narrows to purposes, separated by spaces.</summary>
    public const string Purposes = "purposes";

    /// <summary>Methods of authentication (RFC 8176).</summary>
    public const string Methods = "amr";

    /// <summary>The value of <see cref="Methods"/> that says several factors.</summary>
    public const string MultiFactor = "mfa";

    /// <summary>The program that a token was issued to (RFC 9068, RFC 8693).</summary>
    public const string ClientId = "client_id";

    /// <summary>The same as OpenID Connect says it.</summary>
    public const string AuthorizedParty = "azp";

    /// <summary>Who acts (RFC 8693, section 4.1).</summary>
    public const string Actor = "act";

    private const int LongestValue = 200;

    /// <summary>Reads the claims of a token whose signature, issuer, audience and lifetime were checked.</summary>
    /// <remarks>
    /// A narrowing claim that cannot be read refuses the token: taking it for absent would widen what the provider narrowed.
    /// </remarks>
    internal static TokenVerdict Read(JwtSecurityToken token, string tenant)
    {
        if (!TrySingle(token, JwtRegisteredClaimNames.Sub, out var person) || person is null
            || !TrySingle(token, Tenant, out var claimed)
            || !TrySingle(token, Role, out var role)
            || !TrySingle(token, Institution, out var institution)
            || !TryPurposes(token, out var purposes)
            || !TrySingle(token, ClientId, out var clientId)
            || !TrySingle(token, AuthorizedParty, out var party)
            || (clientId is not null && party is not null && clientId != party)
            || !ActingParties.TryRead(token, person, clientId ?? party, role, out var parties))
            return new TokenVerdict.Refused(TokenVerdict.Codes.ClaimsMalformed);
        if (claimed != tenant)
            return new TokenVerdict.Refused(TokenVerdict.Codes.TenantMismatch);
        return new TokenVerdict.Accepted(
            new Identity(token.Issuer, parties.Person, parties.MultiFactor, role, institution, purposes) { IsClient = parties.IsClient, Client = parties.Client }, new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)));
    }

    private static bool TrySingle(JwtSecurityToken token, string type, out string? value)
    {
        value = null;
        var found = token.Claims.Where(c => c.Type == type).Take(2).ToList();
        if (found.Count == 0)
            return true;
        if (found.Count > 1 || found[0].ValueType != ClaimValueTypes.String || !IsText(found[0].Value))
            return false;
        value = found[0].Value;
        return true;
    }

    private static bool TryPurposes(JwtSecurityToken token, out IReadOnlyList<string> purposes)
    {
        var found = token.Claims.Where(c => c.Type == Purposes).ToList();
        purposes = [.. found.SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
        return (found.Count == 0 || purposes.Count > 0)
            && found.TrueForAll(c => c.ValueType == ClaimValueTypes.String)
            && purposes.All(IsText);
    }

    internal static bool IsText(string value) =>
        value.Length is > 0 and <= LongestValue && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl);
}
