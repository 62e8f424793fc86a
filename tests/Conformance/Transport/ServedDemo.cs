using System.Diagnostics;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Conformance.Transport;

/// <summary>A demonstration city served by a process, and a steward's token: what a client of another maker meets.</summary>
public sealed class ServedDemo : IAsyncLifetime
{
    public const string Purpose = "steering";
    public const string Code = "999997";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Home? home;
    private ServerProcess? server;

    /// <summary>The installation; nothing may be asked of it where there is no Node.</summary>
    public Home Home => home!;

    /// <summary>The server, which believes the development issuer.</summary>
    public ServerProcess Server => server!;

    /// <summary>A token of the steward.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The run of the demonstration.</summary>
    public Guid Run { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // Before the city: without Node there is nothing to do.
        if (await NodeTools.AbsenceAsync() is not null)
            return;
        var ct = CancellationToken.None;
        home = await Home.CreateAsync(ct);
        Run = (await home.DoAsync(ct, "demo", "--no-serve", "--children", "300")).GetProperty("run").GetGuid();
        server = await ServerProcess.StartAsync(home, Code, ct);
        Token = (await home.DoAsync(ct, "token", "--municipality", Code, "--role", "steward")).GetProperty("token").GetString()!;
    }

    /// <summary>Runs a script against the server and gives its lines; skips the calling test where there is no Node.</summary>
    public async Task<IReadOnlyList<JsonElement>> RunAsync(string script, params string[] more)
    {
        var folder = await NodeTools.FolderAsync();
        using var process = Process.Start(new ProcessStartInfo("node", [script, new Uri(server!.Address, "/graphql").ToString(), Token, Purpose, .. more])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var stop = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var error = process.StandardError.ReadToEndAsync(stop.Token);
        await process.WaitForExitAsync(stop.Token);
        process.ExitCode.ShouldBe(0, await error);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        if (home is not null)
            await home.DisposeAsync();
    }
}
