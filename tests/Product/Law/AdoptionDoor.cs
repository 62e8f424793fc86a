using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Api.Authentication;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Law;

/// <summary>Asks a city that serves only what was adopted, as its stewards and privacy officers.</summary>
internal static class AdoptionDoor
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A city with two stewards and two officers.</summary>
    public static async Task<ServedCity> OpenAsync(string policies, CancellationToken ct, bool synthetic = true)
    {
        var city = await ServedCity.StartAsync(synthetic, ct, policies: policies);
        foreach (var (role, purpose, person) in new[]
        {
            ("steward", "steering", "test-steward"), ("steward", "steering", "other-steward"), ("privacy-officer", "audit", "test-privacy-officer"),
            ("privacy-officer", "audit", "test-steward"), ("analyst", "screening", "test-analyst"),
        })
        {
            var now = TimeProvider.System.GetUtcNow();
            var assignment = new Assignment(Guid.NewGuid(), city.Issuer.Issuer, person, role, null, [purpose], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
            (await city.Municipality.Assignments.AddAsync(city.Municipality.Code, city.Municipality.Policy, assignment, _ => Task.CompletedTask, ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
        }

        return city;
    }

    public static async Task AdoptAsync(ServedCity city, string hash)
    {
        var proposal = await ProposeAsync(city, hash);
        (await AskAsync(city, "steward", "POST", $"/v1/policy/bundles/{proposal}/adopt", Hash(hash))).Status.ShouldBe(200);
    }

    public static async Task<string> ProposeAsync(ServedCity city, string hash) =>
        (await AskAsync(city, "privacy-officer", "POST", "/v1/policy/bundles", Hash(hash))).Body["id"]!.GetValue<string>();

    public static string Hash(string hash) => $$"""{"hash":"{{hash}}"}""";

    public static async Task<Answered> AskAsync(ServedCity city, string? role, string method, string url, string? body, string? person = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), url);
        Sign(city, request, role, person);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await city.Client.SendAsync(request, Ct);
        return new Answered((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!);
    }

    public static async Task<string> GraphAsync(ServedCity city, string role, string document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(new JsonObject { ["query"] = document }.ToJsonString(), Encoding.UTF8, "application/json") };
        Sign(city, request, role, null);
        using var response = await city.Client.SendAsync(request, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    public static string TokenOf(ServedCity city, string role, string? person) => city.Issuer.Issue(
        new DevelopmentTokenRequest(person ?? "test-" + role, "152242", role, null, [], TimeSpan.FromMinutes(10)), TimeProvider.System.GetUtcNow());

    private static void Sign(ServedCity city, HttpRequestMessage request, string? role, string? person)
    {
        if (role is null)
            return;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(city, role, person));
        request.Headers.Add("Purpose-Of-Use", role switch { "steward" => "steering", "analyst" => "screening", _ => "audit" });
    }

    public sealed record Answered(int Status, JsonNode Body)
    {
        public void ShouldBe(string code, int status)
        {
            Status.ShouldBe(status, Body.ToJsonString());
            Body["code"]!.GetValue<string>().ShouldBe(code);
        }
    }
}
