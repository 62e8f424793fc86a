using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>An open question: its connection, its statements in one round trip, and the reader of their rows.</summary>
internal sealed class ChildReading : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly ChildBatch batch;
    private NpgsqlDataReader? reader;

    private ChildReading(NpgsqlConnection connection, ChildBatch batch)
    {
        this.connection = connection;
        this.batch = batch;
    }

    /// <summary>Stands before the first row.</summary>
    public RowReader Rows { get; private set; } = null!;

    /// <summary>Asks; null when the run of the context is not there.</summary>
    /// <exception cref="StandingMovedException">The caller must be admitted anew; no row was read.</exception>
    public static async Task<ChildReading?> OpenAsync(
        NpgsqlDataSource database, ChildAnswering answering, DisclosureScope scope, ChildPlan plan, Action<ChildBatch> add, CancellationToken ct)
    {
        var (reading, found) = await AskAsync(database, answering, scope, plan, add, ct);
        if (found is not null)
            return reading;
        // No row: because nobody is there, or because no run is. Rare, so that it is asked only now.
        (reading, _) = await AskAsync(
            database, answering, scope, plan,
            batch =>
            {
                batch.AddContext();
                add(batch);
            }, ct);
        return reading;
    }

    private static async Task<(ChildReading? Reading, bool? FoundRun)> AskAsync(
        NpgsqlDataSource database, ChildAnswering answering, DisclosureScope scope, ChildPlan plan, Action<ChildBatch> add, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        var reading = new ChildReading(connection, answering.BatchOf(connection, scope, plan));
        bool? found = false;
        try
        {
            add(reading.batch);
            reading.reader = await reading.batch.ExecuteAsync(ct);
            reading.Rows = new RowReader(reading.reader);
            found = await reading.batch.FindsContextAsync(reading.Rows, ct);
            return (found == true ? reading : null, found);
        }
        finally
        {
            if (found != true)
                await reading.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (reader is not null)
            await reader.DisposeAsync();
        await batch.DisposeAsync();
        await connection.DisposeAsync();
    }
}
