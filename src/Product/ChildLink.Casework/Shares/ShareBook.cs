using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Screening.Runs;
using Npgsql;

namespace ChildLink.Casework.Shares;

/// <summary>Shares as events with their projection. Two decisions on one child wait for each other; the second sees the first.</summary>
public sealed partial class ShareBook(NpgsqlDataSource database, RunSharing sharing, TimeProvider time)
{
    /// <summary>
    /// Creates a share of a candidate with the institution the child belongs to. Another institution is answered like a
    /// child that is not there: otherwise trying them all would tell a school that the steward may not see.
    /// </summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="request">What the steward asks for.</param>
    /// <param name="createdBy">The steward.</param>
    /// <param name="hidden">Children who are not there for the steward.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<ShareOutcome> CreateAsync(
        string tenant, ShareRequest request, string createdBy, BlockedChildren hidden, Func<Share, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        var now = time.GetUtcNow();
        if (Check(request, now) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, ShareSql.LockRunShared, ct, tenant, request.Run);
        await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, tenant, request.Child);
        if (await FreezeOfAsync(connection, tenant, request.Run, ct) is not null)
            return new ShareOutcome.Frozen();
        // A run that is not there has no candidates either; that answer follows.
        if (!await sharing.IsAllowedAsync(connection, request.Run, ct))
            return new ShareOutcome.NotShareable();
        var school = await SchoolOfCandidateAsync(connection, tenant, request, now, ct);
        if (school is null || school != request.Institution || hidden.Contains(request.Child))
            return new ShareOutcome.NotFound();
        if (request.Persons is { } persons && await CountAsync(connection, ShareSql.Staff, [tenant, school, persons.ToArray(), now], ct) != persons.Count)
            return new ShareOutcome.Invalid("persons", "must act for the institution now, each of them.");
        if (await InForceAsync(connection, tenant, request, now, ct) is { } existing)
            return new ShareOutcome.AlreadyShared(existing);

        var share = new Share(
            Guid.CreateVersion7(now), request.Child, request.Run, request.Institution, request.Points, request.Reason, now,
            request.Until.ToUniversalTime(), null, createdBy)
        {
            Measures = request.Measures,
            Persons = request.Persons,
        };
        await Statement.ExecuteAsync(
            connection, ShareSql.Insert, ct, tenant, share.Id, share.Child, share.Run, share.Institution, share.Points, share.Reason,
            share.From, share.Until, share.CreatedBy, share.Persons?.ToArray(), share.Measures);
        await AppendAsync(connection, tenant, share.Id, 1, "share_created", new ShareEvent(share, createdBy), ct);
        await record(share, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ShareOutcome.Done(share);
    }

    /// <summary>Ends a share of a run now; <paramref name="record"/> writes the log entry, before the commit.</summary>
    public async Task<ShareOutcome> EndAsync(
        string tenant, Guid id, Guid run, string endedBy, BlockedChildren hidden, Func<Share, CancellationToken, Task> record, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, ShareSql.LockRunShared, ct, tenant, run);
        var ended = await ReadAsync(connection, ShareSql.End, [tenant, id, time.GetUtcNow(), run], ct);
        // Nothing is committed: a child with whom the caller has a conflict of interest is not there.
        if (ended.Count == 0 || hidden.Contains(ended[0].Child))
            return new ShareOutcome.NotFound();
        await AppendAsync(connection, tenant, id, 2, "share_ended", new ShareEvent(ended[0], endedBy), ct);
        await record(ended[0], ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ShareOutcome.Done(ended[0]);
    }

    /// <summary>Every share of a run, newest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<Share>> OfRunAsync(string tenant, Guid run, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, ShareSql.OfRun, [tenant, run], ct);
    }

    /// <summary>
    /// The shares with an institution that are in force and that one of its staff sees, of children who are still its own; oldest
    /// first, at most 10,000. Those of hidden children are left out.
    /// </summary>
    public async Task<IReadOnlyList<Share>> InForceAsync(
        string tenant, string institution, string person, BlockedChildren hidden, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var shares = await ReadAsync(connection, ShareSql.InForceOf, [tenant, institution, time.GetUtcNow(), person, JapanDay.Of(time.GetUtcNow())], ct);
        return hidden.IsEmpty ? shares : [.. shares.Where(s => !hidden.Contains(s.Child))];
    }

    private static ShareOutcome.Invalid? Check(ShareRequest request, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(request.Institution) || request.Institution.Length > 100 || request.Institution.Any(char.IsControl))
            return new ShareOutcome.Invalid("institution", "must name an institution in 1 to 100 characters.");
        if (FaultOf(request.Reason) is { } fault)
            return new ShareOutcome.Invalid("reason", fault);
        if (request.Persons is { } persons
            && (persons.Count is 0 or > ShareRequest.MostPersons || persons.Distinct(StringComparer.Ordinal).Count() != persons.Count
                || persons.Any(p => string.IsNullOrWhiteSpace(p) || p.Length > 200 || p.Any(char.IsControl))))
            return new ShareOutcome.Invalid("persons", $"must name 1 to {ShareRequest.MostPersons} people without control characters, each once.");
        if (request.Until <= now || request.Until > now.AddYears(1))
            return new ShareOutcome.Invalid("until", "must lie after now and within a year.");
        return null;
    }

    private static string? FaultOf(string reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > 500 || reason.Any(char.IsControl)
        ? "must hold 1 to 500 characters and no control characters." : null;

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicLong(0) : 0;
    }

    private static async Task<string?> SchoolOfCandidateAsync(
        NpgsqlConnection connection, string tenant, ShareRequest request, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ShareSql.Candidate, tenant, request.Run, request.Child, JapanDay.Of(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicTextOrNull(0) ?? "" : null;
    }

    private static async Task<Guid?> InForceAsync(
        NpgsqlConnection connection, string tenant, ShareRequest request, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ShareSql.InForce, tenant, request.Child, request.Institution, now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }

    private Task AppendAsync(NpgsqlConnection connection, string tenant, Guid stream, long version, string type, ShareEvent data, CancellationToken ct) =>
        new EventLog(tenant, time).AppendAsync(
            connection, "share",
            [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), stream, version, type, JsonSerializer.SerializeToUtf8Bytes(data, ShareJson.Default.ShareEvent), "{}"u8.ToArray())],
            ct);

    private static async Task<IReadOnlyList<Share>> ReadAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var shares = new List<Share>();
        while (await rows.ReadAsync(ct))
        {
            shares.Add(new Share(
                rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicUuid(2), rows.PublicText(3), rows.PublicFlag(4), rows.PublicText(5),
                rows.PublicInstant(6), rows.PublicInstant(7), rows.PublicInstantOrNull(8), rows.PublicText(9))
            {
                Persons = rows.PublicIsNull(10) ? null : rows.PublicTexts(10),
                Measures = rows.PublicFlag(11),
                CorrectedAt = rows.PublicInstantOrNull(12),
            });
        }

        return shares;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShareEvent))]
[JsonSerializable(typeof(FreezeEvent))]
internal sealed partial class ShareJson : JsonSerializerContext;
