using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChildLink.Tests.Conformance.SignIn;

/// <summary>What a program of the city does with the identity provider, by hand: endpoints from discovery, then the steps of the protocol.</summary>
internal sealed class ProviderClient(Uri authority)
{
    private const string Redirect = "https://desk.example/signed-in";

    /// <summary>Signs a person in: authorization code with PKCE (RFC 7636) and resource indicator (RFC 8707).</summary>
    /// <param name="person">What becomes <c>sub</c>.</param>
    /// <param name="factors">What becomes <c>amr</c>.</param>
    public async Task<(string Access, string Id)> SignInAsync(string person, params string[] factors)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = authority };
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var question = await QueryAsync(
            ("client_id", IdentityProvider.Desk), ("response_type", "code"), ("scope", "openid api"), ("redirect_uri", Redirect), ("resource", IdentityProvider.Audience),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), ("code_challenge_method", "S256"), ("state", state));
        var form = await NextAsync(browser, HttpMethod.Get, new Uri($"{await EndpointAsync(browser, "authorization_endpoint")}?{question}"), null);
        var resumed = await NextAsync(browser, HttpMethod.Post, form, Form([("person", person), .. factors.Select(f => ("factor", f))]));
        var signedIn = await NextAsync(browser, HttpMethod.Get, resumed, null);
        signedIn.GetLeftPart(UriPartial.Path).ShouldBe(Redirect);
        var answer = signedIn.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);
        answer["state"].ShouldBe(state);
        var tokens = await TokensAsync(browser, null,
            ("grant_type", "authorization_code"), ("client_id", IdentityProvider.Desk), ("code", answer["code"]), ("code_verifier", verifier), ("redirect_uri", Redirect),
            ("resource", IdentityProvider.Audience));
        return (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("id_token").GetString()!);
    }

    /// <summary>A token of the program itself: client credentials (RFC 6749, section 4.4).</summary>
    public async Task<string> ProgramAsync(string resource = IdentityProvider.Audience)
    {
        using var program = new HttpClient { BaseAddress = authority };
        var basic = $"{Uri.EscapeDataString(IdentityProvider.Program)}:{Uri.EscapeDataString(IdentityProvider.ProgramSecret)}";
        var tokens = await TokensAsync(program, new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(basic))),
            ("grant_type", "client_credentials"), ("scope", "api"), ("resource", resource));
        return tokens.GetProperty("access_token").GetString()!;
    }

    private static async Task<JsonElement> TokensAsync(HttpClient client, AuthenticationHeaderValue? authorization, params (string, string)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, await EndpointAsync(client, "token_endpoint")) { Content = Form(fields) };
        request.Headers.Authorization = authorization;
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<Uri> EndpointAsync(HttpClient client, string name)
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative)));
        return new Uri(document.RootElement.GetProperty(name).GetString()!);
    }

    // Where the provider sends the browser on to.
    private static async Task<Uri> NextAsync(HttpClient browser, HttpMethod method, Uri address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using var response = await browser.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await response.Content.ReadAsStringAsync());
        return new Uri(address.IsAbsoluteUri ? address : browser.BaseAddress!, response.Headers.Location!);
    }

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static async Task<string> QueryAsync(params (string, string)[] fields)
    {
        using var form = Form(fields);
        return await form.ReadAsStringAsync();
    }
}
