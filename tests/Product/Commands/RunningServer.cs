using System.Text.RegularExpressions;
using ChildLink.Cli.Commands;

namespace ChildLink.Tests.Product.Commands;

/// <summary>A command that serves inside this process until it is disposed.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly StringWriter output = new();
    private readonly HttpClient client = new();
    private readonly Task<int> work;

    public RunningServer(string[] arguments, Func<string, string?> variable) =>
        work = Task.Run(() => CommandTree.RunAsync(
            arguments, variable, TextWriter.Synchronized(output), TextWriter.Null, interactive: false, TimeProvider.System, stop.Token));

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync(CancellationToken ct)
    {
        while (!work.IsCompleted)
        {
            if (Address().Match(output.ToString()) is { Success: true } found)
                return new Uri(found.Value);
            await Task.Delay(50, ct);
        }

        throw new InvalidOperationException($"It ended with {await EndAsync()}: {output}");
    }

    /// <summary>Asks until the answer holds a text.</summary>
    public async Task WaitAsync(Uri url, string text, CancellationToken ct)
    {
        var last = "";
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                using var response = await client.GetAsync(url, ct);
                last = await response.Content.ReadAsStringAsync(ct);
                if (last.Contains(text, StringComparison.Ordinal))
                    return;
            }
            catch (HttpRequestException)
            {
                // Between two policies nobody listens for a moment.
            }

            await Task.Delay(100, ct);
        }

        last.ShouldContain(text);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await EndAsync();
        client.Dispose();
        stop.Dispose();
        await output.DisposeAsync();
    }

#pragma warning disable VSTHRD003 // It was started by this very object, on no context.
    private async Task<int> EndAsync() => await work;
#pragma warning restore VSTHRD003

    [GeneratedRegex("http://[0-9.:]+/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
