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
    private readonly ProviderDocuments documents;
    private readonly TimeSpan pause;
    private readonly string audience;
    private readonly Lock turn = new();
    private Task<IssuerKeySet?>? reading;
    private volatile Reading? last;

    public DiscoveredKeys(TokenTrust.Provider trust)
    {
        audience = trust.Audience;
        pause = trust.RefreshPause;
        documents = new ProviderDocuments(new HttpDocumentRetriever(Http) { RequireHttps = trust.Authority.Scheme == Uri.UriSchemeHttps });
        discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            trust.Authority.AbsoluteUri.TrimEnd('/') + DiscoveryPath, new OpenIdConnectConfigurationRetriever(), documents)
        {
            AutomaticRefreshInterval = Age,
            RefreshInterval = pause,
        };
    }

    public override Task<IssuerKeySet?> CurrentAsync(CancellationToken ct)
    {
        var now = ReadAsync();
        // A provider that is slow or away holds up nobody whose key may be at hand.
        return !now.IsCompleted && last is { } known ? Task.FromResult<IssuerKeySet?>(known.Keys) : now.WaitAsync(ct);
    }

    public override async Task<IssuerKeySet?> RenewedAsync(IssuerKeySet known, CancellationToken ct)
    {
        // The library pauses after what it could read only: a provider that is away would be asked for every forged key.
        if (documents.Rested(pause))
            discovery.RequestRefresh();
        var now = await ReadAsync().WaitAsync(ct);
        return now is null || now.Keys.Select(k => k.KeyId).Order(StringComparer.Ordinal).SequenceEqual(known.Keys.Select(k => k.KeyId).Order(StringComparer.Ordinal))
            ? null
            : now;
    }

    // One reading for all who wait, which nobody's leaving ends: else a client that hangs up would keep new keys away from the others.
    private Task<IssuerKeySet?> ReadAsync()
    {
        lock (turn)
        {
            if (reading is not { IsCompleted: false })
                reading = ReadOnceAsync();
            return reading;
        }
    }

    private async Task<IssuerKeySet?> ReadOnceAsync()
    {
        try
        {
            var found = await discovery.GetConfigurationAsync(CancellationToken.None);
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

    private sealed record Reading(OpenIdConnectConfiguration Found, IssuerKeySet Keys);
}
