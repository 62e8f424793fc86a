using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// Conflicts of interest as events with their projection. Every request reads it with the assignments: a declaration takes effect with
/// the next request. Nobody ends a declaration about themselves.
/// </summary>
public sealed class ConflictBook(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "id, issuer, person, resident_id, household, declared_by, declared_at, ended_by, ended_at";

    private const string All = $"select {Columns} from read.conflicts where tenant_id = $1 order by declared_at desc, id limit 1000";

    private const string OfPerson =
        $"select {Columns} from read.conflicts where tenant_id = $1 and person = $2 order by declared_at desc, id limit 1000";

    private const string Insert = "insert into read.conflicts (tenant_id, id, issuer, person, resident_id, household, declared_by, declared_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    private const string End = $"""
        update read.conflicts set ended_by = $3, ended_at = $4 where tenant_id = $1 and id = $2 and ended_at is null and person <> $3 returning {Columns}
        """;

    private const string LockPerson = "select pg_advisory_xact_lock(hashtextextended('conflicts' || $1 || $2, 0))";

    /// <summary>Every declaration, the newest 1,000, newest first.</summary>
    public async Task<IReadOnlyList<Conflict>> AllAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, All, ct, tenant);
    }

    /// <summary>What a person declared or others declared about them, newest first, under whatever issuer: it holds under each.</summary>
    public async Task<IReadOnlyList<Conflict>> OfPersonAsync(string tenant, string person, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, OfPerson, ct, tenant, person);
    }

    /// <summary>Declares a conflict; the same again is the one that stands.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="issuer">Issuer of the person's tokens.</param>
    /// <param name="person"><c>sub</c> of the person.</param>
    /// <param name="resident">The resident.</param>
    /// <param name="household">Whether it covers the household.</param>
    /// <param name="declaredBy"><c>sub</c> of the one who declares it.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Conflict> DeclareAsync(
        string tenant, string issuer, string person, Guid resident, bool household, string declaredBy, Func<Conflict, CancellationToken, Task> record, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, LockPerson, ct, tenant, person);
        var standing = (await ReadAsync(connection, OfPerson, ct, tenant, person))
            .FirstOrDefault(c => c.EndedAt is null && c.Resident == resident && c.Household == household);
        var now = time.GetUtcNow();
        var conflict = standing ?? new Conflict(Guid.CreateVersion7(now), issuer, person, resident, household, declaredBy, now, null, null);
        if (standing is null)
            await InsertAsync(connection, tenant, conflict, time, ct);

        await record(conflict, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return conflict;
    }

    /// <summary>Ends a declaration; null where there is none that stands, or none about another than the one who ends it.</summary>
    public async Task<Conflict?> EndAsync(string tenant, Guid id, string endedBy, Func<Conflict, CancellationToken, Task> record, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ReadAsync(connection, End, ct, tenant, id, endedBy, time.GetUtcNow()) is not [var ended])
            return null;
        await AppendAsync(connection, tenant, "conflict_ended", 2, ended, time, ct);
        await record(ended, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return ended;
    }

    /// <summary>Writes a declaration, event and row, in the transaction of the connection.</summary>
    internal static async Task InsertAsync(NpgsqlConnection connection, string tenant, Conflict conflict, TimeProvider time, CancellationToken ct)
    {
        await AppendAsync(connection, tenant, "conflict_declared", 1, conflict, time, ct);
        await Statement.ExecuteAsync(
            connection, Insert, ct, tenant, conflict.Id, conflict.Issuer, conflict.Person, conflict.Resident, conflict.Household, conflict.DeclaredBy, conflict.DeclaredAt);
    }

    private static Task AppendAsync(NpgsqlConnection connection, string tenant, string type, long version, Conflict conflict, TimeProvider time, CancellationToken ct) =>
        new EventLog(tenant, time).AppendAsync(
            connection, "conflict",
            [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), conflict.Id, version, type, JsonSerializer.SerializeToUtf8Bytes(conflict, ConflictJson.Default.Conflict), "{}"u8.ToArray())],
            ct);

    private static async Task<IReadOnlyList<Conflict>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<Conflict>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new Conflict(
                rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicUuid(3), rows.PublicFlag(4), rows.PublicText(5), rows.PublicInstant(6),
                rows.PublicTextOrNull(7), rows.PublicInstantOrNull(8)));
        }

        return found;
    }
}
