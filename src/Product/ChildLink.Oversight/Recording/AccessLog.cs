using System.Threading.Channels;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Oversight.Recording;

/// <summary>
/// The access log on PostgreSQL. Callers enqueue; one loop writes whatever has gathered as one transaction and then lets
/// all of its callers go on, so that one commit serves many requests.
/// </summary>
/// <remarks>
/// Several processes may write to one database. A failed write, for whatever reason, fails its callers and nobody else: the
/// next batch starts from what the database holds. An entry whose caller gave up may or may not stand in the log.
/// </remarks>
public sealed class AccessLog : IDisclosureLog, IAsyncDisposable
{
    private readonly Channel<PendingEntry> queue;
    private readonly TreeWriter tree;
    private readonly CheckpointWriter checkpoints;
    private readonly AccessLogOptions options;
    private readonly TimeProvider time;
    private readonly Task writing;
    private long failedAt;
    private int disposed;

    private AccessLog(NpgsqlDataSource database, LogSigner signer, CheckpointFolder outside, AccessLogOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        tree = new TreeWriter(database);
        queue = Channel.CreateBounded<PendingEntry>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        checkpoints = new CheckpointWriter(database, signer, outside, options, time);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Since when checkpoints cannot be written (the log itself goes on), or null when they can.</summary>
    public DateTimeOffset? CheckpointsFailingSince => checkpoints.FailingSince;

    /// <summary>When the last write failed; null when it succeeded, or when there was none.</summary>
    public DateTimeOffset? FailedAt => Interlocked.Read(ref failedAt) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether entries can be expected to go in: the log is open and the last write did not fail a short time ago (<see cref="AccessLogOptions.FailureHolds"/>).</summary>
    public bool Writable => !writing.IsCompleted && (FailedAt is not { } at || time.GetUtcNow() - at >= options.FailureHolds);

    /// <summary>Starts the log. Before the first entry nothing is written but the checkpoints of <see cref="AccessLogOptions.SignAtStart"/>.</summary>
    /// <param name="database">Connections of a role that may execute <c>audit.append_entries</c>.</param>
    /// <param name="signer">Key of the checkpoints; stays the caller's to dispose, after the log.</param>
    /// <param name="outside">Where checkpoints lie outside the database.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="time">Clock of waits and checkpoints.</param>
    public static AccessLog Start(
        NpgsqlDataSource database, LogSigner signer, CheckpointFolder outside, AccessLogOptions? options, TimeProvider time) =>
        new(database, signer, outside, options ?? new AccessLogOptions(), time);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The tenant is no code of letters, digits and hyphens, or the instant is not of this age.</exception>
    public async Task<long> AppendAsync(DisclosureEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var pending = new PendingEntry(CanonicalEntry.Of(entry));
        try
        {
            if (!queue.Writer.TryWrite(pending))
                await queue.Writer.WriteAsync(pending, ct).AsTask().WaitAsync(options.LongestWait, time, ct);
            return await pending.Written.WaitAsync(options.LongestWait, time, ct);
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException)
        {
            throw new DisclosureLogUnavailableException(e);
        }
        finally
        {
            pending.Abandon();
        }
    }

    /// <summary>Writes what is waiting and the last checkpoint, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        queue.Writer.TryComplete();
        await writing;
        await checkpoints.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<PendingEntry>(options.LargestBatch);
        try
        {
            while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < options.LargestBatch && queue.Reader.TryRead(out var pending))
                {
                    if (!pending.Abandoned)
                        batch.Add(pending);
                }

                // One database mostly serves one municipality, so this is mostly one transaction.
                foreach (var tenant in batch.GroupBy(p => p.Entry.Entry.Tenant, StringComparer.Ordinal))
                    await WriteTenantAsync(tenant.Key, [.. tenant]);
                batch.Clear();
            }
        }
        finally
        {
            queue.Writer.TryComplete();
            await ForgetAsync();
        }
    }

    private async Task WriteTenantAsync(string tenant, List<PendingEntry> batch)
    {
        using var deadline = new CancellationTokenSource(options.LongestWait, time);
        try
        {
            var (first, grown) = await tree.AppendAsync(tenant, batch, deadline.Token);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Complete(first + i);
            checkpoints.Grown(tenant, grown.Size, grown.Root());
            Interlocked.Exchange(ref failedAt, 0);
        }
        catch (Exception e)
        {
            // Whatever it was: a loop that ended here would be a server that answers nobody until somebody restarts it.
            Interlocked.Exchange(ref failedAt, time.GetUtcNow().UtcTicks);
            foreach (var pending in batch)
                pending.Fail(e);
            await ForgetAsync();
        }
    }

    private async ValueTask ForgetAsync()
    {
        try
        {
            await tree.ForgetAsync();
        }
        catch (Exception)
        {
            // A broken connection that cannot be closed either is forgotten all the same; its callers have their answer.
        }
    }
}
