using System.Diagnostics;
using System.Net;
using ChildLink.Api;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using Microsoft.AspNetCore.Builder;

namespace ChildLink.Benchmarks.Lists;

/// <summary>A server of the benchmark in a process of its own; ours and the bare one are of the same program: one runtime, one configuration.</summary>
internal sealed class ServedSide : IDisposable
{
    /// <summary>First word of the process.</summary>
    public const string Command = "serve";

    /// <summary>The product's server.</summary>
    public const string Product = "product";

    /// <summary>The bare endpoint.</summary>
    public const string Bare = "bare";

    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly Process process;

    private ServedSide(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ServedSide> StartAsync(string side, string home, Guid run, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ServedSide).Assembly.Location);
        foreach (var word in new[] { Command, side, home, run.ToString("D") })
            start.ArgumentList.Add(word);
        return await StartAsync(start, ct);
    }

    /// <summary>Starts a server of any make that prints its address first and stops when its input ends.</summary>
    public static async Task<ServedSide> StartAsync(ProcessStartInfo start, CancellationToken ct)
    {
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("The server did not start.");
        return new ServedSide(process, new Uri(address));
    }

    /// <summary>Serves until the standard input ends, in the process that <see cref="StartAsync"/> started.</summary>
    public static async Task<int> RunAsync(string side, string home, Guid run, CancellationToken ct)
    {
        await using var municipality = await BenchCluster.OpenAsync(home, ct);
        await using WebApplication server = side == Product
            ? ApiServer.Build(municipality, new BenchCity(municipality).Judge(), AnyPort)
            : BareServer.Build(municipality, run, AnyPort);
        await server.StartAsync(ct);
        Console.WriteLine(server.Urls.First());
        await Console.In.ReadToEndAsync(ct);
        await server.StopAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>Peak working set so far.</summary>
    public string PeakMemory() => OwnProcess.PeakMemoryOf(process);

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(20));
        process.Dispose();
    }
}
