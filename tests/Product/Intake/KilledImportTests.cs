using System.Diagnostics;
using System.Runtime.Versioning;
using ChildLink.Cli.Cluster;
using ChildLink.Tests.Product.Commands;
using ChildLink.Tests.Product.Synthesis;
using Npgsql;

namespace ChildLink.Tests.Product.Intake;

/// <summary>The real command, killed with -9 wherever it happens to be, and run again.</summary>
[SupportedOSPlatform("linux")]
public sealed class KilledImportTests
{
    private const string Clean = "999992";
    private const string Killed = "999993";

    private const string Importing =
        "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_killed_and_run_again_equals_a_clean_one()
    {
        using var raw = RawCity.Write(600, seed: 21);
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", Clean, "--preset", "sado");
        await home.DoAsync("municipality", "add", Killed, "--preset", "sado");
        (await home.DoAsync("import", Clean, raw.Folder)).GetProperty("taken").GetInt32().ShouldBe(raw.Report.Files.Count);
        await using var database = NpgsqlDataSource.Create(AddressOf(home, Killed));

        var killed = new List<long>();
        foreach (var files in new[] { 0, 1, raw.Report.Files.Count / 3, raw.Report.Files.Count * 2 / 3 })
            killed.Add(await KillAfterAsync(home, database, raw.Folder, files));
        var last = await home.DoAsync("import", Killed, raw.Folder);

        killed.ShouldBeInOrder();
        killed[^1].ShouldBeLessThan(raw.Report.Files.Count, "the last process was killed at work");
        last.GetProperty("repeated").GetInt32().ShouldBe((int)await CountAsync(database) - last.GetProperty("taken").GetInt32());
        await using var clean = NpgsqlDataSource.Create(AddressOf(home, Clean));
        (await StoreShape.RowsAsync(database, Ct)).ShouldBe(await StoreShape.RowsAsync(clean, Ct));
    }

    /// <summary>Kills the process when so many files are in; answers how many are in after that.</summary>
    private static async Task<long> KillAfterAsync(CommandHome home, NpgsqlDataSource database, string folder, int files)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "ChildLink.Cli.dll"), "import", Killed, folder, "--json" })
            start.ArgumentList.Add(argument);
        start.Environment["CHILDLINK_HOME"] = home.Path;
        using var process = Process.Start(start)!;
        while (!process.HasExited && (await CountAsync(database) < files || !await IsImportingAsync(database)))
            await Task.Delay(TimeSpan.FromMilliseconds(5), Ct);
        process.Kill();
        await process.WaitForExitAsync(Ct);
        return await CountAsync(database);
    }

    private static string AddressOf(CommandHome home, string code)
    {
        var cluster = new PrivateCluster(new ClusterOptions { Home = home.Path }, TimeProvider.System);
        var running = cluster.Status().ShouldBeOfType<ClusterState.Running>();
        return new NpgsqlConnectionStringBuilder(running.Connection.ConnectionString) { Database = "childlink_" + code, Pooling = false }.ConnectionString;
    }

    private static async Task<bool> IsImportingAsync(NpgsqlDataSource database) =>
        await AskAsync(database, Importing) > 0;

    private static Task<long> CountAsync(NpgsqlDataSource database) => AskAsync(database, "select count(*) from read.deliveries");

    private static async Task<long> AskAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
