using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// Assignments as events with their projection: proposed by one person, approved by another with a token of their own; every request
/// reads the projection afresh, so an end takes effect at once.
/// </summary>
public sealed class AssignmentBook(NpgsqlDataSource database, TimeProvider time)
{
    private const int LongestReason = 500;

    private readonly AssignmentLooks looks = new(database);
    private readonly KnownAssignments known = new();

    /// <summary>What a decision on an assignment leads to.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>Done.</summary>
        /// <param name="Id">The assignment.</param>
        /// <param name="Assignment">As it stands now; null where it only ended.</param>
        public sealed record Done(Guid Id, Assignment? Assignment = null) : Outcome;

        /// <summary>Not done; <paramref name="Field"/> names what is wrong.</summary>
        public sealed record Invalid(string Field, string Message) : Outcome;

        /// <summary>There is no such assignment in force, or none of the caller's that waits.</summary>
        public sealed record NotFound : Outcome;

        /// <summary>Somebody decided before.</summary>
        public sealed record AlreadyDecided : Outcome;

        /// <summary>Whoever proposed or receives it cannot decide.</summary>
        public sealed record SamePerson : Outcome;
    }

    /// <summary>Every approved assignment of a person, also past ones.</summary>
    public async Task<IReadOnlyList<Assignment>> OfPersonAsync(string tenant, string issuer, string person, CancellationToken ct)
    {
        var key = new Person(tenant, issuer, person);
        var read = await looks.OfPersonAsync(key, ct);
        known.Keep(key, read);
        return read;
    }

    /// <summary>What was last read about a person; it must be confirmed before anything is opened by it. Null where nothing is known.</summary>
    public Standing? Known(string tenant, string issuer, string person)
    {
        var key = new Person(tenant, issuer, person);
        return known.Find(key) is { } assignments ? new Standing(key, assignments, known, looks) : null;
    }

    /// <summary>Every assignment whatever became of it, the newest 1,000, newest first.</summary>
    public async Task<IReadOnlyList<Assignment>> AllAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await AssignmentStore.ReadAsync(connection, AssignmentSql.All, ct, tenant);
    }

    /// <summary>The issuers under which people of the municipality are or were known, at most 100.</summary>
    public async Task<IReadOnlyList<string>> IssuersAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, AssignmentSql.Issuers, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var issuers = new List<string>();
        while (await rows.ReadAsync(ct))
            issuers.Add(rows.PublicText(0));
        return issuers;
    }

    /// <summary>Proposes an assignment; nothing is in force before another person approves it. Nothing is written when a check fails.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="policy">Policy that names roles and purposes.</param>
    /// <param name="proposal">The assignment; its state, approver and batch count for nothing.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Outcome> ProposeAsync(
        string tenant, DecisionTable policy, Assignment proposal, Func<Assignment, CancellationToken, Task> record, CancellationToken ct)
    {
        var assignment = proposal with { State = AssignmentState.Proposed, ApprovedBy = null, Batch = null };
        if (AssignmentRules.Check(policy, assignment) is { } fault)
            return fault;
        if (assignment.Until <= time.GetUtcNow())
            return new Outcome.Invalid("until", "must lie ahead.");
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Lock, ct, tenant);
        if (AssignmentRules.Meet(await AssignmentStore.ReadAsync(connection, AssignmentSql.Standing, ct, tenant), assignment) is { } clash)
            return clash;
        await new AssignmentEvents(connection, tenant, time).BeginAsync("assignment_proposed", [assignment], ct);
        await AssignmentStore.InsertAsync(connection, tenant, assignment, ct);
        await record(assignment, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(assignment.Id, assignment);
    }

    /// <summary>
    /// Approves a proposal: in force from its begin on, at once where that is past. By neither the one who proposed nor the one who
    /// receives it, also not under an id that looks like theirs.
    /// </summary>
    public Task<Outcome> ApproveAsync(
        string tenant, DecisionTable policy, Guid id, AssignmentApproval approval, Func<Assignment, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return DecideAsync(
            tenant, id, AssignmentState.Approved, new AssignmentDecided(approval.By, time.GetUtcNow(), SameSubject: approval.SameSubject), policy, record, ct);
    }

    /// <summary>Refuses a proposal, with a reason of 1 to 500 characters.</summary>
    public async Task<Outcome> RefuseAsync(
        string tenant, Guid id, string by, string reason, Func<Assignment, CancellationToken, Task> record, CancellationToken ct) =>
        CheckReason(reason) is { } fault
            ? fault
            : await DecideAsync(tenant, id, AssignmentState.Refused, new AssignmentDecided(by, time.GetUtcNow(), reason), null, record, ct);

    /// <summary>Takes a proposal back; only whoever made it can.</summary>
    public Task<Outcome> WithdrawAsync(string tenant, Guid id, string by, Func<Assignment, CancellationToken, Task> record, CancellationToken ct) =>
        DecideAsync(tenant, id, AssignmentState.Withdrawn, new AssignmentDecided(by, time.GetUtcNow()), null, record, ct);

    /// <summary>
    /// Adds an assignment without asking who the approver is: for the first assignments of a municipality and for invented colleagues.
    /// Two different people are named all the same.
    /// </summary>
    public async Task<Outcome> AddAsync(
        string tenant, DecisionTable policy, Assignment assignment, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        if (AssignmentRules.Check(policy, assignment) is { } fault)
            return fault;
        if (string.IsNullOrWhiteSpace(assignment.ApprovedBy) || assignment.ApprovedBy == assignment.GrantedBy || assignment.ApprovedBy == assignment.Person)
            return new Outcome.Invalid("approvedBy", "must be another person than the one granting and the one receiving.");
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new AssignmentEvents(connection, tenant, time).BeginAsync("assignment_added", [assignment], ct);
        await AssignmentStore.InsertAsync(connection, tenant, assignment, ct);
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(assignment.Id, assignment);
    }

    /// <summary>
    /// Names the first steward and the first privacy officer, each granted beside the other: only where nobody was ever approved for
    /// either role.
    /// </summary>
    /// <returns>Done; or what is wrong; or already decided, where there was somebody.</returns>
    public async Task<Outcome> AddFirstAsync(
        string tenant, DecisionTable policy, string issuer, string steward, string officer, DateTimeOffset until, Func<CancellationToken, Task> record,
        CancellationToken ct)
    {
        const string Local = "local";
        var now = time.GetUtcNow();
        if (until > now.AddYears(1))
            return new Outcome.Invalid("until", "must lie within a year.");
        if (Likeness.Same(steward, officer))
            return new Outcome.Invalid("officer", "must be another person than the steward.");
        Assignment[] both = [First(steward, "steward", officer), First(officer, "privacy-officer", steward)];
        if (both.Select(a => AssignmentRules.Check(policy, a)).FirstOrDefault(f => f is not null) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Lock, ct, tenant);
        var standing = await AssignmentStore.ReadAsync(connection, AssignmentSql.Standing, ct, tenant);
        if (standing.Any(a => a.State == AssignmentState.Approved && AssignmentRules.IsTrusted(a.Role)))
            return new Outcome.AlreadyDecided();
        await new AssignmentEvents(connection, tenant, time).BeginAsync("assignment_added", both, ct);
        foreach (var assignment in both)
            await AssignmentStore.InsertAsync(connection, tenant, assignment, ct);
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(both[0].Id);

        Assignment First(string person, string role, string other) => new(
            Guid.CreateVersion7(now), issuer, person, role, null, [.. policy.Roles.Where(r => r.Id == role).SelectMany(r => r.Purposes).Select(p => p.Id)],
            now, until, Local, other, null);
    }

    /// <summary>Ends an assignment now; <paramref name="record"/> writes the log entry, before the commit.</summary>
    public async Task<Outcome> EndAsync(string tenant, Guid id, string endedBy, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Statement.ExecuteAsync(connection, AssignmentSql.End, ct, tenant, id, now) == 0)
            return new Outcome.NotFound();
        await new AssignmentEvents(connection, tenant, time).GoOnAsync("assignment_ended", [id], new AssignmentDecided(endedBy, now), ct);
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(id);
    }

    internal static Outcome.Invalid? CheckReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || reason.Any(char.IsControl)
            ? new Outcome.Invalid("reason", $"must hold 1 to {LongestReason} characters and no control characters.")
            : null;

    private async Task<Outcome> DecideAsync(
        string tenant, Guid id, AssignmentState state, AssignmentDecided decision, DecisionTable? policy, Func<Assignment, CancellationToken, Task> record,
        CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Lock, ct, tenant);
        if (await AssignmentStore.ReadAsync(connection, AssignmentSql.Find, ct, tenant, id) is not [var proposal])
            return new Outcome.NotFound();
        if (proposal.State != AssignmentState.Proposed)
            return new Outcome.AlreadyDecided();
        if (proposal.Batch is { } batch)
            return new Outcome.Invalid("id", $"is decided on with its batch {batch:D}.");
        if (JudgeDecider(proposal.GrantedBy, [proposal.Person], state, decision.By) is { } refused)
            return refused;
        if (policy is not null && await WhyNotAsync(connection, tenant, policy, proposal, decision, ct) is { } fault)
            return fault;

        var decided = AssignmentStore.Decided(proposal, state, decision);
        await AssignmentStore.DecideAsync(connection, tenant, id, state, decision, ct);
        await new AssignmentEvents(connection, tenant, time).GoOnAsync($"assignment_{AssignmentWords.Of(state)}", [id], decision, ct);
        await record(decided, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(id, decided);
    }

    /// <summary>Whether this person may decide in this way: the proposer withdraws, anybody else who receives nothing by it approves or refuses.</summary>
    internal static Outcome? JudgeDecider(string proposer, IEnumerable<string> receivers, AssignmentState state, string decider)
    {
        if (state == AssignmentState.Withdrawn)
            return proposer == decider ? null : new Outcome.NotFound();
        return Likeness.Same(proposer, decider) || receivers.Any(r => Likeness.Same(r, decider)) ? new Outcome.SamePerson() : null;
    }

    /// <summary>Between proposal and approval the policy, and what stands beside it, may have become another.</summary>
    private static async Task<Outcome.Invalid?> WhyNotAsync(
        NpgsqlConnection connection, string tenant, DecisionTable policy, Assignment proposal, AssignmentDecided decision, CancellationToken ct)
    {
        if (AssignmentRules.Check(policy, proposal) is { } fault)
            return fault;
        if (proposal.Until <= decision.At)
            return new Outcome.Invalid("until", "has passed meanwhile.");
        var standing = await AssignmentStore.ReadAsync(connection, AssignmentSql.Standing, ct, tenant);
        return AssignmentRules.Meet(standing, proposal) ?? AssignmentRules.Unconfirmed(standing, [proposal], decision);
    }
}
