using System.Runtime.Versioning;
using ChildLink.Api.Authentication;

namespace ChildLink.Tests.Product.Authentication;

/// <summary>A verdict that is kept must never say more than a fresh one would. Changes of keys: <see cref="ProviderTokenTests"/>.</summary>
[SupportedOSPlatform("linux")]
public sealed class JudgedTokenTests : IDisposable
{
    private const string City = "152242";
    private readonly string home = Directory.CreateTempSubdirectory("childlink-judged-").FullName;
    private readonly ManualTime time = new(new DateTimeOffset(2025, 1, 10, 3, 0, 0, TimeSpan.Zero));
    private readonly DevelopmentIssuer issuer;
    private readonly TokenJudge judge;

    public JudgedTokenTests()
    {
        issuer = DevelopmentIssuer.Open(home, Guid.NewGuid());
        judge = TokenJudge.Of(new TokenTrust.Development(issuer), City, time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Token_seen_again_proves_the_same_identity()
    {
        var token = Issue("tanaka");
        var first = (await judge.JudgeAsync(token, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        await judge.JudgeAsync(Issue("suzuki"), Ct);

        (await judge.JudgeAsync(token, Ct)).ShouldBe(first);
    }

    [Fact]
    public async Task Token_seen_before_is_refused_from_its_end_on()
    {
        var token = Issue("tanaka");
        (await judge.JudgeAsync(token, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        time.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(60);

        (await judge.JudgeAsync(token, Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.Expired));
    }

    [Fact]
    public async Task Token_seen_before_is_refused_when_the_clock_is_set_back_before_its_beginning()
    {
        var token = Issue("tanaka");
        (await judge.JudgeAsync(token, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        time.Now -= TimeSpan.FromSeconds(61);

        (await judge.JudgeAsync(token, Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.NotYetValid));
    }

    [Fact]
    public async Task Changed_copy_of_a_token_seen_before_is_refused()
    {
        var token = Issue("tanaka");
        (await judge.JudgeAsync(token, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        var (header, payload, signature) = ForgedToken.Split(token);
        payload["sub"] = "suzuki";

        (await judge.JudgeAsync(ForgedToken.Join(header, payload, signature), Ct)).ShouldBe(new TokenVerdict.Refused(TokenVerdict.Codes.SignatureInvalid));
    }

    [Fact]
    public async Task More_tokens_than_are_kept_are_all_accepted()
    {
        const int many = 4_200;
        var first = Issue("tanaka");
        (await judge.JudgeAsync(first, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
        for (var i = 0; i < many; i++)
            (await judge.JudgeAsync(Issue($"person-{i}"), Ct)).ShouldBeOfType<TokenVerdict.Accepted>();

        (await judge.JudgeAsync(first, Ct)).ShouldBeOfType<TokenVerdict.Accepted>();
    }

    private string Issue(string person) =>
        issuer.Issue(new DevelopmentTokenRequest(person, City, "analyst", Institution: null, ["screening"], TimeSpan.FromMinutes(10)), time.Now);
}
