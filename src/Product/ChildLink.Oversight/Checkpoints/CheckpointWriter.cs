using ChildLink.EventStore;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// Signs the newest tree of every tenant at most once per period, beside the appends and on another connection, so that
/// no request waits for it: first into the database, then outside.
/// </summary>
internal sealed class CheckpointWriter : IAsyncDisposable
{
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource database;
    private readonly LogSigner signer;
    private readonly CheckpointFolder outside;
    private readonly TimeProvider time;
    private readonly Lock turn = new();
    private readonly PeriodicTimer timer;
    private readonly Task writing;
    private Dictionary<string, (long Size, TreeHash Root)> grown = new(StringComparer.Ordinal);

    public CheckpointWriter(NpgsqlDataSource database, LogSigner signer, CheckpointFolder outside, TimeSpan every, TimeProvider time)
    {
        this.database = database;
        this.signer = signer;
        this.outside = outside;
        this.time = time;
        timer = new PeriodicTimer(every, time);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Since when checkpoints cannot be written; null when they can.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Notes that a tree has grown.</summary>
    public void Grown(string tenant, long size, TreeHash root)
    {
        lock (turn)
        {
            if (!grown.TryGetValue(tenant, out var known) || known.Size < size)
                grown[tenant] = (size, root);
        }
    }

    /// <summary>Writes the last checkpoints, within five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await writing;
        await WriteGrownAsync();
    }

    private async Task WriteAsync()
    {
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
            await WriteGrownAsync();
    }

    private async Task WriteGrownAsync()
    {
        Dictionary<string, (long Size, TreeHash Root)> due;
        lock (turn)
        {
            due = grown;
            grown = new(StringComparer.Ordinal);
        }

        foreach (var (tenant, (size, root)) in due)
        {
            using var deadline = new CancellationTokenSource(LastChance, time);
            try
            {
                await WriteAsync(tenant, size, root, deadline.Token);
                FailingSince = null;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                // The entries are durable without it; the next period tries again with whatever is newest then.
                FailingSince ??= time.GetUtcNow();
                Grown(tenant, size, root);
            }
        }
    }

    private async Task WriteAsync(string tenant, long size, TreeHash root, CancellationToken ct)
    {
        var note = signer.Sign(tenant, size, root);
        await using (var connection = await database.OpenConnectionAsync(ct))
            await Statement.ExecuteAsync(connection, CheckpointSql.Insert, ct, tenant, size, root.ToBytes(), time.GetUtcNow(), note);
        await outside.AppendAsync(tenant, note, time, ct);
    }
}
