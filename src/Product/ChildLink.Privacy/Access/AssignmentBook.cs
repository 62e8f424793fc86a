using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>Assignments as events with their projection; every request reads the projection afresh, so an end takes effect at once.</summary>
public sealed class AssignmentBook(NpgsqlDataSource database, TimeProvider time)
{
    private const int LongestText = 200;

    private readonly AssignmentLooks looks = new(database);

    /// <summary>What adding an assignment leads to.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>Done.</summary>
        public sealed record Done(Guid Id) : Outcome;

        /// <summary>Not done; <paramref name="Field"/> names what is wrong.</summary>
        public sealed record Invalid(string Field, string Message) : Outcome;

        /// <summary>There is no such assignment in force.</summary>
        public sealed record NotFound : Outcome;
    }

    /// <summary>Every assignment of a person, also past ones.</summary>
    public Task<IReadOnlyList<Assignment>> OfPersonAsync(string tenant, string issuer, string person, CancellationToken ct) =>
        looks.OfPersonAsync(tenant, issuer, person, ct);

    /// <summary>Every assignment, the newest 1,000, newest first.</summary>
    public async Task<IReadOnlyList<Assignment>> AllAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, AssignmentSql.All, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<Assignment>();
        while (await rows.ReadAsync(ct))
            found.Add(AssignmentSql.Read(rows));
        return found;
    }

    /// <summary>
    /// Adds an assignment that a person granted and another approved: an approver who holds a role of trust now.
    /// Nothing is written when a check fails.
    /// </summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="policy">Policy that names roles and purposes.</param>
    /// <param name="assignment">The assignment.</param>
    /// <param name="grantorIssuer">Issuer of the tokens of the one who grants; the approver is known to the same.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Outcome> GrantAsync(
        string tenant, DecisionTable policy, Assignment assignment, string grantorIssuer, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        // Before the approver is looked up: a text with a null character is no parameter that the database takes.
        if (Check(policy, assignment) is { } fault)
            return fault;
        if (assignment.Person == assignment.GrantedBy && assignment.Issuer == grantorIssuer)
            return new Outcome.Invalid("person", "must be another person than the one granting.");
        var now = time.GetUtcNow();
        var approver = await OfPersonAsync(tenant, grantorIssuer, assignment.ApprovedBy, ct);
        if (!approver.Any(a => a.IsInForce(now) && a.Role is "steward" or "privacy-officer"))
            return new Outcome.Invalid("approvedBy", "must hold the role steward or privacy-officer now.");
        return await AddAsync(tenant, policy, assignment, record, ct);
    }

    /// <summary>Adds an assignment without asking who the approver is: for the first assignments of a municipality.</summary>
    public async Task<Outcome> AddAsync(
        string tenant, DecisionTable policy, Assignment assignment, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        if (Check(policy, assignment) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var data = JsonSerializer.SerializeToUtf8Bytes(assignment, AssignmentJson.Default.Assignment);
        await new EventLog(tenant, time).AppendAsync(
            connection, "assignment", [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), assignment.Id, 1, "assignment_added", data, "{}"u8.ToArray())], ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Insert, ct,
            tenant, assignment.Id, assignment.Issuer, assignment.Person, assignment.Role, assignment.Institution,
            assignment.Purposes.ToArray(), assignment.From.ToUniversalTime(), assignment.Until.ToUniversalTime(), assignment.GrantedBy, assignment.ApprovedBy);
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(assignment.Id);
    }

    /// <summary>Ends an assignment now; <paramref name="record"/> writes the log entry, before the commit.</summary>
    public async Task<Outcome> EndAsync(string tenant, Guid id, string endedBy, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Statement.ExecuteAsync(connection, AssignmentSql.End, ct, tenant, id, now) == 0)
            return new Outcome.NotFound();
        var log = new EventLog(tenant, time);
        var version = (await log.VersionsAsync(connection, [id], ct))[id];
        var data = JsonSerializer.SerializeToUtf8Bytes(new AssignmentEnded(endedBy, now), AssignmentJson.Default.AssignmentEnded);
        await log.AppendAsync(
            connection, "assignment", [new NewEvent(Guid.CreateVersion7(now), id, version + 1, "assignment_ended", data, "{}"u8.ToArray())], ct);
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(id);
    }

    private static Outcome.Invalid? Check(DecisionTable policy, Assignment a)
    {
        foreach (var (field, text) in new[] { ("issuer", a.Issuer), ("person", a.Person), ("institution", a.Institution ?? ""), ("approvedBy", a.ApprovedBy) })
        {
            if (text.Length > LongestText || text.Any(char.IsControl))
                return new Outcome.Invalid(field, $"must have at most {LongestText} characters and no control characters.");
        }

        if (string.IsNullOrWhiteSpace(a.Person))
            return new Outcome.Invalid("person", "must name the person (sub of the identity provider).");
        if (policy.Roles.FirstOrDefault(r => r.Id == a.Role) is not { } role)
            return new Outcome.Invalid("role", $"must be one of {string.Join(", ", policy.Roles.Select(r => r.Id))}.");
        if (a.Purposes.Count == 0 || a.Purposes.Any(p => policy.Find(role.Id, p) is null))
            return new Outcome.Invalid("purposes", $"must be some of {string.Join(", ", role.Purposes.Select(p => p.Id))}.");
        if (role.Institution == "required" && string.IsNullOrWhiteSpace(a.Institution))
            return new Outcome.Invalid("institution", $"is required for the role {role.Id}.");
        if (a.Until <= a.From)
            return new Outcome.Invalid("until", "must be after from.");
        if (string.IsNullOrWhiteSpace(a.ApprovedBy) || a.ApprovedBy == a.GrantedBy || a.ApprovedBy == a.Person)
            return new Outcome.Invalid("approvedBy", "must be another person than the one granting and the one receiving.");
        return null;
    }
}
