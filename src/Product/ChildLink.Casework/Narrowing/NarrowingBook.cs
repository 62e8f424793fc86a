using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Casework.Narrowing;

/// <summary>
/// 絞り込みの記録: one stream per run and candidate with its projection. Steps of one run wait for each other, so that the second of
/// two people sees the first.
/// </summary>
public sealed class NarrowingBook(NpgsqlDataSource database, PrivacyGateway gateway, KeyHome keys, TimeProvider time)
{
    private const string Note = "note";
    private static readonly FieldId NoteField = FieldId.Of("narrowing.note");

    /// <summary>Takes one step.</summary>
    /// <param name="caller">Who decides.</param>
    /// <param name="request">What is decided.</param>
    /// <param name="record">Writes the log entry, before the commit; not called when nothing changes.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<NarrowingOutcome> NoteAsync(
        Caller caller, NarrowingRequest request, Func<NarrowingStep, CancellationToken, Task> record, CancellationToken ct) =>
        (await NoteManyAsync(caller, request.Run, [request], (steps, token) => record(steps[0], token), ct))[0];

    /// <summary>Takes many steps of one run in one transaction: each on its own merits, those that stand are written together.</summary>
    /// <param name="caller">Who decides.</param>
    /// <param name="run">The run of all of them.</param>
    /// <param name="requests">Each child at most once.</param>
    /// <param name="record">Writes the log entry with the steps that are written, before the commit; not called when there are none.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<NarrowingOutcome>> NoteManyAsync(
        Caller caller, Guid run, IReadOnlyList<NarrowingRequest> requests, Func<IReadOnlyList<NarrowingStep>, CancellationToken, Task> record,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        Guid[] children = [.. requests.Select(r => r.Child).Where(c => !caller.BlockedChildren.Contains(c))];
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, NarrowingSql.LockRun, ct, caller.Tenant, run);
        var standing = await StandingAsync(connection, caller.Tenant, run, children, JapanDay.Of(now), ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, caller.Tenant, keys, [.. standing.Keys], now, ct);
        // What is compared with a note that stands was opened for that: it stands in the log as work, whoever asked.
        await using var grant = gateway.Grant(caller, caller.Purpose, run);
        grant.Begin("compare narrowing notes");
        var outcomes = requests.Select(r => Judge(caller, r, standing, ring, grant, now)).ToList();
        NarrowingStep[] steps = [.. outcomes.OfType<NarrowingOutcome.Done>().Select(d => d.Step)];
        if (steps.Length > 0)
        {
            await WriteAsync(connection, caller.Tenant, run, steps, ring, ct);
            await record(steps, ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return outcomes;
    }

    /// <summary>Name of the stream of a run and a candidate.</summary>
    public static Guid StreamOf(string tenant, Guid run, Guid child) =>
        Uuid8.From(SHA256.HashData(Encoding.UTF8.GetBytes($"narrowing\u001f{tenant}\u001f{run:N}\u001f{child:N}")));

    /// <summary>The text that a stored note is.</summary>
    public static SealedText NoteOf(string tenant, Guid run, Guid child, long version, string cipher) =>
        new(child, StreamOf(tenant, run, child), version, Note, cipher);

    private static NarrowingOutcome Judge(
        Caller caller, NarrowingRequest request, Dictionary<Guid, NarrowingStep> standing, SubjectKeyRing ring, ProcessingGrant grant, DateTimeOffset now)
    {
        if (NarrowingStatus.Read(request.Status) is not { } status)
            return new NarrowingOutcome.Invalid("status", $"must be one of {string.Join(", ", NarrowingStatus.All.Select(s => s.Status))}.");
        if (request.Note is not null && SealedText.Fault(request.Note, NarrowingRequest.LongestNote) is { } fault)
            return new NarrowingOutcome.Invalid("note", fault);
        if (request.Version < 0)
            return new NarrowingOutcome.Invalid("version", "must be the version that you saw, 0 before the first step.");
        if (!standing.TryGetValue(request.Child, out var held))
            return new NarrowingOutcome.NotFound();
        var note = held.Note is null ? null : grant.Open(held.Note.Guard(NoteField, ring));
        if (held.Status == status && note == request.Note && (held.Version > 0 || status == NarrowingStatus.Open))
            return new NarrowingOutcome.Unchanged(held.Version > 0 ? held : held with { By = caller.Identity.Person, At = now });
        if (held.Version != request.Version)
            return new NarrowingOutcome.Conflict(held.Version);
        var version = request.Version + 1;
        var stream = StreamOf(caller.Tenant, request.Run, request.Child);
        return new NarrowingOutcome.Done(new NarrowingStep(
            request.Child, request.Run, version, status,
            request.Note is { } text ? SealedText.Seal(ring, request.Child, stream, version, Note, text) : null, caller.Identity.Person, now));
    }

    private async Task WriteAsync(NpgsqlConnection connection, string tenant, Guid run, NarrowingStep[] steps, SubjectKeyRing ring, CancellationToken ct)
    {
        await ring.SaveNewAsync(connection, ct);
        await new EventLog(tenant, time).AppendAsync(
            connection, "narrowing",
            [.. steps.Select(s => new NewEvent(
                Guid.CreateVersion7(s.At), StreamOf(tenant, run, s.Child), s.Version, "narrowing_noted",
                JsonSerializer.SerializeToUtf8Bytes(new NarrowingEvent(s.Child, run, s.Status, s.Note?.Cipher, s.By), NarrowingJson.Default.NarrowingEvent),
                "{}"u8.ToArray()))],
            ct);
        await Statement.ExecuteAsync(connection, NarrowingSql.Retire, ct, tenant, run, Array.ConvertAll(steps, s => s.Child));
        await Statement.ExecuteAsync(
            connection, NarrowingSql.Insert, ct, tenant, run, steps[0].By, steps[0].At, Array.ConvertAll(steps, s => s.Child),
            Array.ConvertAll(steps, s => s.Version), Array.ConvertAll(steps, s => StreamOf(tenant, run, s.Child)), Array.ConvertAll(steps, s => s.Status),
            Array.ConvertAll(steps, s => s.Note?.Cipher ?? ""));
    }

    private static async Task<Dictionary<Guid, NarrowingStep>> StandingAsync(
        NpgsqlConnection connection, string tenant, Guid run, Guid[] children, DateOnly today, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, NarrowingSql.Standing, tenant, run, children, today);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new Dictionary<Guid, NarrowingStep>();
        while (await rows.ReadAsync(ct))
        {
            var (child, version) = (rows.PublicUuid(0), rows.PublicLong(1));
            found[child] = new NarrowingStep(
                child, run, version, rows.PublicText(2), rows.PublicTextOrNull(3) is { } cipher ? NoteOf(tenant, run, child, version, cipher) : null,
                rows.PublicTextOrNull(4) ?? "", rows.PublicInstantOrNull(5) ?? default);
        }

        return found;
    }
}

/// <summary>What stands in an event; the note is sealed.</summary>
internal sealed record NarrowingEvent(Guid Child, Guid Run, string Status, string? Note, string By);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NarrowingEvent))]
internal sealed partial class NarrowingJson : JsonSerializerContext;
