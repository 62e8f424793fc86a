using System.Diagnostics;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;
using ChildLink.Tests.Acceptance.Tokens;
using ChildLink.Tests.Conformance.Transport;

namespace ChildLink.Tests.Conformance.SignIn;

/// <summary>The server as a real city runs it, against an identity provider of other makers.</summary>
[Collection(DemoCollection.Name)]
public sealed class SignInTests(IssuerCity city) : IClassFixture<IssuerCity>
{
    // The shortest pause between two readings of the provider's keys, and what a loaded machine needs.
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(30 + 10);

    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static readonly Dictionary<string, Func<Forgery, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["token-issuer-invalid"] = f => With(f, () => f.Payload["iss"] = "https://login.example").Signed(),
        ["token-issuer-invalid, a slash more"] = f => With(f, () => f.Payload["iss"] = $"{f.Payload["iss"]}/").Signed(),
        ["token-audience-invalid"] = f => With(f, () => f.Payload["aud"] = IdentityProvider.Audience.ToUpperInvariant()).Signed(),
        ["token-audience-invalid, none"] = f => With(f, () => f.Payload.Remove("aud")).Signed(),
        ["token-algorithm-refused, none"] = f => With(f, () => f.Header["alg"] = "none").Bare(),
        ["token-signature-invalid, kid of another key"] = f => With(f, () => f.Header["kid"] = "second").Signed(),
        ["token-signature-invalid, another person"] = f => With(f, () => f.Payload["sub"] = "tanaka").Unsigned(),
        ["token-expired"] = f => With(f, () => (f.Payload["iat"], f.Payload["exp"]) = (Now - 700, Now - 100)).Signed(),
        ["token-not-yet-valid"] = f => With(f, () => (f.Payload["iat"], f.Payload["exp"]) = (Now + 300, Now + 900)).Signed(),
        ["token-claims-malformed, nobody"] = f => With(f, () => f.Payload.Remove("sub")).Signed(),
    };

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Fact]
    public async Task Whoever_signs_in_with_several_factors_gets_an_answer()
    {
        var token = await SignInAsync();
        (await city.AskAsync(token)).Ok().Items.ShouldNotBeEmpty();
        var me = (await city.AskAsync(token, "/v1/me", null)).Ok().Json;
        me.GetProperty("person").GetString().ShouldBe(IssuerCity.Person);
        me.GetProperty("issuer").GetString().ShouldBe(city.Provider.Issuer);
        var graph = (await city.AskAsync(token, "/graphql", null, """{"query":"{ me { person issuer multiFactor } }"}""")).Ok().Json.GetProperty("data").GetProperty("me");
        JsonSerializer.Serialize(graph).ShouldBe($$"""{"person":"{{IssuerCity.Person}}","issuer":"{{city.Provider.Issuer}}","multiFactor":true}""");
    }

    [Fact]
    public async Task One_factor_is_not_enough_for_narrowing()
    {
        await NodeTools.FolderAsync();
        (await city.AskAsync((await city.Client.SignInAsync(IssuerCity.Person, "pwd")).Access)).Problem(403, "multi-factor-required");
        // The provider proved somebody; the city assigned nobody of that name.
        (await city.AskAsync((await city.Client.SignInAsync("tanaka", "pwd", "mfa")).Access)).Problem(403, "not-assigned");
    }

    [Fact]
    public async Task A_program_signs_in_for_itself_and_reaches_no_children()
    {
        await NodeTools.FolderAsync();
        var token = await city.Client.ProgramAsync();
        (await city.AskAsync(token, "/v1/status", IssuerCity.ProgramPurpose)).Ok();
        (await city.AskAsync(token)).Problem(403, "not-assigned");
        (await city.AskAsync(token, "/v1/children", IssuerCity.ProgramPurpose)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_the_provider_issues_for_something_else_opens_nothing()
    {
        await NodeTools.FolderAsync();
        var (_, id) = await city.Client.SignInAsync(IssuerCity.Person, "pwd", "mfa");
        (await city.AskAsync(id)).Problem(401, "token-audience-invalid");
        (await city.AskAsync(await city.Client.ProgramAsync("urn:childlink:elsewhere"), "/v1/status", IssuerCity.ProgramPurpose)).Problem(401, "token-audience-invalid");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_forged_token_is_refused(string name)
    {
        var token = Forgeries[name](await ForgeryAsync());
        var reply = (await city.AskAsync(token)).Problem(401, name.Split(',')[0]);
        reply.Headers["www-authenticate"].ShouldBe("Bearer realm=\"childlink\", error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_public_key_is_no_secret()
    {
        var forgery = await ForgeryAsync();
        forgery.Header["alg"] = "HS256";
        foreach (var secret in forgery.PublicForms())
            (await city.AskAsync(forgery.Hmac(secret))).Problem(401, "token-algorithm-refused");
    }

    [Fact]
    public async Task New_keys_are_believed_without_a_restart_and_retired_ones_no_longer()
    {
        var before = await SignInAsync();
        (await city.AskAsync(before)).Ok();
        var retired = city.Provider.Keys[0];
        await city.Provider.RotateAsync(SigningKey.Draw("third"));
        var after = await SignInAsync();
        (await AnsweredAsync(() => city.AskAsync(after), 401, "token-key-unknown")).Ok();

        (await city.AskAsync(before)).Problem(401, "token-key-unknown");
        // Whoever keeps the retired key cannot use it under the new one's name either.
        var forgery = new Forgery(after, retired.Pkcs8);
        (await city.AskAsync(forgery.Signed())).Problem(401, "token-signature-invalid");
    }

    [Fact]
    public async Task Without_the_provider_nothing_opens_and_what_was_read_goes_on()
    {
        var token = await SignInAsync();
        city.BeforeProvider.Problem(503, "authority-unavailable");
        (await AnsweredAsync(() => city.AskEarlyAsync(token), 503, "authority-unavailable")).Ok();

        var unseen = await SignInAsync();
        await city.Provider.StopAsync();
        try
        {
            (await city.AskEarlyAsync(token)).Ok();
            (await city.AskEarlyAsync(unseen)).Ok();
            var forgery = new Forgery(token, SigningKey.Draw("nobody knows").Pkcs8);
            forgery.Header["kid"] = "nobody knows";
            (await city.AskEarlyAsync(forgery.Signed())).Problem(401, "token-key-unknown");
            (await city.AskEarlyAsync(token)).Ok();
        }
        finally
        {
            await city.Provider.StartAsync();
        }
    }

    // Asks until the server reads the provider again; before that it may say nothing but this refusal.
    private static async Task<Reply> AnsweredAsync(Func<Task<Reply>> ask, int status, string code)
    {
        var waited = Stopwatch.StartNew();
        var reply = await ask();
        while (reply.Status != 200 && waited.Elapsed < Reading)
        {
            reply.Problem(status, code);
            await Task.Delay(TimeSpan.FromMilliseconds(250), TestContext.Current.CancellationToken);
            reply = await ask();
        }

        return reply;
    }

    private static Forgery With(Forgery forgery, Action change)
    {
        change();
        return forgery;
    }

    private async Task<string> SignInAsync()
    {
        await NodeTools.FolderAsync();
        return (await city.Client.SignInAsync(IssuerCity.Person, "pwd", "mfa")).Access;
    }

    private async Task<Forgery> ForgeryAsync() => new(await SignInAsync(), city.Provider.Keys[0].Pkcs8);
}
