using System.Diagnostics;
using System.Runtime.Versioning;
using ChildLink.Cli.Cluster;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Commands;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>An installation of its own with the planted town, worked on by commands in this process and in others.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PlantedHome : IAsyncDisposable
{
    public const string Code = "999992";

    public CommandHome Home { get; } = new();

    public string Keys => Path.Combine(Home.Path, "keys", Code);

    public static async Task<PlantedHome> CreateAsync(CancellationToken ct)
    {
        var made = new PlantedHome();
        await made.Home.DoAsync("municipality", "add", Code, "--preset", "sado");
        using var files = PlantedTown.Write(City());
        await made.Home.DoAsync("import", Code, files.Folder);
        await made.Home.DoAsync("link", Code);
        await made.Home.DoAsync("screen", Code, "--plan", "nobeoka-count");
        // Statistics of columns hold values, too.
        await made.RunAsync("analyze", ct);
        return made;
    }

    /// <summary>Asks for the child's erasure; answers its id.</summary>
    public async Task<string> RequestAsync(CancellationToken ct)
    {
        var child = await AskAsync<Guid>(PlantedTown.FindByCode, ct);
        return (await Home.DoAsync("erase", "subject", child.ToString("D"), "--reason", "request of the person")).GetProperty("erasure").GetString()!;
    }

    public static string AddressOf(CommandHome home)
    {
        var running = new PrivateCluster(new ClusterOptions { Home = home.Path }, TimeProvider.System).Status().ShouldBeOfType<ClusterState.Running>();
        return new NpgsqlConnectionStringBuilder(running.Connection.ConnectionString) { Database = "childlink_" + Code, Pooling = false }.ConnectionString;
    }

    public Task<T> AskAsync<T>(string sql, CancellationToken ct) => AskAsync<T>(Home, sql, ct);

    public static async Task<T> AskAsync<T>(CommandHome home, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf(home));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf(Home));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs a command in a process of its own and kills it as soon as the database says so.</summary>
    /// <returns>Whether it was killed at work, not before or after.</returns>
    public async Task<bool> KillAsync(string whenTrue, CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "ChildLink.Cli.dll")).Append("--json"))
            start.ArgumentList.Add(argument);
        start.Environment["CHILDLINK_HOME"] = Home.Path;
        using var process = Process.Start(start)!;
        var reached = false;
        while (!process.HasExited && !(reached = await AskAsync<bool>($"select {whenTrue}", ct)))
            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        process.Kill();
        await process.WaitForExitAsync(ct);
        return reached;
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();

    private static City City()
    {
        var files = new PolicyFiles(RepositoryFolders.Policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return ChildLink.Records.Provisions.City.Load(files, Path.Combine(RepositoryFolders.Policies, "municipalities", "152242"), purposes);
    }
}
