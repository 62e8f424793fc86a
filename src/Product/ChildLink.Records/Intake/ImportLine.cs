using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>
/// Where preparing hands over to writing. Both use one connection in turn: so what is read is what stands in the open
/// transaction, however large the file is.
/// </summary>
/// <remarks>
/// A step is kept back until the database was read for the one after it. Else every reading would wait for the writing of
/// the step before, and sealing would wait for the reading: nothing would be done at the same time.
/// </remarks>
internal sealed class ImportLine(NpgsqlConnection connection, StoreAhead ahead) : IDisposable
{
    private readonly Channel<ImportStep> steps = Channel.CreateBounded<ImportStep>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim turn = new(1, 1);
    private ImportStep? keptBack;
    private ExceptionDispatchInfo? failure;

    /// <summary>Why work with the connection failed for the first time; null when it did not.</summary>
    public ExceptionDispatchInfo? Failure => failure;

    /// <summary>The steps in order.</summary>
    public IAsyncEnumerable<ImportStep> Steps(CancellationToken ct) => steps.Reader.ReadAllAsync(ct);

    /// <summary>Does something with the connection while nobody else does.</summary>
    public async Task<T> TakeTurnAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await work(connection);
        }
        catch (Exception e)
        {
            // Before the turn goes on: the other side would only find a connection that is closed, and say so first.
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc cref="TakeTurnAsync{T}"/>
    public Task TakeTurnAsync(Func<NpgsqlConnection, Task> work, CancellationToken ct) =>
        TakeTurnAsync(
            async open =>
            {
                await work(open);
                return true;
            }, ct);

    /// <summary>What the store will hold about some keys and subjects (<see cref="StoreAhead.LoadAsync"/>).</summary>
    public async Task<KnownRows> LoadAsync(string provision, Guid[] keys, Guid[] subjects, CancellationToken ct)
    {
        var known = await TakeTurnAsync(_ => ahead.LoadAsync(provision, keys, subjects, ct), ct);
        await FlushAsync(ct);
        return known;
    }

    /// <summary>Hands a step over.</summary>
    public async Task PushAsync(ImportStep step, PreparedRows? rows, CancellationToken ct)
    {
        await FlushAsync(ct);
        if (rows is not null)
            ahead.Expect(rows);
        keptBack = step;
    }

    /// <summary>Waits until everything handed over has been written or given up.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await PushAsync(new ImportStep.Settle(done), rows: null, ct);
        await FlushAsync(ct);
        await done.Task.WaitAsync(ct);
        ahead.Settle();
    }

    /// <summary>No step follows.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        steps.Writer.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task FlushAsync(CancellationToken ct)
    {
        if (keptBack is not { } step)
            return;
        keptBack = null;
        await steps.Writer.WriteAsync(step, ct);
    }
}
