using ChildLink.Privacy.Access;

namespace ChildLink.Api.Authentication;

/// <summary>What a raw token is worth.</summary>
public abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>Genuine, in force, for this municipality.</summary>
    /// <param name="Identity">Whom it proves.</param>
    /// <param name="Expires">End of its lifetime, exclusive; what stays open longer than a request ends with it.</param>
    public sealed record Accepted(Identity Identity, DateTimeOffset Expires) : TokenVerdict;

    /// <summary>Refused, with a stable code. The token itself is never repeated.</summary>
    public sealed record Refused(string Code) : TokenVerdict;

    /// <summary>Stable codes of refusals.</summary>
    public static class Codes
    {
        public const string Missing = "token-missing";
        public const string Malformed = "token-malformed";
        public const string AlgorithmRefused = "token-algorithm-refused";
        public const string KeyUnknown = "token-key-unknown";
        public const string SignatureInvalid = "token-signature-invalid";
        public const string IssuerInvalid = "token-issuer-invalid";
        public const string AudienceInvalid = "token-audience-invalid";
        public const string Expired = "token-expired";
        public const string NotYetValid = "token-not-yet-valid";
        public const string LifetimeInvalid = "token-lifetime-invalid";
        public const string ClaimsMalformed = "token-claims-malformed";
        public const string TenantMismatch = "tenant-mismatch";
        public const string AuthorityUnavailable = "authority-unavailable";
    }
}
