using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Erasure;

namespace ChildLink.Cli.Commands.Erasure;

/// <summary>Erasures in words: what went, what remains where, until when.</summary>
internal static class ErasureAnswer
{
    public static Answer Of(ErasureOutcome outcome) => outcome switch
    {
        ErasureOutcome.Done { Erasure: { IsWaiting: true } asked } done => new Answer(
            Answer.Done, Json(asked, done.Rows),
            [$"Erasure {asked.Id:D} waits for another person: 'childlink erase approve {asked.Id:D}'.", Line("would go", done.Rows)]),
        ErasureOutcome.Done { Erasure: { WithdrawnAt: not null } withdrawn } => Answer.Of(Json(withdrawn, 0), $"Erasure {withdrawn.Id:D} was taken back."),
        ErasureOutcome.Done { Erasure: { ReleasedAt: not null } released } => Answer.Of(Json(released, 0), $"Erasure {released.Id:D} is released: deliveries about the subject are taken in again, under a new key."),
        ErasureOutcome.Done done => new Answer(Answer.Done, WithRemains(done), [.. Effective(done)]),
        ErasureOutcome.Foreseen foreseen => new Answer(
            Answer.Done,
            new JsonObject { ["dryRun"] = true, ["rows"] = foreseen.Rows, ["held"] = foreseen.IsHeld },
            [Line("would go", foreseen.Rows), .. foreseen.IsHeld ? [ErasureOutcome.Held.Message] : Array.Empty<string>()]),
        ErasureOutcome.Held => throw new CommandRefusedException(ErasureOutcome.Held.Code, ErasureOutcome.Held.Message),
        ErasureOutcome.Refused refused => throw new CommandRefusedException(refused.Code, refused.Message),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    public static Answer Of(IReadOnlyList<ErasureRecord> all) => new(
        Answer.Done,
        new JsonObject { ["erasures"] = new JsonArray([.. all.Select(static e => Json(e, 0))]) },
        all.Count == 0 ? ["No erasures."] : [.. all.Select(static e => $"{e.Id:D}  {State(e),-9}  asked {Day(e.RequestedAt)}, effective {Day(e.EffectiveAt)}, complete by {Day(e.CompleteBy)}, completed {Day(e.CompletedAt)}, backups until {Day(e.BackupsUntil)}")]);

    /// <summary>What is left of an effective erasure, by place; the promise of the documents (docs/operation.md).</summary>
    public static IReadOnlyList<(string Place, string Until)> Remains(ErasureRecord erasure) =>
    [
        ("sealed values in events: unreadable, their key is gone", "for ever"),
        ("dead rows and indexes of the database, its write-ahead log, the epoch key that wrapped the destroyed key", erasure.CompletedAt is null ? $"'childlink erase complete', due {Day(erasure.CompleteBy)}" : "nothing left"),
        ("backups and copies of the keys from before", $"their end, {Day(erasure.BackupsUntil)} at the latest"),
    ];

    private static JsonObject WithRemains(ErasureOutcome.Done done)
    {
        var json = Json(done.Erasure, done.Rows);
        json["remains"] = new JsonArray([.. Remains(done.Erasure).Select(static r => new JsonObject { ["place"] = r.Place, ["until"] = r.Until })]);
        return json;
    }

    private static IEnumerable<string> Effective(ErasureOutcome.Done done) =>
    [
        $"Erasure {done.Erasure.Id:D} is effective since {Instant(done.Erasure.EffectiveAt)}; {done.Erasure.Subjects.Count} subject key(s) destroyed.",
        Line("went", done.Rows),
        "Run 'childlink keys save' now: until then this erasure stands outside of the database on this machine alone, and a restore elsewhere does not know it.",
        "What remains, where and until when:",
        .. Remains(done.Erasure).Select(static r => $"  {r.Place}: {r.Until}"),
        "Tell the holders: their next deliveries about this person are ignored (erased_subject), but new rows without a resident code cannot be known.",
    ];

    private static string Line(string what, long rows) => string.Create(CultureInfo.InvariantCulture, $"  {what}: {rows:#,0} rows");

    private static JsonObject Json(ErasureRecord erasure, long rows) => new()
    {
        ["erasure"] = erasure.Id.ToString("D"),
        ["state"] = State(erasure),
        ["requestedAt"] = Instant(erasure.RequestedAt),
        ["effectiveAt"] = Instant(erasure.EffectiveAt),
        ["completeBy"] = Instant(erasure.CompleteBy),
        ["completedAt"] = Instant(erasure.CompletedAt),
        ["backupsUntil"] = Instant(erasure.BackupsUntil),
        ["subjects"] = erasure.Subjects.Count,
        ["rows"] = rows,
    };

    private static string State(ErasureRecord e) => e switch
    {
        { WithdrawnAt: not null } => "withdrawn",
        { EffectiveAt: null } => "waiting",
        { ReleasedAt: not null } => "released",
        { CompletedAt: null } => "effective",
        _ => "complete",
    };

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset? at) => at?.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
