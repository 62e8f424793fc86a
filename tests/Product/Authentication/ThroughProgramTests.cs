using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text.Json;
using ChildLink.Api.Authentication;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Commands;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Authentication;

/// <summary>What a second person decides is refused through a program, over REST and by the command line.</summary>
public sealed class ThroughProgramTests
{
    private const string Issuer = "https://id.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_REST_every_such_operation_asks_for_the_person()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        await using var city = await ServedCity.StartAsync(synthetic: true, Ct, trust: new TokenTrust.Provider(provider.Address, "childlink"));
        await HoldAsync(city, "suzuki", "privacy-officer", "audit");
        await HoldAsync(city, "sato", "narrower", "case-work");
        await HoldAsync(city, "portal", "system-client", "on-behalf");
        var operations = new[] { typeof(Operations), typeof(CaseOperations) }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => f.GetValue(null)).OfType<Operation>().Where(o => o.InPerson).ToList();
        operations.ShouldNotBeEmpty();

        foreach (var operation in operations)
        {
            var (person, purpose) = operation.Purposes.Contains("audit") ? ("suzuki", "audit") : ("sato", "case-work");
            (await CodeAsync(operation, purpose, Token(provider, person, "portal"))).ShouldBe((403, "person-required"), operation.Path);
            (await CodeAsync(operation, purpose, Token(provider, person))).Code.ShouldNotBe("person-required", operation.Path);
        }

        (await city.Database.AskAsync<long>("select count(*) from audit.entries where outcome = 'refused:person-required'", Ct)).ShouldBe(operations.Count);

        async Task<(int Status, string? Code)> CodeAsync(Operation operation, string purpose, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), operation.Path.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Purpose-Of-Use", purpose);
            request.Content = JsonContent.Create(new { reason = "x", hash = "x", version = 1, verdict = "justified" });
            using var answer = await city.Client.SendAsync(request, Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            return ((int)answer.StatusCode, JsonDocument.Parse(body).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_command_line_asks_for_the_person_too()
    {
        await using var provider = await LoopbackProvider.StartAsync(Ct);
        await using var home = new CommandHome();
        await home.DoAsync("init");
        await home.DoAsync("municipality", "add", "152242", "--preset", "sado");
        home.Variables["Auth__Authority"] = provider.Address.ToString();
        home.Variables["Auth__Audience"] = "childlink";
        await home.DoAsync("assignments", "first", "--issuer", Issuer, "--steward", "sato", "--officer", "suzuki");
        var list = Path.Combine(home.Path, "list.csv");
        await File.WriteAllTextAsync(list, "action,person,role,purposes,until\nadd,portal,system-client,on-behalf,2099-03-31\n", Ct);
        var batch = (await home.DoAsync("assignments", "import", list, "--token", Token(provider, "sato"))).GetProperty("batch").GetString()!;
        await home.DoAsync("assignments", "approve", "--batch", batch, "--token", Token(provider, "suzuki"));
        var (some, through) = (Guid.NewGuid().ToString(), Token(provider, "suzuki", "portal"));

        foreach (var command in new string[][]
        {
            ["assignments", "approve", "--batch", some], ["erase", "approve", some], ["policy", "propose", "--role", "privacy-officer"],
            ["policy", "adopt", some, "--hash", "x", "--role", "privacy-officer"], ["policy", "withdraw", some, "--role", "privacy-officer"],
        })
        {
            var name = string.Join(' ', command);
            (await home.RunAsync([.. command, "--token", through, "--json"])).ErrorCode.ShouldBe("person-required", name);
            var inPerson = await home.RunAsync([.. command, "--token", Token(provider, "suzuki"), "--json"]);
            inPerson.Output.ShouldNotContain("person-required", Case.Sensitive, name);
        }
    }

    private static string Token(LoopbackProvider provider, string person, string? program = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return provider.Sign("RS256", string.Create(CultureInfo.InvariantCulture, $$"""
            {"iss":"{{Issuer}}","aud":"childlink","tenant":"152242","iat":{{now}},"exp":{{now + 600}},"amr":["pwd","mfa"],"sub":"{{person}}"{{(program is null ? "" : $",\"azp\":\"{program}\",\"act\":{{\"sub\":\"{program}\"}}")}}}
            """));
    }

    private static async Task HoldAsync(ServedCity city, string person, string role, string purpose)
    {
        var now = TimeProvider.System.GetUtcNow();
        var assignment = new Assignment(Guid.NewGuid(), Issuer, person, role, null, [purpose], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        (await city.Municipality.Assignments.AddAsync("152242", city.Municipality.Policy, assignment, _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
    }
}
