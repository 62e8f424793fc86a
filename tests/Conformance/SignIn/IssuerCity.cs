using System.Globalization;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;
using ChildLink.Tests.Conformance.Transport;

namespace ChildLink.Tests.Conformance.SignIn;

/// <summary>
/// The city of the demonstration behind a real identity provider: two servers with <c>Auth__Authority</c>, one asked while the provider
/// runs and one before, and people of the provider whom the city's steward and privacy officer assigned.
/// </summary>
public sealed class IssuerCity(ServedDemo demo) : IAsyncLifetime
{
    public const string Person = "suzuki";
    public const string Purpose = "narrowing";
    public const string ProgramPurpose = "system-operation";

    private IdentityProvider? provider;
    private ServerProcess? server;
    private ServerProcess? early;

    /// <summary>What the server that is asked early answered while there was no provider.</summary>
    public Reply BeforeProvider { get; private set; } = null!;

    internal IdentityProvider Provider => provider!;

    internal ProviderClient Client => new(Provider.Address);

    public async ValueTask InitializeAsync()
    {
        if (await NodeTools.AbsenceAsync() is not null)
            return;
        var ct = CancellationToken.None;
        provider = new IdentityProvider(await NodeTools.FolderAsync(), ServedDemo.Code);
        var officer = (await demo.Home.DoAsync(ct, "token", "--municipality", ServedDemo.Code, "--role", "privacy-officer")).GetProperty("token").GetString()!;
        await AssignAsync(Person, "narrower", Purpose, officer);
        await AssignAsync(IdentityProvider.Program, "system-client", ProgramPurpose, officer);
        var trust = new Dictionary<string, string>(StringComparer.Ordinal) { ["Auth__Authority"] = provider.Issuer, ["Auth__Audience"] = IdentityProvider.Audience };
        var servers = await Task.WhenAll(ServerProcess.StartAsync(demo.Home, ServedDemo.Code, trust, ct), ServerProcess.StartAsync(demo.Home, ServedDemo.Code, trust, ct));
        (server, early) = (servers[0], servers[1]);
        BeforeProvider = await AskEarlyAsync(demo.Token);
        await provider.StartAsync();
        // Both have tried to read the provider now: the pauses before they may read again run side by side.
        (await AskAsync(await Client.ProgramAsync(), "/v1/status", ProgramPurpose)).Ok();
    }

    /// <summary>Lists children for narrowing with a token.</summary>
    public Task<Reply> AskAsync(string token) => AskAsync(server!, token, "/v1/children", Purpose);

    /// <summary>The same at the server that was asked before the provider ran.</summary>
    public Task<Reply> AskEarlyAsync(string token) => AskAsync(early!, token, "/v1/children", Purpose);

    /// <summary>Asks anything, with a purpose or without.</summary>
    public Task<Reply> AskAsync(string token, string path, string? purpose, string? body = null) => AskAsync(server!, token, path, purpose, body);

    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[server, early, provider])
        {
            if (part is not null)
                await part.DisposeAsync();
        }
    }

    private async Task<Reply> AskAsync(ServerProcess asked, string token, string path, string? purpose, string? body = null)
    {
        using var door = new Door(asked.Address, (_, _) => Task.FromResult(token));
        return await door.AskAsync(null, path, body, request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            if (purpose is not null)
                request.Headers.Add("Purpose-Of-Use", purpose);
            if (purpose == Purpose)
                request.Headers.Add("Purpose-Context", $"run:{demo.Run}");
        });
    }

    // As two people of the city do it, at the server that they already have.
    private async Task AssignAsync(string person, string role, string purpose, string officer)
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(7).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var proposed = await AskAsync(demo.Server, demo.Token, "/v1/assignments", "steering",
            JsonSerializer.Serialize(new { issuer = Provider.Issuer, person, role, purposes = new[] { purpose }, until }));
        proposed.Status.ShouldBe(201, proposed.Body);
        (await AskAsync(demo.Server, officer, $"/v1/assignments/{proposed.Json.GetProperty("id").GetString()}/approve", "audit", "")).Ok();
    }
}
