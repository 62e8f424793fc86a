using System.Collections.Immutable;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Shares;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Casework.Grants;

/// <summary>
/// Grants (個別提供) as events with their projection: proposed by one person who works on the case, decided by another. Each command is one
/// transaction under the lock of the child, which cases, shares and erasing take too; of two who decide at once the second is told.
/// </summary>
public sealed class GrantBook(NpgsqlDataSource database, City city, KeyHome keys, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, string> NoTexts = ImmutableDictionary<string, string>.Empty;

    private readonly GrantLaw law = new(city);

    /// <summary>Proposes a grant of the child of the case that is the context.</summary>
    /// <param name="caller">Who works on the case; its context names it.</param>
    /// <param name="request">What shall be granted.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<GrantOutcome> ProposeAsync(Caller caller, GrantRequest request, Func<Grant, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(record);
        var now = time.GetUtcNow();
        if (GrantRules.Check(request, now) is { } unfit)
            return unfit;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (caller.Context is not { } context || await LockAsync(connection, caller, CaseSql.ChildOf, context.Id, ct) is not { } child
            || await CaseAsync(connection, caller, context.Id, ct) is not { } ofCase)
            return new GrantOutcome.NotFound();
        if (await SchoolAsync(connection, child, now, ct) != request.Institution)
            return new GrantOutcome.Invalid("institution", "is not the one that the child belongs to now.");
        var (terms, fault) = GrantRules.Carry(request, law.To(request.Institution, now), now);
        if (terms is null)
            return fault!;
        if (!await AreStaffAsync(connection, request.Institution, request.Persons, now, ct))
            return new GrantOutcome.Invalid("persons", "must act for the institution now, each of them.");
        if (await IdAsync(connection, GrantSql.Standing, ct, city.Code, child, request.Item, request.Institution, now) is { } standing)
            return new GrantOutcome.AlreadyGranted(standing);

        var person = caller.Identity.Person;
        var grant = new Grant(
            Guid.CreateVersion7(now), ofCase.Id, child, request.Item, terms.Provision.Id, terms.Basis.Id, terms.Authority, request.Institution, request.Persons,
            (request.From ?? now).ToUniversalTime(), request.Until.ToUniversalTime(), GrantState.Proposed, person, now, null, null, null, null, GrantRows.Proposal);
        var texts = await SealAsync(connection, grant, [(GrantRows.Reason, request.Reason), (GrantRows.Trigger, request.Trigger)], ct);
        await GrantEvents.AppendAsync(connection, city.Code, time, "grant_proposed", grant, person, texts, ct);
        await Statement.ExecuteAsync(
            connection, GrantSql.Insert, ct, city.Code, grant.Id, grant.Case, grant.Child, grant.Item, grant.Provision, grant.Basis, grant.Authority, grant.Institution,
            grant.Persons?.ToArray(), grant.From, grant.Until, person, now, texts[GrantRows.Reason], texts[GrantRows.Trigger]);
        await record(grant, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new GrantOutcome.Done(grant);
    }

    /// <summary>Approves a proposal of another person; everything that it rests on must still hold.</summary>
    /// <inheritdoc cref="RefuseAsync"/>
    public Task<GrantOutcome> ApproveAsync(Caller caller, Guid id, long version, Func<Grant, CancellationToken, Task> record, CancellationToken ct) =>
        StepAsync(caller, id, record, async (connection, grant, now) =>
        {
            var person = caller.Identity.Person;
            if (GrantRules.Hinders(grant, version, person, now) is { } hindrance)
                return (hindrance, null, null);
            // Whoever acts for the institution, too, would read what they decide on.
            if (await AreStaffAsync(connection, grant.Institution, [person], now, ct))
                return (new GrantOutcome.SamePerson(), null, null);
            if (await MissingAsync(connection, grant, now, ct) is { } missing)
                return (new GrantOutcome.NotPossible(missing), null, null);
            var from = grant.From > now ? grant.From : now;
            return (null, grant with { From = from, State = GrantState.Approved, DecidedBy = person, DecidedAt = now }, null);
        }, ct);

    /// <summary>Refuses a proposal of another person.</summary>
    /// <param name="caller">Who works on the case too.</param>
    /// <param name="id">The grant.</param>
    /// <param name="version">The version that was looked at.</param>
    /// <param name="reason">Why, in words; sealed.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public Task<GrantOutcome> RefuseAsync(Caller caller, Guid id, long version, string reason, Func<Grant, CancellationToken, Task> record, CancellationToken ct) =>
        StepAsync(caller, id, record, (_, grant, now) =>
        {
            var person = caller.Identity.Person;
            GrantOutcome? refused = SealedText.Fault(reason, GrantRequest.LongestText) is { } fault
                ? new GrantOutcome.Invalid("reason", fault)
                : GrantRules.Hinders(grant, version, person, now);
            return Task.FromResult<(GrantOutcome?, Grant?, string?)>(
                refused is not null ? (refused, null, null) : (null, grant with { State = GrantState.Refused, DecidedBy = person, DecidedAt = now }, reason));
        }, ct);

    /// <summary>Ends a grant now, or takes a proposal back: whoever works on the case.</summary>
    /// <inheritdoc cref="RefuseAsync"/>
    public Task<GrantOutcome> EndAsync(Caller caller, Guid id, long version, Func<Grant, CancellationToken, Task> record, CancellationToken ct) =>
        StepAsync(caller, id, record, (_, grant, now) => Task.FromResult<(GrantOutcome?, Grant?, string?)>(
            grant.Version != version ? (new GrantOutcome.Conflict(grant.Version), null, null)
            : !grant.Stands(now) ? (new GrantOutcome.Decided(), null, null)
            : (null, grant with { State = GrantState.Ended, EndedBy = caller.Identity.Person, EndedAt = now }, null)), ct);

    private async Task<GrantOutcome> StepAsync(
        Caller caller, Guid id, Func<Grant, CancellationToken, Task> record,
        Func<NpgsqlConnection, Grant, DateTimeOffset, Task<(GrantOutcome? Refused, Grant? Next, string? Refusal)>> decide, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(record);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await LockAsync(connection, caller, GrantSql.ChildOf, id, ct) is null || await FindAsync(connection, id, ct) is not { } before
            || await CaseAsync(connection, caller, before.Case, ct) is null)
            return new GrantOutcome.NotFound();
        // Read once the lock is held: the second of two sees what the first did, and no end lies before its begin.
        var (refused, next, refusal) = await decide(connection, before, time.GetUtcNow());
        if (next is null)
            return refused!;
        var now = next with { Version = before.Version + 1 };
        var texts = refusal is null ? NoTexts : await SealAsync(connection, now, [(GrantRows.Refusal, refusal)], ct);
        await GrantEvents.AppendAsync(connection, city.Code, time, "grant_" + now.State, now, caller.Identity.Person, texts, ct);
        await Statement.ExecuteAsync(
            connection, GrantSql.Update, ct, city.Code, id, now.From, now.State, now.DecidedBy, now.DecidedAt, now.EndedBy, now.EndedAt,
            texts.GetValueOrDefault(GrantRows.Refusal), now.Version);
        await record(now, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new GrantOutcome.Done(now);
    }

    /// <summary>What a proposal rested on and does not hold any more, or null.</summary>
    private async Task<string?> MissingAsync(NpgsqlConnection connection, Grant grant, DateTimeOffset now, CancellationToken ct)
    {
        if (await SchoolAsync(connection, grant.Child, now, ct) != grant.Institution)
            return "the child does not belong to the institution any more.";
        if (law.To(grant.Institution, now).FirstOrDefault(g => GrantRules.Carries(g, grant)) is not { } terms)
            return "no provision may give the item under this basis any more.";
        if (terms.Ends(now) is { } end && grant.Until > end)
            return "basis or provision end before the grant would.";
        return await AreStaffAsync(connection, grant.Institution, grant.Persons, now, ct) ? null : "somebody whom it names does not act for the institution any more.";
    }

    /// <summary>The child of a case or grant, locked; null where it is not there for the caller.</summary>
    private async Task<Guid?> LockAsync(NpgsqlConnection connection, Caller caller, string childOf, Guid id, CancellationToken ct)
    {
        if (await IdAsync(connection, childOf, ct, city.Code, id) is not { } child || caller.BlockedChildren.Contains(child))
            return null;
        await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, city.Code, child);
        return child;
    }

    /// <summary>The case, where the caller works on it.</summary>
    private async Task<Case?> CaseAsync(NpgsqlConnection connection, Caller caller, Guid id, CancellationToken ct)
    {
        Case found;
        await using (var command = Statement.Of(connection, CaseSql.Find, city.Code, id))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            if (!await rows.ReadAsync(ct))
                return null;
            found = CaseRows.Read(rows);
        }

        return (await CaseReach.OfAsync(connection, caller, ct)).Includes(found) ? found : null;
    }

    private async Task<Grant?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, GrantSql.Find, city.Code, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? GrantRows.Read(rows) : null;
    }

    private async Task<string?> SchoolAsync(NpgsqlConnection connection, Guid child, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, GrantSql.School, city.Code, child, JapanDay.Of(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicText(0) : null;
    }

    private async Task<bool> AreStaffAsync(NpgsqlConnection connection, string institution, IReadOnlyList<string>? persons, DateTimeOffset now, CancellationToken ct)
    {
        if (persons is null)
            return true;
        await using var command = Statement.Of(connection, ShareSql.Staff, city.Code, institution, persons.ToArray(), now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) && rows.PublicLong(0) == persons.Count;
    }

    private async Task<IReadOnlyDictionary<string, string>> SealAsync(NpgsqlConnection connection, Grant grant, (string Item, string Text)[] texts, CancellationToken ct)
    {
        using var ring = await SubjectKeyRing.LoadAsync(connection, city.Code, keys, [grant.Child], time.GetUtcNow(), ct);
        var stored = texts.ToDictionary(t => t.Item, t => SealedText.Seal(ring, grant.Child, grant.Id, grant.Version, t.Item, t.Text).Cipher, StringComparer.Ordinal);
        await ring.SaveNewAsync(connection, ct);
        return stored;
    }

    private static async Task<Guid?> IdAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }
}
