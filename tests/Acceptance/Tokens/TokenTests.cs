using System.Security.Cryptography;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Tokens;

/// <summary>Only a genuine token, in force and for this municipality, opens the door.</summary>
public sealed class TokenTests(ServedCity city)
{
    private const string Path = "/v1/children";

    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static readonly Dictionary<string, Func<Forgery, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["token-malformed"] = _ => "not-a-token",
        ["token-malformed, three dots"] = _ => "...",
        ["token-malformed, endless"] = f => f.Unsigned() + new string('a', 20_000),
        ["token-algorithm-refused, none"] = f => With(f, () => f.Header["alg"] = "none").Bare(),
        ["token-algorithm-refused, NONE"] = f => With(f, () => f.Header["alg"] = "NonE").Unsigned(),
        ["token-expired"] = f => With(f, () => (f.Payload["iat"], f.Payload["nbf"], f.Payload["exp"]) = (Now - 3000, Now - 3000, Now - 120)).Signed(),
        ["token-not-yet-valid"] = f => With(f, () => (f.Payload["iat"], f.Payload["nbf"], f.Payload["exp"]) = (Now + 300, Now + 300, Now + 600)).Signed(),
        ["token-lifetime-invalid"] = f => With(f, () => f.Payload["exp"] = Now + 7200).Signed(),
        ["token-lifetime-invalid, no end"] = f => With(f, () => f.Payload.Remove("exp")).Signed(),
        ["token-audience-invalid"] = f => With(f, () => f.Payload["aud"] = "urn:childlink:00000000-0000-0000-0000-000000000000").Signed(),
        ["token-issuer-invalid"] = f => With(f, () => f.Payload["iss"] = "https://login.example.org").Signed(),
        ["token-signature-invalid, tampered payload"] = f => With(f, () => f.Payload["role"] = "steward").Unsigned(),
        ["token-signature-invalid, another key"] = f => SignedByStranger(f),
        ["token-key-unknown, another cluster"] = f => With(f, () => f.Header["kid"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") is var g ? SignedByStranger(g) : "",
        ["token-claims-malformed, no person"] = f => With(f, () => f.Payload.Remove("sub")).Signed(),
        ["token-claims-malformed, role of another kind"] = f => With(f, () => f.Payload["role"] = 7).Signed(),
        ["tenant-mismatch"] = f => With(f, () => f.Payload["tenant"] = "152242").Signed(),
        ["tenant-mismatch, none"] = f => With(f, () => f.Payload.Remove("tenant")).Signed(),
    };

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_forged_token_is_refused(string name)
    {
        var token = Forgeries[name](await ForgeryAsync());
        var code = name.Split(',')[0];
        var reply = await AskAsync($"Bearer {token}");
        reply.Problem(code == "tenant-mismatch" ? 403 : 401, code);
        if (reply.Status == 401)
            reply.Headers["www-authenticate"].ShouldBe("Bearer realm=\"childlink\", error=\"invalid_token\"");
        reply.Headers["cache-control"].ShouldBe("no-store");
        reply.Body.ShouldNotContain(token);
    }

    [Fact]
    public async Task A_public_key_is_no_secret()
    {
        var forgery = await ForgeryAsync();
        forgery.Header["alg"] = "HS256";
        foreach (var secret in forgery.PublicForms())
            (await AskAsync($"Bearer {forgery.Hmac(secret)}")).Problem(401, "token-algorithm-refused");
    }

    [Fact]
    public async Task Any_changed_character_of_a_token_spoils_it()
    {
        var token = await city.TokenOfAsync(Who.Narrower(city.Run), TestContext.Current.CancellationToken);
        // The last character of a part holds unused bits, which decoders may ignore.
        var places = Enumerable.Range(0, token.Length - 1).Where(i => i % 13 == 0 && token[i] != '.' && token[i + 1] != '.');
        await Parallel.ForEachAsync(places, async (i, _) =>
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await AskAsync($"Bearer {changed}")).Status.ShouldBe(401, $"character {i}");
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task No_bearer_token_is_answered_with_a_challenge(string? header)
    {
        var reply = (await AskAsync(header)).Problem(401, "token-missing");
        reply.Headers["www-authenticate"].ShouldBe("Bearer realm=\"childlink\"");
    }

    [Fact]
    public async Task Two_tokens_are_as_good_as_none()
    {
        var token = await city.TokenOfAsync(Who.Narrower(city.Run), TestContext.Current.CancellationToken);
        var reply = await RawRequest.SendAsync(city.Server.Address, $"GET {Path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n");
        reply.Problem(401, "token-missing");
    }

    [Fact]
    public async Task The_scheme_is_read_in_any_case()
    {
        var token = await city.TokenOfAsync(Who.Narrower(city.Run), TestContext.Current.CancellationToken);
        // RFC 9110, 11.1: the name of a scheme is case-insensitive.
        (await AskAsync($"bearer {token}")).Ok();
    }

    [Fact]
    public async Task Every_operation_demands_a_token()
    {
        foreach (var operation in Doors.Operation.All)
            (await city.Door.AskAsync(null, operation.Path(city.Child), operation.IsPost ? "{}" : null)).Problem(401, "token-missing", operation.ToString());
    }

    [Fact]
    public async Task A_token_without_a_second_factor_does_not_narrow()
    {
        var forgery = await ForgeryAsync();
        forgery.Payload["amr"] = "pwd";
        (await AskAsync($"Bearer {forgery.Signed()}")).Problem(403, "multi-factor-required");
    }

    [Fact]
    public async Task Claims_narrow_and_never_widen()
    {
        var forgery = await ForgeryAsync();
        forgery.Payload["role"] = "steward";
        (await AskAsync($"Bearer {forgery.Signed()}")).Problem(403, "not-assigned");
        forgery.Payload["role"] = "narrower";
        forgery.Payload["purposes"] = "screening";
        (await AskAsync($"Bearer {forgery.Signed()}")).Problem(403, "not-assigned");
    }

    private static Forgery With(Forgery forgery, Action change)
    {
        change();
        return forgery;
    }

    private static string SignedByStranger(Forgery forgery)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return forgery.Signed(key);
    }

    private async Task<Forgery> ForgeryAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var genuine = await city.TokenOfAsync(Who.Narrower(city.Run), ct);
        return new Forgery(genuine, await File.ReadAllBytesAsync(city.Home.At("development-issuer.key"), ct));
    }

    private Task<Reply> AskAsync(string? authorization) => city.Door.AskAsync(null, Path, body: null, request =>
    {
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add("Purpose-Of-Use", "narrowing");
        request.Headers.Add("Purpose-Context", $"run:{city.Run}");
    });
}
