namespace ChildLink.Cli.Cluster;

/// <summary>A private cluster for tests: below the temporary folder, not durable, deleted on dispose.</summary>
public sealed class TemporaryCluster : IAsyncDisposable
{
    private const string Prefix = "childlink-test-";
    private const string UseFile = "in-use";
    // Between making a home and locking its use file another process must not take it for a leftover.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly FileStream use;

    private TemporaryCluster(PrivateCluster cluster, ClusterConnection connection, string home, FileStream use)
    {
        Cluster = cluster;
        Connection = connection;
        Home = home;
        this.use = use;
    }

    /// <summary>The cluster itself, to stop and start it inside a test.</summary>
    public PrivateCluster Cluster { get; }

    /// <summary>How to reach the cluster as it was started first.</summary>
    public ClusterConnection Connection { get; }

    /// <summary>The home folder.</summary>
    public string Home { get; }

    /// <summary>Makes and starts a fresh cluster, and removes those of test runs that were killed.</summary>
    /// <exception cref="IOException">The cluster is unavailable; the message says why.</exception>
    public static async Task<TemporaryCluster> Start(TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        await RemoveLeftovers(time, ct);
        var home = Path.Combine(Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}");
        Directory.CreateDirectory(home);
        var use = ClusterLock.TryTake(Path.Combine(home, UseFile)) ?? throw new IOException($"{home} is in use.");
        var cluster = At(home, time);
        var state = await cluster.Start(ct);
        if (state is ClusterState.Running running) return new TemporaryCluster(cluster, running.Connection, home, use);

        await use.DisposeAsync();
        await cluster.Destroy(CancellationToken.None);
        throw new IOException(state is ClusterState.Unavailable no ? $"{no.Problem} {no.Advice} {string.Join("; ", no.Tried)}" : "The cluster did not start.");
    }

    /// <summary>Stops the cluster at once and deletes everything of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Cluster.Destroy(CancellationToken.None);
        await use.DisposeAsync();
    }

    private static PrivateCluster At(string home, TimeProvider time) => new(new ClusterOptions { Home = home, Durable = false }, time);

    private static async Task RemoveLeftovers(TimeProvider time, CancellationToken ct)
    {
        foreach (var home in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                var file = Path.Combine(home, UseFile);
                if (!File.Exists(file) || time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) < Grace) continue;
                using var mine = ClusterLock.TryTake(file);
                if (mine is not null) await At(home, time).Destroy(ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run is removing it.
            }
        }
    }
}
