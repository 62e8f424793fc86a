using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChildLink.Api.Authentication;

namespace ChildLink.Tests.Product.Authentication;

[SupportedOSPlatform("linux")]
public sealed class DevelopmentTokenTests : IDisposable
{
    private const string City = "152242";
    private static readonly Guid Cluster = Guid.Parse("8d1f3a52-6a4e-4f0e-9d0b-0f5a3c2e1b77");
    private readonly string home = Directory.CreateTempSubdirectory("childlink-issuer-").FullName;
    private readonly ManualTime time = new(new DateTimeOffset(2025, 1, 10, 3, 0, 0, TimeSpan.Zero));
    private readonly DevelopmentIssuer issuer;
    private readonly TokenJudge judge;

    public DevelopmentTokenTests()
    {
        issuer = DevelopmentIssuer.Open(home, Cluster);
        judge = TokenJudge.Of(new TokenTrust.Development(issuer), City, time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Genuine_token_names_its_person_and_what_it_narrows_to()
    {
        var identity = (await judge.JudgeAsync(Issue(), Ct)).ShouldBeOfType<TokenVerdict.Accepted>().Identity;

        identity.Issuer.ShouldBe($"urn:childlink:dev:{Cluster:D}");
        identity.Person.ShouldBe("dev-school");
        identity.MultiFactor.ShouldBeTrue();
        identity.Role.ShouldBe("user-entity");
        identity.Institution.ShouldBe("1001");
        identity.Purposes.ShouldBe(["child-support", "audit"]);
    }

    [Theory]
    [InlineData(null, TokenVerdict.Codes.Missing)]
    [InlineData("", TokenVerdict.Codes.Missing)]
    [InlineData("abc", TokenVerdict.Codes.Malformed)]
    [InlineData("a.b.c", TokenVerdict.Codes.Malformed)]
    [InlineData("....", TokenVerdict.Codes.Malformed)]
    public async Task What_is_no_token_is_refused(string? text, string code) => (await CodeOf(text)).ShouldBe(code);

    [Fact]
    public async Task Overlong_token_is_refused_unread() => (await CodeOf(new string('a', 20_000))).ShouldBe(TokenVerdict.Codes.Malformed);

    [Theory]
    [InlineData(0, null)]
    [InlineData(30 * 60, null)]
    [InlineData(31 * 60 - 1, null)]
    [InlineData(31 * 60, TokenVerdict.Codes.Expired)]
    [InlineData(-60, null)]
    [InlineData(-61, TokenVerdict.Codes.NotYetValid)]
    public async Task Token_of_thirty_minutes_holds_with_a_minute_of_skew_on_both_sides(int secondsAfterIssue, string? code)
    {
        var token = Issue();
        time.Now += TimeSpan.FromSeconds(secondsAfterIssue);

        (await CodeOf(token)).ShouldBe(code);
    }

    [Fact]
    public async Task Token_of_another_cluster_is_refused()
    {
        var other = DevelopmentIssuer.Open(Directory.CreateDirectory(Path.Combine(home, "other")).FullName, Guid.NewGuid());

        (await CodeOf(other.Issue(Request(), time.Now))).ShouldBe(TokenVerdict.Codes.KeyUnknown);
    }

    [Fact]
    public async Task Token_of_another_cluster_is_refused_even_under_the_same_key()
    {
        var copied = DevelopmentIssuer.Open(home, Guid.NewGuid());

        (await CodeOf(copied.Issue(Request(), time.Now))).ShouldBe(TokenVerdict.Codes.AudienceInvalid);
    }

    [Fact]
    public async Task Token_for_another_municipality_is_forbidden()
    {
        var verdict = await judge.JudgeAsync(issuer.Issue(Request() with { Tenant = "999993" }, time.Now), Ct);

        verdict.ShouldBeOfType<TokenVerdict.Refused>().Code.ShouldBe(TokenVerdict.Codes.TenantMismatch);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("dir")]
    [InlineData("")]
    public async Task Algorithm_outside_the_list_is_refused(string algorithm)
    {
        var (header, payload, signature) = ForgedToken.Split(Issue());
        header["alg"] = algorithm;

        (await CodeOf(ForgedToken.Join(header, payload, algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) ? "" : signature)))
            .ShouldBeOneOf(TokenVerdict.Codes.AlgorithmRefused, TokenVerdict.Codes.Malformed);
    }

    [Fact]
    public async Task Public_key_does_not_serve_as_a_shared_secret()
    {
        var (header, payload, _) = ForgedToken.Split(Issue());
        using var key = PrivateKey();
        header["alg"] = "HS256";

        foreach (var secret in new[] { key.ExportSubjectPublicKeyInfo(), System.Text.Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()) })
            (await CodeOf(ForgedToken.Hmac(header, payload, secret))).ShouldBe(TokenVerdict.Codes.AlgorithmRefused);
    }

