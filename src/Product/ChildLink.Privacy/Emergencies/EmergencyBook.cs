using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Privacy.Emergencies;

/// <summary>
/// Emergency access as events with its projection. Opening it tells the privacy officer in the same transaction: what was opened and
/// not yet reviewed stands in the officer's list.
/// </summary>
/// <param name="database">Connections of the application.</param>
/// <param name="gateway">Opens reasons, for whom the policy shows them.</param>
/// <param name="keys">Keys outside the database.</param>
/// <param name="mostMinutes">The longest in this city; never more than <see cref="Emergency.MostMinutes"/>.</param>
/// <param name="protectionListMaxAgeDays">Age in days up to which a protection list is believed; with an older one no household is opened but the resident.</param>
/// <param name="time">The clock.</param>
public sealed class EmergencyBook(
    NpgsqlDataSource database, PrivacyGateway gateway, KeyHome keys, int mostMinutes, int protectionListMaxAgeDays, TimeProvider time)
{
    private const string ReasonItem = "reason";
    private const int LongestText = 500;

    private static readonly FieldId Reason = FieldId.Of("emergency.reason");

    private readonly int most = Math.Clamp(mostMinutes, 1, Emergency.MostMinutes);

    /// <summary>
    /// Opens the household of a resident for the caller. Who is not there, moved out, or must not be met by the caller is answered alike.
    /// </summary>
    /// <param name="caller">A person, admitted for the purpose with several factors.</param>
    /// <param name="resident">The resident by whom the household is named.</param>
    /// <param name="minutes">How long, from 1; null for the longest.</param>
    /// <param name="reason">Why, in words: 1 to 500 characters; sealed.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<EmergencyOutcome> OpenAsync(
        Caller caller, Guid resident, int? minutes, string reason, Func<Emergency, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Identity.IsClient || caller.Identity.Client is not null)
            return new EmergencyOutcome.PersonRequired();
        if (SealedText.Fault(reason, LongestText) is { } fault)
            return new EmergencyOutcome.Invalid("reason", fault);
        if (minutes is { } asked && (asked < 1 || asked > most))
            return new EmergencyOutcome.Invalid("minutes", $"must be 1 to {most}.");
        var (tenant, identity, now) = (caller.Tenant, caller.Identity, time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, EmergencySql.LockPerson, ct, tenant, identity.Person);
        if (await ReadAsync(connection, EmergencySql.OpenOfPerson, ct, tenant, identity.Person, now) is not [])
            return new EmergencyOutcome.AlreadyOpen();
        var household = caller.BlockedChildren.Contains(resident)
            ? []
            : (await HouseholdAsync(connection, tenant, resident, now, ct)).Where(r => !caller.BlockedChildren.Contains(r)).ToArray();
        if (household.Length == 0)
            return new EmergencyOutcome.NotFound();

        var id = Guid.CreateVersion7(now);
        using var ring = await SubjectKeyRing.LoadAsync(connection, tenant, keys, [resident], now, ct);
        var sealedReason = SealedText.Seal(ring, resident, id, 1, ReasonItem, reason);
        await ring.SaveNewAsync(connection, ct);
        var emergency = new Emergency(
            id, identity.Issuer, identity.Person, caller.Role, caller.Institution, household.Length, household, now, now.AddMinutes(minutes ?? most), null, null, null, null, null, null);
        await EmergencyEvents.AppendAsync(
            connection, tenant, time, id, "emergency_opened", new EmergencyEvent(identity.Person, now, household, emergency.Until, sealedReason.Cipher), ct);
        await Statement.ExecuteAsync(
            connection, EmergencySql.Insert, ct, tenant, id, identity.Issuer, identity.Person, caller.Role, caller.Institution, household.Length, now, emergency.Until);
        await Statement.ExecuteAsync(connection, EmergencySql.InsertReason, ct, tenant, id, resident, sealedReason.Cipher);
        await Statement.ExecuteAsync(connection, EmergencySql.InsertRows, ct, tenant, id, household);
        await record(emergency, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new EmergencyOutcome.Done(emergency);
    }

    /// <summary>Ends one now: the caller's own, or as privacy officer anybody's.</summary>
    public async Task<EmergencyOutcome> EndAsync(Caller caller, Guid id, Func<Emergency, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReadAsync(connection, EmergencySql.Find, ct, caller.Tenant, id) is not [var (found, _)] || !found.IsOpen(now)
            || (caller.Purpose == Emergency.Purpose && !IsOf(found, caller)))
            return new EmergencyOutcome.NotFound();
        var ended = found with { EndedAt = now, EndedBy = caller.Identity.Person };
        await Statement.ExecuteAsync(connection, EmergencySql.End, ct, caller.Tenant, id, now, caller.Identity.Person);
        await EmergencyEvents.AppendAsync(connection, caller.Tenant, time, id, "emergency_ended", new EmergencyEvent(caller.Identity.Person, now), ct);
        await record(ended, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new EmergencyOutcome.Done(ended);
    }

    /// <summary>Acknowledges one with a verdict, once, by another than who opened it.</summary>
    public async Task<EmergencyOutcome> ReviewAsync(
        Caller caller, Guid id, string verdict, string? remark, Func<Emergency, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!Emergency.Verdicts.Contains(verdict, StringComparer.Ordinal))
            return new EmergencyOutcome.Invalid("verdict", $"must be one of {string.Join(", ", Emergency.Verdicts)}.");
        if (remark is not null && SealedText.Fault(remark, LongestText) is { } fault)
            return new EmergencyOutcome.Invalid("remark", fault);
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReadAsync(connection, EmergencySql.Find, ct, caller.Tenant, id) is not [var (found, _)])
            return new EmergencyOutcome.NotFound();
        if (found.ReviewedAt is not null)
            return new EmergencyOutcome.AlreadyReviewed();
        if (Likeness.Same(found.Person, caller.Identity.Person))
            return new EmergencyOutcome.SamePerson();
        var reviewed = found with { ReviewedBy = caller.Identity.Person, ReviewedAt = now, Verdict = verdict, Remark = remark };
        await Statement.ExecuteAsync(connection, EmergencySql.Review, ct, caller.Tenant, id, caller.Identity.Person, now, verdict, remark);
        await EmergencyEvents.AppendAsync(
            connection, caller.Tenant, time, id, "emergency_reviewed", new EmergencyEvent(caller.Identity.Person, now, Verdict: verdict, Remark: remark), ct);
        await record(reviewed, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new EmergencyOutcome.Done(reviewed);
    }

    /// <summary>
    /// The latest 200, newest first: the caller's own under the purpose of emergencies, else everybody's, with their reasons where the
    /// policy shows these. Reading reasons has its own entry in the log.
    /// </summary>
    public async Task<IReadOnlyList<Emergency>> ListAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = caller.Purpose == Emergency.Purpose
            ? await ReadAsync(connection, EmergencySql.OfPerson, ct, caller.Tenant, caller.Identity.Issuer, caller.Identity.Person)
            : await ReadAsync(connection, EmergencySql.Latest, ct, caller.Tenant);
        if (found.Count == 0 || gateway.Policy.Decide(caller.Role, caller.Purpose, Reason).Disposition != Disposition.Clear)
            return [.. found.Select(f => f.Emergency)];
        var now = time.GetUtcNow();
        using var ring = await SubjectKeyRing.LoadAsync(connection, caller.Tenant, keys, [.. found.Select(f => f.Reason?.Subject).OfType<Guid>().Distinct()], now, ct);
        await using var grant = gateway.Grant(caller, caller.Purpose, Guid.CreateVersion7(now));
        Emergency[] told = [.. found.Select(f => f.Emergency with { Reason = f.Reason is { } reason ? grant.Open(reason.Guard(Reason, ring)) : null })];
        await grant.RecordAsync("read emergency reasons", told.Length, ct);
        return told;
    }

    private static bool IsOf(Emergency emergency, Caller caller) => emergency.Issuer == caller.Identity.Issuer && emergency.Person == caller.Identity.Person;

    private async Task<Guid[]> HouseholdAsync(NpgsqlConnection connection, string tenant, Guid resident, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(
            connection, EmergencySql.Household, tenant, resident, JapanDay.Of(now), now.AddDays(-protectionListMaxAgeDays).ToUniversalTime());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<Guid>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.PublicUuid(0));
        return [.. found];
    }

    private static async Task<IReadOnlyList<(Emergency Emergency, SealedText? Reason)>> ReadAsync(
        NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Emergency, SealedText?)>();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.PublicUuid(0);
            found.Add((
                new Emergency(
                    id, rows.PublicText(1), rows.PublicText(2), rows.PublicText(3), rows.PublicTextOrNull(4), rows.PublicInt(15), rows.PublicUuids(16), rows.PublicInstant(5),
                    rows.PublicInstant(6), rows.PublicInstantOrNull(7), rows.PublicTextOrNull(8), rows.PublicTextOrNull(9), rows.PublicInstantOrNull(10),
                    rows.PublicTextOrNull(11), rows.PublicTextOrNull(12)),
                rows.PublicUuidOrNull(13) is { } resident ? new SealedText(resident, id, 1, ReasonItem, rows.PublicText(14)) : null));
        }

        return found;
    }
}
