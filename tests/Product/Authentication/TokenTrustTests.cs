using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;

namespace ChildLink.Tests.Product.Authentication;

public sealed class TokenTrustTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("childlink-trust-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void Without_provider_and_synthetic_cluster_nobody_is_believed() =>
        Choose([], null).ShouldBeOfType<TokenTrust.Nobody>().Message.ShouldContain("Auth__Authority");

    [Fact]
    public void Synthetic_cluster_on_loopback_has_its_own_issuer() =>
        Choose([], Guid.NewGuid()).ShouldBeOfType<TokenTrust.Development>();

    [Fact]
    public void Synthetic_cluster_that_listens_beyond_loopback_believes_nobody()
    {
        Choose([], Guid.NewGuid(), loopbackOnly: false).ShouldBeOfType<TokenTrust.Nobody>().Message.ShouldContain("loopback");
        Directory.GetFiles(home).ShouldBeEmpty();
    }

    [Fact]
    public void Provider_goes_before_the_development_issuer() =>
        Choose([("Auth__Authority", "https://id.example"), ("Auth__Audience", "childlink")], Guid.NewGuid()).ShouldBeOfType<TokenTrust.Provider>();

    [Theory]
    [InlineData("http://127.0.0.1:8080/realm")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080")]
    public void Provider_without_encryption_is_believed_on_loopback(string authority) =>
        Choose([("Auth__Authority", authority), ("Auth__Audience", "childlink")], null).ShouldBeOfType<TokenTrust.Provider>();

    [Theory]
    [InlineData("http://id.example")]
    [InlineData("http://localhost.id.example")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://user@id.example")]
    [InlineData("https://id.example?x=1")]
    [InlineData("id.example")]
    public void Unsafe_provider_is_not_believed(string authority) =>
        Choose([("Auth__Authority", authority), ("Auth__Audience", "childlink")], Guid.NewGuid()).ShouldBeOfType<TokenTrust.Nobody>();

    [Theory]
    [InlineData("Auth__Authority", "https://id.example")]
    [InlineData("Auth__Audience", "childlink")]
    public void Half_of_the_pair_is_not_enough(string name, string value) =>
        Choose([(name, value)], Guid.NewGuid()).ShouldBeOfType<TokenTrust.Nobody>();

    private TokenTrust Choose((string Name, string Value)[] variables, Guid? cluster, bool loopbackOnly = true)
    {
        var all = variables.Append(("CHILDLINK_HOME", home)).ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal);
        return TokenTrust.Choose(ChildLinkOptions.From(all.GetValueOrDefault, home), cluster, loopbackOnly);
    }
}
