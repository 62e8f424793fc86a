using System.Net;
using ChildLink.Api.Composition;

namespace ChildLink.Api.Authentication;

/// <summary>Whose tokens a process believes.</summary>
public abstract record TokenTrust
{
    private TokenTrust()
    {
    }

    /// <summary>An identity provider with OpenID Connect discovery.</summary>
    public sealed record Provider(Uri Authority, string Audience) : TokenTrust
    {
        /// <summary>
        /// Shortest time between two readings of the provider's keys; at least one second. An unknown key is cheap to
        /// send: without this pause every forged token would cost the provider a request.
        /// </summary>
        public TimeSpan RefreshPause { get; init; } = TimeSpan.FromSeconds(30);
    }

    /// <summary>The development issuer of a cluster that is marked synthetic.</summary>
    public sealed record Development(DevelopmentIssuer Issuer) : TokenTrust;

    /// <summary>Nobody: the process must not serve.</summary>
    /// <param name="Message">Why, and what to set.</param>
    public sealed record Nobody(string Message) : TokenTrust;

    /// <summary>Chooses whom to believe. Fails closed.</summary>
    /// <param name="options">What the environment says.</param>
    /// <param name="syntheticCluster">Identity of the private cluster if it is marked synthetic, else null.</param>
    /// <param name="loopbackOnly">Whether everything that the process listens on is loopback; true for a process that does not listen.</param>
    public static TokenTrust Choose(ChildLinkOptions options, Guid? syntheticCluster, bool loopbackOnly)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Authority is { } authority)
            return OfProvider(authority, options.Audience);
        if (options.Audience is not null)
            return new Nobody($"{ChildLinkOptions.AudienceVariable} is set and {ChildLinkOptions.AuthorityVariable} is not: set both.");
        if (syntheticCluster is not { } cluster)
            return new Nobody($"No identity provider: set {ChildLinkOptions.AuthorityVariable} and {ChildLinkOptions.AudienceVariable}. The development issuer exists in a private synthetic cluster only.");
        if (!loopbackOnly)
            return new Nobody($"The development issuer serves loopback addresses only: listen on 127.0.0.1, or set {ChildLinkOptions.AuthorityVariable} and {ChildLinkOptions.AudienceVariable}.");
        return new Development(DevelopmentIssuer.Open(options.Home, cluster));
    }

    private static TokenTrust OfProvider(string authority, string? audience)
    {
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || !IsSafe(address))
            return new Nobody($"{ChildLinkOptions.AuthorityVariable} must be an https address (http on loopback only) without user, query and fragment.");
        if (audience is null)
            return new Nobody($"{ChildLinkOptions.AudienceVariable} must be set together with {ChildLinkOptions.AuthorityVariable}.");
        return new Provider(address, audience);
    }

    private static bool IsSafe(Uri address) =>
        address is { UserInfo: "", Query: "", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address)));

    // Uri.IsLoopback would also believe the machine's own name, which resolves to whatever the network says.
    private static bool IsLoopback(Uri address) =>
        address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
