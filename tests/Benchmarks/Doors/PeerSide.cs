using System.Diagnostics;
using ChildLink.Benchmarks.Lists;
using Npgsql;

namespace ChildLink.Benchmarks.Doors;

/// <summary>A GraphQL server of another make, in Node.js, over the tables of <see cref="PeerTables"/>.</summary>
internal static class PeerSide
{
    public const string PostGraphile = "postgraphile";
    public const string Mercurius = "mercurius";

    /// <summary>Starts it from a copy below <c>.childlink/</c>, where its packages are installed.</summary>
    /// <exception cref="InvalidOperationException">The packages do not install.</exception>
    public static async Task<ServedSide> StartAsync(string peer, string connectionString, CancellationToken ct)
    {
        var root = Environment.GetEnvironmentVariable("CHILDLINK_ROOT") ?? Directory.GetCurrentDirectory();
        var folder = Directory.CreateDirectory(Path.Combine(root, ".childlink", "bench-peers", peer)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "tests", "Benchmarks", "Doors", "peers", peer)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        await InstallAsync(folder, ct);
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["NODE_ENV"] = "production";
        foreach (var word in new[] { "serve.mjs", Address(connectionString), PeerTables.Schema })
            start.ArgumentList.Add(word);
        return await ServedSide.StartAsync(start, ct);
    }

    private static async Task InstallAsync(string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"]) { UseShellExecute = false, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed in {folder}.");
    }

    private static string Address(string connectionString)
    {
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{place.Username}:{Uri.EscapeDataString(place.Password ?? "")}@localhost:{place.Port}/{place.Database}?host={Uri.EscapeDataString(place.Host!)}";
    }
}
