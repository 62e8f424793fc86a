using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using ChildLink.Cli.Cluster;
using Npgsql;

namespace ChildLink.Tests.Product.Cluster;

[SupportedOSPlatform("linux")]
public sealed class PrivateClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_cluster_answers_with_its_promised_settings()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);

        foreach (var (name, value) in new[]
        {
            ("log_statement", "none"), ("log_min_messages", "log"), ("log_min_error_statement", "panic"),
            ("log_min_duration_statement", "-1"), ("log_error_verbosity", "terse"), ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"), ("listen_addresses", ""), ("TimeZone", "UTC"), ("jit", "off"),
            ("server_encoding", "UTF8"), ("data_checksums", "on"), ("max_connections", "100"),
        })
            (await Ask(temporary.Connection, $"select current_setting('{name}')")).ShouldBe(value, name);
        temporary.Connection.Synthetic.ShouldBeTrue();
        temporary.Connection.ToString().ShouldNotContain("Password");
    }

    [Fact]
    public async Task Restart_keeps_data_and_identity()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        await Ask(temporary.Connection, "create table kept as select 42 as n; select '1'");

        (await temporary.Cluster.Stop(Ct)).ShouldBeOfType<ClusterState.Stopped>();
        temporary.Cluster.Status().ShouldBeOfType<ClusterState.Stopped>();
        var again = await Running(temporary.Cluster);

        again.ClusterId.ShouldBe(temporary.Connection.ClusterId);
        (await Ask(again, "select n::text from kept")).ShouldBe("42");
    }

    [Fact]
    public async Task Durable_cluster_waits_for_the_disk()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        await temporary.Cluster.Stop(Ct);
        var durable = new PrivateCluster(new ClusterOptions { Home = temporary.Home }, TimeProvider.System);

        var connection = await Running(durable);

        (await Ask(connection, "select current_setting('fsync') || current_setting('synchronous_commit')")).ShouldBe("onon");
    }

    [Fact]
    public async Task Starts_again_after_the_postmaster_was_killed()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        await Ask(temporary.Connection, "create table kept as select 42 as n; checkpoint; select '1'");

        using (var postmaster = Process.GetProcessById(temporary.Connection.ProcessId))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync(Ct);
        }

        var again = await Running(temporary.Cluster);

        again.ProcessId.ShouldNotBe(temporary.Connection.ProcessId);
        (await Ask(again, "select n::text from kept")).ShouldBe("42");
    }

    [Fact]
    public async Task Starts_although_the_old_process_number_belongs_to_another_process()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        var data = await Ask(temporary.Connection, "show data_directory");
        var pidFile = Path.Combine(data, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile, Ct);
        await temporary.Cluster.Stop(Ct);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines, Ct);

        (await Ask(await Running(temporary.Cluster), "select '1'")).ShouldBe("1");
    }

    [Theory]
    [InlineData("pgdata")]
    [InlineData("pgdata.new-0")]
    public async Task Half_made_data_folder_is_made_anew(string folder)
    {
        await using var home = new ScratchHome();
        var half = Directory.CreateDirectory(Path.Combine(home.Path, folder, "base"));
        await File.WriteAllTextAsync(Path.Combine(half.Parent!.FullName, "PG_VERSION"), "15\n", Ct);

        (await Ask(await Running(home.Cluster), "select '1'")).ShouldBe("1");
        Directory.GetDirectories(home.Path, "pgdata*").ShouldBe([Path.Combine(home.Path, "pgdata")]);
    }

    [Fact]
    public async Task Lost_data_is_reported_and_never_replaced_by_an_empty_cluster()
    {
        await using var home = new ScratchHome();
        await Running(home.Cluster);
        await home.Cluster.Stop(Ct);
        Directory.Move(Path.Combine(home.Path, "pgdata"), Path.Combine(home.Path, "elsewhere"));

        var state = (await home.Cluster.Start(Ct)).ShouldBeOfType<ClusterState.Unavailable>();

        state.Problem.ShouldContain("gone or damaged");
        Directory.Exists(Path.Combine(home.Path, "pgdata")).ShouldBeFalse();
    }

    [Fact]
    public async Task Server_never_runs_as_root()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);

        var ids = (await File.ReadAllLinesAsync($"/proc/{temporary.Connection.ProcessId}/status", Ct))
            .Single(static l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];

        ids.ShouldAllBe(static id => id != "0");
    }

    [Fact]
    public async Task Concurrent_starts_give_one_cluster()
    {
        await using var home = new ScratchHome();
        var second = new PrivateCluster(new ClusterOptions { Home = home.Path, Durable = false }, TimeProvider.System);

        var connections = await Task.WhenAll(Running(home.Cluster), Running(second));

        connections[0].ProcessId.ShouldBe(connections[1].ProcessId);
        connections[0].ClusterId.ShouldBe(connections[1].ClusterId);
        connections[0].ConnectionString.ShouldBe(connections[1].ConnectionString);
    }

    [Fact]
    public async Task Home_with_a_long_path_gets_a_short_socket_folder()
    {
        await using var home = new ScratchHome(new string('x', 110));

        (await Ask(await Running(home.Cluster), "select '1'")).ShouldBe("1");
    }

    [Fact]
    public async Task Home_closed_to_other_accounts_works()
    {
        await using var home = new ScratchHome(mode: UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        (await Ask(await Running(home.Cluster), "select '1'")).ShouldBe("1");
    }

    [Fact]
    public async Task Refused_values_do_not_reach_the_log()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        await Should.ThrowAsync<PostgresException>(() => Ask(temporary.Connection, "select 'synthetic-name-7'::int::text"));
        await Ask(temporary.Connection, "create table named (name text primary key); insert into named values ('synthetic-name-8'); select '1'");
        await Should.ThrowAsync<PostgresException>(() => Ask(temporary.Connection, "insert into named values ('synthetic-name-8') returning name"));

        var log = await File.ReadAllTextAsync(Path.Combine(temporary.Home, "run", "postgres.log"), Ct);

        log.ShouldContain("ready to accept connections");
        log.ShouldNotContain("synthetic-name");
    }

    [Fact]
    public async Task Password_is_readable_by_its_owner_only_and_required()
    {
        await using var temporary = await TemporaryCluster.Start(TimeProvider.System, Ct);
        var wrong = new NpgsqlConnectionStringBuilder(temporary.Connection.ConnectionString) { Password = "wrong", Pooling = false };

        File.GetUnixFileMode(Path.Combine(temporary.Home, "postgres-password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync(Ct))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Named_program_folder_without_programs_is_reported_not_replaced()
    {
        await using var home = new ScratchHome();
        var options = new ClusterOptions { Home = home.Path, Variable = n => n == "CHILDLINK_POSTGRES_BIN" ? home.Path : Environment.GetEnvironmentVariable(n) };

        var state = (await new PrivateCluster(options, TimeProvider.System).Start(Ct)).ShouldBeOfType<ClusterState.Unavailable>();

        state.Tried.ShouldHaveSingleItem().ShouldContain("CHILDLINK_POSTGRES_BIN");
        state.Advice.ShouldContain("CHILDLINK_POSTGRES_BIN");
    }

    [Fact]
    public async Task Cluster_that_was_never_started_is_absent()
    {
        await using var home = new ScratchHome();

        home.Cluster.Status().ShouldBeOfType<ClusterState.Absent>();
        (await home.Cluster.Stop(Ct)).ShouldBeOfType<ClusterState.Absent>();
    }

    private static async Task<ClusterConnection> Running(PrivateCluster cluster) =>
        (await cluster.Start(Ct)).Match(
            static running => running.Connection,
            static _ => throw new InvalidOperationException("stopped"),
            static _ => throw new InvalidOperationException("absent"),
            static no => throw new InvalidOperationException($"{no.Problem} {string.Join('\n', no.Tried)}"));

    private static async Task<string> Ask(ClusterConnection to, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(to.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }
}
