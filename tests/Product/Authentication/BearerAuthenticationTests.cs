using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChildLink.Api.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChildLink.Tests.Product.Authentication;

public sealed class BearerAuthenticationTests : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("childlink-bearer-").FullName;
    private readonly HttpClient client = new();
    private readonly DevelopmentIssuer issuer;
    private readonly WebApplication app;

    public BearerAuthenticationTests()
    {
        issuer = DevelopmentIssuer.Open(home, Guid.NewGuid());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBearerAuthentication(TokenJudge.Of(new TokenTrust.Development(issuer), "152242", TimeProvider.System));
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/who", (HttpContext http) => http.ProvenIdentity()!.Person).RequireAuthorization();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(Ct);
        client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Genuine_token_comes_through()
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("152242"));

        (await client.GetStringAsync("/who", Ct)).ShouldBe("dev-analyst");
    }

    [Theory]
    [InlineData(null, TokenVerdict.Codes.Missing)]
    [InlineData("Basic dTpw", TokenVerdict.Codes.Missing)]
    [InlineData("Bearer", TokenVerdict.Codes.Missing)]
    [InlineData("Bearer x", TokenVerdict.Codes.Malformed)]
    public async Task Everything_else_is_a_401_with_challenge_and_problem(string? authorization, string code)
    {
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await client.GetAsync("/who", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Two_authorization_headers_count_as_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {Token("152242")}", $"Bearer {Token("152242")}"]);

        (await client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_of_another_municipality_is_a_403()
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("999993"));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja-JP");

        using var answer = await client.GetAsync("/who", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(TokenVerdict.Codes.TenantMismatch);
    }

    private string Token(string tenant) => issuer.Issue(
        new DevelopmentTokenRequest("dev-analyst", tenant, "analyst", null, [], TimeSpan.FromMinutes(5)), TimeProvider.System.GetUtcNow());
}
