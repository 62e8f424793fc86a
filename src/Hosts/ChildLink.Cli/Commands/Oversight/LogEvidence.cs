using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Verification;
using ChildLink.TransparencyLog.Checkpoints;
using Npgsql;

namespace ChildLink.Cli.Commands.Oversight;

/// <summary>A log and what it is held against. Nothing is migrated and no key is made: whoever verifies changes nothing.</summary>
internal sealed class LogEvidence : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly NoteVerifier key;

    private LogEvidence(string code, string connectionString, NoteVerifier key, CheckpointFolder outside, CheckpointKeeping keeping, TimeProvider time)
    {
        Code = code;
        Keeping = keeping;
        this.key = key;
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "childlink log verify" });
        Verifier = new LogVerifier(database, key, outside, time, keeping);
    }

    public string Code { get; }

    public CheckpointKeeping Keeping { get; }

    public LogVerifier Verifier { get; }

    /// <summary>Key and checkpoints of this installation.</summary>
    public static async Task<LogEvidence> OfInstallationAsync(Workbench bench, string? named, CancellationToken ct)
    {
        var installation = new Installation(bench);
        var place = await installation.PlaceAsync(installation.CodeOf(named), ct);
        try
        {
            var key = LogSigner.ReadVerifier(place.Keys);
            return new LogEvidence(place.Code, place.ConnectionString, key, new CheckpointFolder(place.Checkpoints), CheckpointKeeping.Live, bench.Time);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandRefusedException("log-key-missing", $"This installation holds no public key of the log of {place.Code}: bring one with --key, and the checkpoints with --checkpoints.");
        }
    }

    /// <summary>Key and checkpoints that were brought; of this installation only the database is used.</summary>
    public static async Task<LogEvidence> BroughtAsync(Workbench bench, string? named, string checkpoints, string keyFile, CancellationToken ct)
    {
        var copy = CheckpointCopy.Find(checkpoints, named ?? bench.Variable("CHILDLINK_MUNICIPALITY"));
        var key = LogSigner.ReadVerifierFile(keyFile);
        var place = await new Installation(bench).PlaceAsync(copy.Code, ct);
        return new LogEvidence(copy.Code, place.ConnectionString, key, copy.Folder, CheckpointKeeping.Copied, bench.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        key.Dispose();
    }
}
