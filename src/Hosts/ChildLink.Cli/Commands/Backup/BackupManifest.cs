using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>What a backup holds, with the digest of everything in it.</summary>
/// <param name="Format">Version of this layout.</param>
/// <param name="Municipality">全国地方公共団体コード.</param>
/// <param name="CreatedAt">Instant, UTC.</param>
/// <param name="Migrations">The schema: restoring needs a program with exactly these.</param>
/// <param name="Tables">Tables in an order in which they can be filled.</param>
/// <param name="Sequences">Sequences and the last number each gave; null where none was drawn.</param>
/// <param name="LogMonths">Months (yyyy-MM, UTC) that the access log needs partitions for.</param>
/// <param name="Files">Checkpoints and policy.</param>
/// <param name="KeyHome">Id of the key home that opens it.</param>
/// <param name="Epochs">Epochs whose keys it needs; once one of them is destroyed, what stands under it is unreadable.</param>
internal sealed record BackupManifest(
    int Format, string Municipality, DateTimeOffset CreatedAt, IReadOnlyList<AppliedMigration> Migrations, IReadOnlyList<DumpedTable> Tables,
    IReadOnlyList<DumpedSequence> Sequences, IReadOnlyList<string> LogMonths, IReadOnlyList<DumpedFile> Files,
    string KeyHome, IReadOnlyList<string> Epochs)
{
    /// <summary>The version this program writes and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Name of the manifest inside a backup.</summary>
    public const string FileName = "manifest.json";

    public long Rows => Tables.Sum(t => t.Rows);

    public Task SaveAsync(string folder, CancellationToken ct) =>
        File.WriteAllBytesAsync(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest), ct);

    /// <summary>Reads the manifest of a backup.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another format.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"{folder} holds no {FileName}: it is no backup, or not a whole one.");
        await using var stream = File.OpenRead(path);
        try
        {
            var manifest = await JsonSerializer.DeserializeAsync(stream, BackupJson.Default.BackupManifest, ct);
            return manifest is { Format: CurrentFormat } ? manifest : throw new InvalidDataException($"{FileName} is of another format.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{FileName} cannot be read.", e);
        }
    }
}

/// <summary>One applied migration.</summary>
internal sealed record AppliedMigration(string Name, string Checksum);

/// <summary>One table: its columns in the order of the file, rows and digest of the file.</summary>
internal sealed record DumpedTable(string Name, IReadOnlyList<string> Columns, long Rows, string Sha256);

/// <summary>One sequence.</summary>
internal sealed record DumpedSequence(string Name, long? Last);

/// <summary>One file of the installation: path inside the backup, with forward slashes.</summary>
internal sealed record DumpedFile(string Path, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
