using System.Data;
using System.Security.Cryptography;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>Writes every table of a database into files, all as of one instant.</summary>
internal static class DatabaseDump
{
    /// <summary>Folder of the tables inside a backup.</summary>
    public const string Folder = "tables";

    /// <summary>Name of a table's file; the quoting of the name stays in the database.</summary>
    public static string FileOf(string table) => Path.Combine(Folder, table.Replace("\"", "", StringComparison.Ordinal) + ".copy");

    /// <summary>Writes the tables below <paramref name="folder"/> and answers the manifest without files.</summary>
    public static async Task<BackupManifest> WriteAsync(
        NpgsqlConnection connection, string municipality, string keyHome, string folder, DateTimeOffset now, Action<double> done, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var tables = await TableCatalogue.TablesAsync(connection, ct);
        var dumped = new List<DumpedTable>(tables.Count);
        foreach (var table in tables)
        {
            var rows = await TableCatalogue.CountAsync(connection, table.Name, ct);
            var sha256 = await CopyAsync(connection, table, Path.Combine(folder, FileOf(table.Name)), ct);
            dumped.Add(new DumpedTable(table.Name, table.Columns, rows, sha256));
            done((double)dumped.Count / tables.Count);
        }

        return new BackupManifest(
            BackupManifest.CurrentFormat, municipality, now, await TableCatalogue.MigrationsAsync(connection, ct), dumped,
            await TableCatalogue.SequencesAsync(connection, ct), await TableCatalogue.LogMonthsAsync(connection, ct), [],
            keyHome, await TableCatalogue.EpochsAsync(connection, ct));
    }

    private static async Task<string> CopyAsync(NpgsqlConnection connection, DataTable table, string path, CancellationToken ct)
    {
        await using (var rows = await connection.BeginRawBinaryCopyAsync(BackupSql.CopyOut(table.Name, table.Columns), ct))
        await using (var file = File.Create(path))
        {
            await rows.CopyToAsync(file, ct);
        }

        return await Digest.OfFileAsync(path, ct);
    }
}

/// <summary>SHA-256 of files, lower-case hexadecimal.</summary>
internal static class Digest
{
    public static async Task<string> OfFileAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
