using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>A server process of an installation: <c>childlink up</c> on a free port.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => Receive(e.Data);
        process.ErrorDataReceived += (_, e) => Receive(e.Data);
        // Read to the end: a full pipe would stop the server.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Whether it has ended.</summary>
    public bool Ended => process.HasExited;

    /// <summary>Memory that the process holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Everything it has printed, on both streams.</summary>
    public string Printed => string.Join('\n', lines);

    /// <summary>Starts one and waits until it listens.</summary>
    public static Task<ServerProcess> StartAsync(Home home, string municipality, CancellationToken ct) =>
        StartAsync(home, municipality, new Dictionary<string, string>(StringComparer.Ordinal), ct);

    /// <summary>Starts one with variables of its own and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(Home home, string municipality, IReadOnlyDictionary<string, string> variables, CancellationToken ct)
    {
        var server = new ServerProcess(home.Start(variables, "up", "--municipality", municipality, "--port", "0", "--json"));
        try
        {
            server.Address = await server.address.Task.WaitAsync(Patience, ct);
            return server;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            await server.DisposeAsync();
            throw new IOException($"The server did not start: {server.Printed}", e);
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Receive(string? line)
    {
        if (line is null)
        {
            address.TrySetException(new IOException("The process ended."));
            return;
        }

        lines.Enqueue(line);
        if (AddressLine().Match(line) is { Success: true } found)
            address.TrySetResult(new Uri(found.Groups["url"].Value));
    }

    [GeneratedRegex("\"address\": \"(?<url>http[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AddressLine();
}
