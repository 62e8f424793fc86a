using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>
/// Erasures as events with their record: asked for by one person, approved by another, effective with the commit of the
/// approval. From that commit on the key is gone and no row of a projection is left, in every process at once.
/// </summary>
/// <param name="database">Connections of the application.</param>
/// <param name="gateway">Writes the log entries.</param>
/// <param name="ledger">Where erasures stand outside of the database.</param>
/// <param name="scopes">What the rooms know.</param>
/// <param name="promise">How long what is left may stay.</param>
/// <param name="time">The clock.</param>
public sealed class ErasureBook(
    NpgsqlDataSource database, PrivacyGateway gateway, ErasureLedger ledger, IReadOnlyList<IErasureScope> scopes, ErasurePromise promise, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>Asks for an erasure, or only foresees it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="reason">Why, without personal content; 1 to 500 characters.</param>
    /// <param name="dryRun">Count what would go and say whether something stands in the way; write a log entry and nothing else.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<ErasureOutcome> RequestAsync(Caller caller, Guid subject, string reason, bool dryRun, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (CheckReason(reason) is { } fault)
            return fault;
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (subjects, isHeld) = await LookAsync(connection, caller, id, subject, ct);
        var rows = await ErasureRows.CountAsync(connection, caller.Tenant, subjects, ct);
        if (!rows.Any)
            return await RefuseAsync(caller, "erase request", id, "subject-unknown", "There is nothing about this subject.", ct);
        if (dryRun)
        {
            await LogAsync(caller, "erase dry-run", id, subjects, ct);
            return new ErasureOutcome.Foreseen(rows.Told, isHeld);
        }

        if (isHeld)
            return await HoldAsync(caller, "erase request", id, ct);
        if (await ErasureRows.WaitingAsync(connection, caller.Tenant, subject, ct) is { } waiting)
            return await RefuseAsync(caller, "erase request", id, "erasure-waiting", $"The erasure {waiting:D} of this subject waits for approval.", ct);
        var asked = new ErasureRecord(id, subject, reason, PersonOf(caller), now, null, null, [], null, null, null, null, null);
        await Statement.ExecuteAsync(connection, ErasureSql.Insert, ct, caller.Tenant, id, subject, reason, asked.RequestedBy, now);
        await ErasureEvents.AppendAsync(connection, caller.Tenant, time, "erasure_requested", new ErasureEvent(id, [subject], reason, asked.RequestedBy, now, 0), ct);
        await LogAsync(caller, "erase request", id, [subject], ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ErasureOutcome.Done(asked, rows.Told);
    }

    /// <summary>Approves an erasure and carries it out. Waits up to a minute for imports, linkage and runs at work.</summary>
    /// <param name="caller">Who approves: another person than who asked.</param>
    /// <param name="id">The erasure.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<ErasureOutcome> ApproveAsync(Caller caller, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await ErasureRows.TakeTurnAsync(connection, ct))
            return await RefuseAsync(caller, "erase approve", id, "city-busy", "An import, linkage or run has been at work for a minute: approve again when it ended.", ct);
        if (await ErasureRows.FindAsync(connection, caller.Tenant, id, ct) is not { IsWaiting: true } asked)
            return await RefuseAsync(caller, "erase approve", id, "erasure-not-waiting", "There is no such erasure that waits for approval.", ct);
        if (asked.RequestedBy == PersonOf(caller))
            return await RefuseAsync(caller, "erase approve", id, "same-person", "Another person than the one who asked has to approve.", ct);
        var (subjects, isHeld) = await LookAsync(connection, caller, id, asked.Subject, ct);
        if (isHeld)
            return await HoldAsync(caller, "erase approve", id, ct);

        var now = time.GetUtcNow();
        var done = asked with
        {
            ApprovedBy = PersonOf(caller),
            EffectiveAt = now,
            Subjects = subjects,
            CompleteBy = now + promise.Storage,
            BackupsUntil = now + promise.Backups,
        };
        var rows = await ErasureRows.CarryOutAsync(connection, caller.Tenant, done, ct);
        await ErasureEvents.AppendAsync(connection, caller.Tenant, time, "subject_erased", new ErasureEvent(id, subjects, asked.Reason, done.ApprovedBy, now, rows), ct);
        await LogAsync(caller, "erase approve", id, subjects, ct);
        // Last before the commit: a line about a commit that then failed is an erasure that was approved; approving again mends it.
        ledger.Append(new LedgerEntry(id, now, subjects));
        await transaction.CommitAsync(CancellationToken.None);
        return new ErasureOutcome.Done(done, rows);
    }

    /// <summary>Takes back an erasure that waits.</summary>
    public async Task<ErasureOutcome> WithdrawAsync(Caller caller, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ErasureRows.FindAsync(connection, caller.Tenant, id, ct) is not { IsWaiting: true } asked)
            return await RefuseAsync(caller, "erase withdraw", id, "erasure-not-waiting", "There is no such erasure that waits for approval.", ct);
        await Statement.ExecuteAsync(connection, ErasureSql.Withdraw, ct, caller.Tenant, id, time.GetUtcNow());
        await ErasureEvents.AppendAsync(
            connection, caller.Tenant, time, "erasure_withdrawn", new ErasureEvent(id, [asked.Subject], asked.Reason, PersonOf(caller), time.GetUtcNow(), 0), ct);
        await LogAsync(caller, "erase withdraw", id, [asked.Subject], ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ErasureOutcome.Done(asked with { WithdrawnAt = time.GetUtcNow() }, 0);
    }

    /// <summary>
    /// Lets deliveries about an erased subject in again, also those that came before: from now on they make a new key and new
    /// records. Waits up to a minute for an import at work, which still leaves the subject out.
    /// </summary>
    public async Task<ErasureOutcome> ReleaseAsync(Caller caller, Guid id, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (CheckReason(reason) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await ErasureRows.TakeTurnAsync(connection, ct))
            return await RefuseAsync(caller, "erase release", id, "city-busy", "An import, linkage or run has been at work for a minute: release again when it ended.", ct);
        var now = time.GetUtcNow();
        if (await Statement.ExecuteAsync(connection, ErasureSql.Release, ct, caller.Tenant, id, PersonOf(caller), now, reason) == 0)
            return await RefuseAsync(caller, "erase release", id, "erasure-not-in-force", "There is no such erasure in force.", ct);
        var released = (await ErasureRows.FindAsync(connection, caller.Tenant, id, ct))!;
        await ErasureEvents.AppendAsync(
            connection, caller.Tenant, time, "erasure_released", new ErasureEvent(id, released.Subjects, reason, PersonOf(caller), now, 0), ct);
        await LogAsync(caller, "erase release", id, released.Subjects, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ErasureOutcome.Done(released, 0);
    }

    /// <summary>Every erasure, newest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<ErasureRecord>> AllAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ErasureRows.ReadAsync(connection, ErasureSql.All, ct, tenant);
    }

    private static ErasureOutcome.Refused? CheckReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || reason.Any(char.IsControl)
            ? new ErasureOutcome.Refused("reason-invalid", "The reason must hold 1 to 500 characters and no control characters.")
            : null;

    private static string PersonOf(Caller caller) => $"{caller.Identity.Issuer}|{caller.Identity.Person}";

    private async Task<(IReadOnlyList<Guid> Subjects, bool IsHeld)> LookAsync(
        NpgsqlConnection connection, Caller caller, Guid id, Guid subject, CancellationToken ct)
    {
        var grant = gateway.Grant(caller, caller.Purpose, id);
        var subjects = new List<Guid> { subject };
        var isHeld = false;
        foreach (var scope in scopes)
        {
            var found = await scope.LookAsync(connection, grant, caller.Tenant, subject, time.GetUtcNow(), ct);
            subjects.AddRange(found.Sources.Where(s => !subjects.Contains(s)));
            isHeld |= found.IsHeld;
        }

        await grant.RecordAsync("erase look", subjects.Count, ct);
        return (subjects, isHeld);
    }

    private async Task LogAsync(Caller caller, string operation, Guid id, IReadOnlyList<Guid> subjects, CancellationToken ct)
    {
        using var scope = gateway.Open(caller, operation, id);
        foreach (var subject in subjects)
            scope.Row(subject);
        await scope.RecordAsync(ct);
    }

    private async Task<ErasureOutcome> RefuseAsync(Caller caller, string operation, Guid id, string code, string message, CancellationToken ct)
    {
        using var scope = gateway.Open(caller, operation, id);
        await scope.RefuseAsync(code, ct);
        return new ErasureOutcome.Refused(code, message);
    }

    private async Task<ErasureOutcome> HoldAsync(Caller caller, string operation, Guid id, CancellationToken ct)
    {
        using var scope = gateway.Open(caller, operation, id);
        await scope.RefuseAsync(ErasureOutcome.Held.Code, ct);
        return new ErasureOutcome.Held();
    }
}
