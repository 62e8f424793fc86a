using ChildLink.Privacy.Access;
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
    public static async Task<ChildReading?> OpenAsync(
        NpgsqlDataSource database, ChildAnswering answering, Caller caller, ChildPlan plan, Action<ChildBatch> add, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        var reading = new ChildReading(connection, answering.BatchOf(connection, caller, plan));
        var kept = false;
        try
        {
            add(reading.batch);
            reading.reader = await reading.batch.ExecuteAsync(ct);
            reading.Rows = new RowReader(reading.reader);
            kept = await reading.batch.FindsContextAsync(reading.Rows, ct);
            return kept ? reading : null;
        }
        finally
        {
            if (!kept)
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
