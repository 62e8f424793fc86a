using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Api.Authentication;

/// <summary>What an issuer is called and signs with.</summary>
internal sealed record IssuerKeySet(string Issuer, string Audience, IReadOnlyCollection<SecurityKey> Keys);

/// <summary>Knows the keys of the issuer that is believed.</summary>
internal abstract class IssuerKeys
{
    /// <summary>The keys as last read; null when they could never be read.</summary>
    public abstract Task<IssuerKeySet?> CurrentAsync(CancellationToken ct);

    /// <summary>The keys read anew; null when there is nothing newer than <paramref name="known"/>.</summary>
    public abstract Task<IssuerKeySet?> RenewedAsync(IssuerKeySet known, CancellationToken ct);
}

/// <summary>The key of a development issuer, which does not change while the process lives.</summary>
internal sealed class KnownKeys(DevelopmentIssuer issuer) : IssuerKeys
{
    private readonly IssuerKeySet keys = new(issuer.Issuer, issuer.Audience, [issuer.VerificationKey]);

    public override Task<IssuerKeySet?> CurrentAsync(CancellationToken ct) => Task.FromResult<IssuerKeySet?>(keys);

    public override Task<IssuerKeySet?> RenewedAsync(IssuerKeySet known, CancellationToken ct) => Task.FromResult<IssuerKeySet?>(null);
}
