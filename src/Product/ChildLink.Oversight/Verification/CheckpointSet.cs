using ChildLink.EventStore;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Verification;

/// <summary>The checkpoints of one log from both places, each opened with the public key; the bad ones become findings.</summary>
internal sealed class CheckpointSet(string tenant, NoteVerifier key, FindingList findings)
{
    private readonly Dictionary<Checkpoint, string> outside = [];
    private readonly HashSet<Checkpoint> inside = [];

    public IEnumerable<Checkpoint> All => inside.Union(outside.Keys);

    public int Inside => inside.Count;

    public int Outside => outside.Count;

    /// <summary>Size of the largest checkpoint outside; 0 where there is none.</summary>
    public long LargestOutside => outside.Keys.Select(static c => c.Size).DefaultIfEmpty().Max();

    public void AddOutside(IEnumerable<(string Place, string Note)> notes)
    {
        foreach (var (place, note) in notes)
        {
            if (Open(note) is { } checkpoint)
                outside.TryAdd(checkpoint, place);
            else
                findings.Add(null, LogFault.BadCheckpoint, $"outside, {place}");
        }
    }

    public async Task AddInsideAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CheckpointSql.All, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
        {
            var (size, root) = (rows.PublicLong(0), new TreeHash(rows.PublicBytes(1)));
            if (Open(rows.PublicText(2)) is { } checkpoint && checkpoint.Size == size && checkpoint.Root == root)
                inside.Add(checkpoint);
            else
                findings.Add(size, LogFault.BadCheckpoint, "in the database");
        }

        foreach (var (checkpoint, place) in outside.Where(o => !inside.Contains(o.Key)))
            findings.Add(checkpoint.Size, LogFault.CheckpointRemoved, $"outside, {place}");
    }

    /// <summary>Checkpoints in the database that should lie outside as well, and do not; by size.</summary>
    public IReadOnlyList<Checkpoint> MissingOutside(CheckpointKeeping keeping)
    {
        var end = keeping == CheckpointKeeping.Live ? inside.Select(static c => c.Size).DefaultIfEmpty().Max() : LargestOutside;
        return [.. inside.Where(c => c.Size < end && !outside.ContainsKey(c)).OrderBy(static c => c.Size)];
    }

    /// <summary>Makes findings of the checkpoints that are still missing in a later reading of the folder.</summary>
    public void AddMissing(IReadOnlyList<Checkpoint> missing, IEnumerable<(string Place, string Note)> later)
    {
        var arrived = later.Select(n => Open(n.Note)).ToHashSet();
        foreach (var checkpoint in missing.Where(c => !arrived.Contains(c)))
            findings.Add(checkpoint.Size, LogFault.CheckpointMissingOutside, "in the database only");
    }

    public string PlaceOf(Checkpoint checkpoint) =>
        outside.TryGetValue(checkpoint, out var place) ? $"checkpoint outside, {place}" : "checkpoint in the database";

    private Checkpoint? Open(string note) =>
        key.Open(note) is { } text && Checkpoint.Parse(text) is { } checkpoint && checkpoint.Origin == LogSigner.OriginOf(tenant)
            ? checkpoint
            : null;
}