    [Fact]
    public async Task Changed_payload_is_refused()
    {
        var (header, payload, signature) = ForgedToken.Split(Issue());
        payload["role"] = "narrower";

        (await CodeOf(ForgedToken.Join(header, payload, signature))).ShouldBe(TokenVerdict.Codes.SignatureInvalid);
    }

    [Fact]
    public async Task Own_key_under_the_issuers_key_id_is_refused()
    {
        var (header, payload, _) = ForgedToken.Split(Issue());
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await CodeOf(ForgedToken.Signed(header, payload, mine))).ShouldBe(TokenVerdict.Codes.SignatureInvalid);
    }

    [Fact]
    public async Task Unknown_key_id_is_refused()
    {
        var (header, payload, _) = ForgedToken.Split(Issue());
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        header["kid"] = "unknown";

        (await CodeOf(ForgedToken.Signed(header, payload, mine))).ShouldBe(TokenVerdict.Codes.KeyUnknown);
    }

    public static TheoryData<string, string?, string> Claims => new()
    {
        { "aud", "\"urn:childlink:other\"", TokenVerdict.Codes.AudienceInvalid },
        { "aud", null, TokenVerdict.Codes.AudienceInvalid },
        { "iss", "\"urn:childlink:dev:other\"", TokenVerdict.Codes.IssuerInvalid },
        { "iss", null, TokenVerdict.Codes.IssuerInvalid },
        { "exp", null, TokenVerdict.Codes.LifetimeInvalid },
        { "exp", "4102444800", TokenVerdict.Codes.LifetimeInvalid },
        { "iat", null, TokenVerdict.Codes.LifetimeInvalid },
        { "sub", null, TokenVerdict.Codes.ClaimsMalformed },
        { "sub", "\"\"", TokenVerdict.Codes.ClaimsMalformed },
        { "role", "[\"narrower\",\"steward\"]", TokenVerdict.Codes.ClaimsMalformed },
        { "role", "7", TokenVerdict.Codes.ClaimsMalformed },
        { "institution", "\"\"", TokenVerdict.Codes.ClaimsMalformed },
        { "purposes", "\" \"", TokenVerdict.Codes.ClaimsMalformed },
        { "purposes", "{\"narrowing\":true}", TokenVerdict.Codes.ClaimsMalformed },
        { "tenant", null, TokenVerdict.Codes.TenantMismatch },
        { "tenant", "[\"152242\",\"999993\"]", TokenVerdict.Codes.ClaimsMalformed },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task Genuinely_signed_claim_that_does_not_fit_is_refused(string claim, string? json, string code)
    {
        var (header, payload, _) = ForgedToken.Split(Issue());
        payload.Remove(claim);
        if (json is not null)
            payload[claim] = JsonNode.Parse(json);
        using var key = PrivateKey();

        (await CodeOf(ForgedToken.Signed(header, payload, key))).ShouldBe(code);
    }

    [Fact]
    public async Task Token_without_narrowing_claims_does_not_narrow()
    {
        var token = issuer.Issue(new DevelopmentTokenRequest("dev", City, null, null, [], TimeSpan.FromMinutes(5)), time.Now);

        var identity = (await judge.JudgeAsync(token, Ct)).ShouldBeOfType<TokenVerdict.Accepted>().Identity;
        (identity.Role, identity.Institution).ShouldBe((null, null));
        identity.Purposes.ShouldBeEmpty();
    }

    [Fact]
    public void Longer_life_than_an_hour_is_not_issued() =>
        Should.Throw<ArgumentOutOfRangeException>(() => issuer.Issue(Request() with { Lifetime = TimeSpan.FromMinutes(61) }, time.Now));

    [Fact]
    public void Key_is_readable_by_its_owner_only() =>
        File.GetUnixFileMode(Path.Combine(home, "development-issuer.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

    [Fact]
    public async Task Issuer_opened_again_signs_with_the_same_key() =>
        (await CodeOf(DevelopmentIssuer.Open(home, Cluster).Issue(Request(), time.Now))).ShouldBeNull();

    private static DevelopmentTokenRequest Request() =>
        new("dev-school", City, "user-entity", "1001", ["child-support", "audit"], TimeSpan.FromMinutes(30));

    private string Issue() => issuer.Issue(Request(), time.Now);

    private ECDsa PrivateKey()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(Path.Combine(home, "development-issuer.key")), out _);
        return key;
    }

    private async Task<string?> CodeOf(string? token) => (await judge.JudgeAsync(token, Ct) as TokenVerdict.Refused)?.Code;
}
