using ChildLink.EventStore;
using ChildLink.Oversight.Recording;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// Signs the newest tree of every tenant at most once per period, beside the appends and on another connection, so that
/// no request waits for it.
/// </summary>
internal sealed class CheckpointWriter : IAsyncDisposable
{
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource database;
    private readonly CheckpointRecorder recorder;
    private readonly TimeProvider time;
    private readonly HashSet<string> unread;
    private readonly Lock turn = new();
    private readonly PeriodicTimer timer;
    private readonly Task writing;
    private Dictionary<string, (long Size, TreeHash Root)> grown = new(StringComparer.Ordinal);

    public CheckpointWriter(NpgsqlDataSource database, LogSigner signer, CheckpointFolder outside, AccessLogOptions options, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        recorder = new CheckpointRecorder(database, signer, outside, time);
        unread = new HashSet<string>(options.SignAtStart, StringComparer.Ordinal);
        timer = new PeriodicTimer(options.CheckpointEvery, time);
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
        if (unread.Count > 0)
            await WriteGrownAsync();
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
            await WriteGrownAsync();
    }

    private async Task WriteGrownAsync()
    {
        foreach (var tenant in unread.ToArray())
        {
            if (await SucceedsAsync(ct => NoticeHeadAsync(tenant, ct)))
                unread.Remove(tenant);
        }

        Dictionary<string, (long Size, TreeHash Root)> due;
        lock (turn)
        {
            due = grown;
            grown = new(StringComparer.Ordinal);
        }

        foreach (var (tenant, (size, root)) in due)
        {
            // The entries are durable without it; the next period tries again with whatever is newest then.
            if (!await SucceedsAsync(ct => recorder.RecordAsync(tenant, size, root, ct)))
                Grown(tenant, size, root);
        }
    }

    /// <summary>A process that was killed left a tail that nobody signed.</summary>
    private async Task NoticeHeadAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, AppendSql.LoadFrontier, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        if (!await rows.ReadAsync(ct))
            return;
        var head = Frontier.Read(rows.PublicBytes(0)) ?? throw new InvalidDataException("The tree head in the database is damaged; verify the log.");
        if (head.Size > 0)
            Grown(tenant, head.Size, head.Root());
    }

    private async Task<bool> SucceedsAsync(Func<CancellationToken, Task> step)
    {
        using var deadline = new CancellationTokenSource(LastChance, time);
        try
        {
            await step(deadline.Token);
            FailingSince = null;
            return true;
        }
        catch (Exception)
        {
            // Whatever it was: a loop that ended here would leave every later entry without a signature, and nobody would notice.
            FailingSince ??= time.GetUtcNow();
            return false;
        }
    }
}
