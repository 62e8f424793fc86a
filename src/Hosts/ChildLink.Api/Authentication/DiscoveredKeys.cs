using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChildLink.Api.Authentication;

/// <summary>Keys of an identity provider by OpenID Connect discovery, read again when they grow old or an unknown key appears.</summary>
internal sealed class DiscoveredKeys : IssuerKeys
{
    private const string DiscoveryPath = "/.well-known/openid-configuration";

    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly HttpClient Http = new() { Timeout = Patience };

    private readonly ConfigurationManager<OpenIdConnectConfiguration> discovery;
    private readonly string audience;
    private volatile Reading? last;

    public DiscoveredKeys(TokenTrust.Provider trust)
    {
        audience = trust.Audience;
        var retriever = new HttpDocumentRetriever(Http) { RequireHttps = trust.Authority.Scheme == Uri.UriSchemeHttps };
        discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            trust.Authority.AbsoluteUri.TrimEnd('/') + DiscoveryPath, new OpenIdConnectConfigurationRetriever(), retriever)
        {
            AutomaticRefreshInterval = Age,
            RefreshInterval = trust.RefreshPause,
        };
    }

    public override async Task<IssuerKeySet?> CurrentAsync(CancellationToken ct)
    {
        try
        {
            var found = await discovery.GetConfigurationAsync(ct);
            // One set for one reading: whoever keeps a verdict sees by the set whether the keys were read anew.
            if (last is not { } known || !ReferenceEquals(known.Found, found))
                last = known = new Reading(found, new IssuerKeySet(found.Issuer, audience, [.. found.SigningKeys]));
            return known.Keys;
        }
        catch (InvalidOperationException)
        {
            // The configuration manager wraps every failure to read in this exception, and only when it never succeeded.
            return null;
        }
    }

    public override async Task<IssuerKeySet?> RenewedAsync(IssuerKeySet known, CancellationToken ct)
    {
        discovery.RequestRefresh();
        var now = await CurrentAsync(ct);
        return now is null || now.Keys.Select(k => k.KeyId).Order(StringComparer.Ordinal).SequenceEqual(known.Keys.Select(k => k.KeyId).Order(StringComparer.Ordinal))
            ? null
            : now;
    }

    private sealed record Reading(OpenIdConnectConfiguration Found, IssuerKeySet Keys);
}
