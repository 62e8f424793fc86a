using System.Globalization;
using ChildLink.Cli.Commands.Running;
using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>Fills an empty, migrated database from the files of a backup: everything or nothing.</summary>
internal static class DatabaseLoad
{
    /// <param name="connection">Owner of the database.</param>
    /// <param name="manifest">What the backup holds.</param>
    /// <param name="folder">Where it lies.</param>
    /// <param name="amend">Changes what was loaded before anybody else can see it.</param>
    /// <param name="done">Told the share done.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public static async Task ReadAsync(
        NpgsqlConnection connection, BackupManifest manifest, string folder, Func<NpgsqlConnection, Task> amend, Action<double> done, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!(await TableCatalogue.MigrationsAsync(connection, ct)).SequenceEqual(manifest.Migrations))
            throw new CommandRefusedException("schema-differs", "The backup was made by a program with another database schema; restore it with that version.");
        foreach (var month in manifest.LogMonths)
            await Statement.ExecuteAsync(connection, BackupSql.EnsureLogMonth, ct, DateTimeOffset.ParseExact(month + "-01Z", "yyyy-MM-dd'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        // Names and columns of this database: those of the manifest are text from outside and never become SQL.
        var tables = await TableCatalogue.TablesAsync(connection, ct);
        var loaded = 0;
        foreach (var table in tables)
        {
            var dumped = manifest.Tables.FirstOrDefault(t => t.Name == table.Name && t.Columns.SequenceEqual(table.Columns, StringComparer.Ordinal))
                ?? throw new InvalidDataException($"The backup lacks the table {table.Name}.");
            await LoadAsync(connection, table, dumped, Path.Combine(folder, DatabaseDump.FileOf(table.Name)), ct);
            done((double)++loaded / tables.Count);
        }

        foreach (var sequence in await TableCatalogue.SequencesAsync(connection, ct))
        {
            if (manifest.Sequences.FirstOrDefault(s => s.Name == sequence.Name)?.Last is { } last)
                await Statement.ExecuteAsync(connection, BackupSql.SetSequence, ct, sequence.Name, last);
        }

        await amend(connection);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task LoadAsync(NpgsqlConnection connection, DataTable table, DumpedTable dumped, string path, CancellationToken ct)
    {
        if (await TableCatalogue.CountAsync(connection, table.Name, ct) != 0)
            throw new CommandRefusedException("database-not-empty", "The database holds data; restore into an empty one.");
        await using (var file = File.OpenRead(path))
        await using (var rows = await connection.BeginRawBinaryCopyAsync(BackupSql.CopyIn(table.Name, table.Columns), ct))
        {
            await file.CopyToAsync(rows, ct);
        }

        if (await TableCatalogue.CountAsync(connection, table.Name, ct) != dumped.Rows)
            throw new InvalidDataException($"The table {table.Name} does not hold as many rows as the manifest says.");
    }
}
