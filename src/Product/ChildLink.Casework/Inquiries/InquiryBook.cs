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

namespace ChildLink.Casework.Inquiries;

/// <summary>照会 as events with their projection: asked by narrowers, answered by the institution that the child belongs to.</summary>
public sealed partial class InquiryBook(NpgsqlDataSource database, InquiryForms forms, PrivacyGateway gateway, KeyHome keys, TimeProvider time)
{
    /// <summary>Longest wait for an answer.</summary>
    public const int MostDueDays = 180;

    /// <summary>The forms of the city.</summary>
    public InquiryForms Forms { get; } = forms;

    /// <summary>Asks the institution that a candidate belongs to.</summary>
    /// <param name="caller">Who decides to ask; the context names the run.</param>
    /// <param name="child">The candidate.</param>
    /// <param name="form">A form of the city.</param>
    /// <param name="dueOn">By when, or null for the form's days.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<InquiryOutcome> SendAsync(
        Caller caller, Guid child, string form, DateOnly? dueOn, Func<Inquiry, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        var today = JapanDay.Of(now);
        if (Forms.Find(form) is not { } found)
            return new InquiryOutcome.Invalid("form", $"must be one of {string.Join(", ", Forms.All.Select(f => f.Id))}.");
        var due = dueOn ?? today.AddDays(found.DueDays);
        if (due < today || due > today.AddDays(MostDueDays))
            return new InquiryOutcome.Invalid("dueOn", $"must lie between today and {MostDueDays} days ahead.");
        if (caller.Context is not { } run || caller.BlockedChildren.Contains(child))
            return new InquiryOutcome.NotFound();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, InquirySql.LockChild, ct, caller.Tenant, child);
        if (await TextAsync(connection, InquirySql.Candidate, [caller.Tenant, run.Id, child, today], ct) is not { } institution)
            return new InquiryOutcome.NotFound();
        if (institution.Length == 0)
            return new InquiryOutcome.NoInstitution();
        if (await IdAsync(connection, InquirySql.Asked, [caller.Tenant, child, form, institution], ct) is { } asked)
            return new InquiryOutcome.AlreadyAsked(asked);
        foreach (var (left, _) in await ReadAsync(connection, InquirySql.LeftBehind, [caller.Tenant, child, form, institution], ct))
            await WithdrawAsync(connection, caller, left, ct);
        // Not rising with time: a list in this order would tell who was asked about first.
        var inquiry = new Inquiry(Guid.NewGuid(), child, run.Id, institution, form, found.Basis, due, Inquiry.Open, caller.Identity.Person, now, null, false, 1);
        await Statement.ExecuteAsync(
            connection, InquirySql.Insert, ct, caller.Tenant, inquiry.Id, child, run.Id, institution, form, inquiry.Basis, due, inquiry.CreatedBy, now);
        await AppendAsync(connection, caller.Tenant, inquiry.Id, 1, "inquiry_sent", new InquiryEvent(child, run.Id, institution, form, found.Basis, due, null, false, caller.Identity.Person), ct);
        await record(inquiry, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new InquiryOutcome.Done(inquiry);
    }

    /// <summary>Takes an inquiry of the run of the context back.</summary>
    public async Task<InquiryOutcome> WithdrawAsync(
        Caller caller, Guid id, long version, Func<Inquiry, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Context is not { } run)
            return new InquiryOutcome.NotFound();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReadAsync(connection, InquirySql.OfRun, [caller.Tenant, id, run.Id], ct) is not [var (standing, _)] || caller.BlockedChildren.Contains(standing.Child))
            return new InquiryOutcome.NotFound();
        if (standing.State == Inquiry.Withdrawn)
            return new InquiryOutcome.Unchanged(standing);
        if (standing.Version != version)
            return new InquiryOutcome.Conflict(standing.Version);
        var withdrawn = await WithdrawAsync(connection, caller, standing, ct);
        await record(withdrawn, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new InquiryOutcome.Done(withdrawn);
    }

    private async Task<Inquiry> WithdrawAsync(NpgsqlConnection connection, Caller caller, Inquiry inquiry, CancellationToken ct)
    {
        var withdrawn = inquiry with { State = Inquiry.Withdrawn, Version = inquiry.Version + 1 };
        await Statement.ExecuteAsync(connection, InquirySql.Withdraw, ct, caller.Tenant, inquiry.Id, withdrawn.Version);
        await AppendAsync(connection, caller.Tenant, inquiry.Id, withdrawn.Version, "inquiry_withdrawn", EventOf(withdrawn, null, caller), ct);
        return withdrawn;
    }

    private static InquiryEvent EventOf(Inquiry i, string? answers, Caller caller) =>
        new(i.Child, i.Run, i.Institution, i.Form, i.Basis, i.DueOn, answers, i.Late, caller.Identity.Person);

    private Task AppendAsync(NpgsqlConnection connection, string tenant, Guid stream, long version, string type, InquiryEvent data, CancellationToken ct) =>
        new EventLog(tenant, time).AppendAsync(
            connection, "inquiry",
            [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), stream, version, type, JsonSerializer.SerializeToUtf8Bytes(data, InquiryJson.Default.InquiryEvent), "{}"u8.ToArray())],
            ct);

    private static async Task<string?> TextAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicText(0) : null;
    }

    private static async Task<Guid?> IdAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }

    private static async Task<List<(Inquiry Inquiry, SealedText? Answers)>> ReadAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Inquiry, SealedText?)>();
        while (await rows.ReadAsync(ct))
        {
            var inquiry = new Inquiry(
                rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicUuid(2), rows.PublicText(3), rows.PublicText(4), rows.PublicText(5), rows.PublicDate(6),
                rows.PublicText(7), rows.PublicText(8), rows.PublicInstant(9), rows.PublicInstantOrNull(10), rows.PublicFlag(11), rows.PublicLong(12));
            found.Add((inquiry, rows.PublicTextOrNull(13) is { } cipher ? new SealedText(inquiry.Child, inquiry.Id, rows.PublicLong(14), Answers, cipher) : null));
        }

        return found;
    }
}

/// <summary>What stands in an event; the answers are sealed under the child's key.</summary>
internal sealed record InquiryEvent(
    Guid Child, Guid Run, string Institution, string Form, string Basis, DateOnly DueOn, string? Answers, bool Late, string By);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InquiryEvent))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class InquiryJson : JsonSerializerContext;
