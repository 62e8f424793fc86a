using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Cli.Cluster;
using Npgsql;

namespace ChildLink.Benchmarks.Setting;

/// <summary>A private cluster for one run of a benchmark: durable, because the cost of the log is the cost of reaching the disk.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    public const string Database = "bench";

    private readonly PrivateCluster cluster;
    private readonly string home;

    private BenchCluster(string home)
    {
        this.home = home;
        cluster = new PrivateCluster(new ClusterOptions { Home = home }, TimeProvider.System);
    }

    /// <summary>Home folder: cluster, keys, checkpoints.</summary>
    public string Home => home;

    /// <summary>Processor time of the database so far.</summary>
    public TimeSpan ProcessorTime() => cluster.Status() is ClusterState.Running running ? DatabaseTime.Of(running.Connection.ProcessId) : TimeSpan.Zero;

    /// <summary>Makes a cluster with an empty database.</summary>
    public static async Task<BenchCluster> CreateAsync(CancellationToken ct)
    {
        var made = new BenchCluster(Directory.CreateTempSubdirectory("childlink-bench-").FullName);
        var connection = await StartAsync(made.cluster, ct);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand($"create database {Database}");
        await command.ExecuteNonQueryAsync(ct);
        return made;
    }

    /// <summary>The municipality that lives in the cluster of a home.</summary>
    public static async Task<Municipality> OpenAsync(string home, CancellationToken ct) =>
        await Municipality.OpenAsync(await PlaceAsync(home, ct), TimeProvider.System, ct) switch
        {
            Opening.Opened opened => opened.Municipality,
            Opening.Refused refused => throw new InvalidOperationException(refused.Message),
            _ => throw new InvalidOperationException("A case without an arm."),
        };

    /// <summary>Where the municipality of a home lies.</summary>
    public static async Task<MunicipalityPlace> PlaceAsync(string home, CancellationToken ct)
    {
        var connection = await StartAsync(new PrivateCluster(new ClusterOptions { Home = home }, TimeProvider.System), ct);
        var options = ChildLinkOptions.From(
            name => name == ChildLinkOptions.HomeVariable ? home : Environment.GetEnvironmentVariable(name), AppContext.BaseDirectory);
        var address = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = Database };
        return options.PlaceOf("152242", address.ConnectionString, connection.ClusterId);
    }

    public async ValueTask DisposeAsync() => await cluster.Destroy(CancellationToken.None);

    private static async Task<ClusterConnection> StartAsync(PrivateCluster cluster, CancellationToken ct) => await cluster.Start(ct) switch
    {
        ClusterState.Running running => running.Connection,
        ClusterState.Unavailable no => throw new InvalidOperationException($"{no.Problem} {no.Advice}"),
        _ => throw new InvalidOperationException("The cluster did not start."),
    };
}
