using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>A table with its columns and the tables its foreign keys need.</summary>
internal sealed record DataTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Needs);

/// <summary>What a database says about its own tables, sequences and schema. Names come quoted.</summary>
internal static class TableCatalogue
{
    /// <summary>Every table, each after those it needs.</summary>
    public static async Task<IReadOnlyList<DataTable>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var waiting = await ReadAsync(connection, BackupSql.Tables, r => new DataTable(r.PublicText(0), r.PublicTexts(1), r.PublicTexts(2)), ct);
        var ordered = new List<DataTable>(waiting.Count);
        while (waiting.Count > 0)
        {
            var ready = waiting.FindAll(t => t.Needs.All(n => waiting.TrueForAll(w => w.Name != n)));
            if (ready.Count == 0)
                throw new InvalidOperationException("Foreign keys form a circle; no order fills these tables.");
            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    public static Task<List<DumpedSequence>> SequencesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ReadAsync(connection, BackupSql.Sequences, static r => new DumpedSequence(r.PublicText(0), r.PublicIsNull(1) ? null : r.PublicLong(1)), ct);

    public static Task<List<AppliedMigration>> MigrationsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ReadAsync(connection, BackupSql.Migrations, static r => new AppliedMigration(r.PublicText(0), r.PublicText(1)), ct);

    public static Task<List<string>> LogMonthsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ReadAsync(connection, BackupSql.LogMonths, static r => r.PublicText(0), ct);

    public static Task<List<string>> EpochsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ReadAsync(connection, BackupSql.Epochs, static r => r.PublicText(0), ct);

    public static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken ct) =>
        (await ReadAsync(connection, BackupSql.Count(table), static r => r.PublicLong(0), ct))[0];

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<RowReader, T> read, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
            found.Add(read(rows));
        return found;
    }
}
