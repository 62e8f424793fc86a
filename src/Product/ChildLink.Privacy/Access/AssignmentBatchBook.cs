using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>Lists of changes of assignments, as on the first of April: all of a list is proposed or nothing, and another person decides on it as one.</summary>
public sealed class AssignmentBatchBook(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Most rows of a list.</summary>
    public const int MostRows = 2_000;

    /// <summary>What a list leads to.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>What the list comes to; nothing was written.</summary>
        public sealed record Planned(IReadOnlyList<PlannedChange> Changes) : Outcome;

        /// <summary>Proposed, or decided on.</summary>
        /// <param name="Batch">The batch as it stands now.</param>
        /// <param name="Changes">What each row came to; empty for a decision.</param>
        public sealed record Done(AssignmentBatch Batch, IReadOnlyList<PlannedChange> Changes) : Outcome;

        /// <summary>Not done.</summary>
        public sealed record Invalid(string Field, string Message) : Outcome;

        /// <summary>There is no such batch, or none of the caller's that waits.</summary>
        public sealed record NotFound : Outcome;

        /// <summary>Somebody decided before.</summary>
        public sealed record AlreadyDecided : Outcome;

        /// <summary>Whoever proposed it, or receives something by it, cannot decide.</summary>
        public sealed record SamePerson : Outcome;
    }

    /// <summary>The latest 100 batches, newest first.</summary>
    public async Task<IReadOnlyList<AssignmentBatch>> LatestAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, AssignmentBatchSql.Latest, ct, tenant);
    }

    /// <summary>A batch with the assignments that it proposes, or null.</summary>
    public async Task<(AssignmentBatch Batch, IReadOnlyList<Assignment> Proposals)?> FindAsync(string tenant, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, AssignmentBatchSql.Find, ct, tenant, id) is [var batch]
            ? (batch, await AssignmentStore.ReadAsync(connection, AssignmentSql.OfBatch, ct, tenant, id))
            : null;
    }

    /// <summary>What a list would come to. Writes nothing.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="policy">Policy that names roles and purposes.</param>
    /// <param name="proposer">Who would propose it.</param>
    /// <param name="issuer">Issuer of the tokens of everybody on the list; null for the proposer's own.</param>
    /// <param name="rows">1 to <see cref="MostRows"/> rows.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> PreviewAsync(
        string tenant, DecisionTable policy, Identity proposer, string? issuer, IReadOnlyList<AssignmentRow> rows, CancellationToken ct)
    {
        if (CheckSize(rows) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        return new Outcome.Planned((await PlanAsync(connection, tenant, policy, proposer, issuer, rows, Guid.Empty, ct)).Changes);
    }

    /// <summary>Proposes a list; with a fault in any row, or with nothing to change, nothing is written and the plan says why.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="policy">Policy that names roles and purposes.</param>
    /// <param name="proposer">Who proposes it.</param>
    /// <param name="issuer">Issuer of the tokens of everybody on the list; null for the proposer's own.</param>
    /// <param name="rows">1 to <see cref="MostRows"/> rows.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Outcome> ProposeAsync(
        string tenant, DecisionTable policy, Identity proposer, string? issuer, IReadOnlyList<AssignmentRow> rows,
        Func<AssignmentBatch, IReadOnlyList<PlannedChange>, CancellationToken, Task> record, CancellationToken ct)
    {
        if (CheckSize(rows) is { } fault)
            return fault;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Lock, ct, tenant);
        var id = Guid.CreateVersion7(now);
        var plan = await PlanAsync(connection, tenant, policy, proposer, issuer, rows, id, ct);
        if (plan.Count(AssignmentChange.Fault) > 0 || plan.Proposals.Count + plan.Ends.Count == 0)
            return new Outcome.Planned(plan.Changes);

        var batch = new AssignmentBatch(id, proposer.Person, now, AssignmentState.Proposed, null, null, null, plan.Proposals.Count, plan.Ends);
        var events = new AssignmentEvents(connection, tenant, time);
        await events.BeginBatchAsync(batch, ct);
        await events.BeginAsync("assignment_proposed", plan.Proposals, ct);
        await Statement.ExecuteAsync(
            connection, AssignmentBatchSql.Insert, ct, tenant, id, proposer.Person, now, batch.Added, plan.Ends.Select(e => e.Assignment).ToArray(),
            plan.Ends.Select(e => e.At.ToUniversalTime()).ToArray());
        foreach (var proposal in plan.Proposals)
            await AssignmentStore.InsertAsync(connection, tenant, proposal, ct);
        await record(batch, plan.Changes, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(batch, plan.Changes);
    }

    /// <summary>Approves a batch: everything in it is in force from its own begin on, and ends at its own end. All of it or nothing.</summary>
    public Task<Outcome> ApproveAsync(
        string tenant, DecisionTable policy, Guid id, AssignmentApproval approval, Func<AssignmentBatch, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return DecideAsync(
            tenant, id, AssignmentState.Approved, new AssignmentDecided(approval.By, time.GetUtcNow(), SameSubject: approval.SameSubject), policy, record, ct);
    }

    /// <summary>Refuses a batch, with a reason of 1 to 500 characters.</summary>
    public async Task<Outcome> RefuseAsync(
        string tenant, Guid id, string by, string reason, Func<AssignmentBatch, CancellationToken, Task> record, CancellationToken ct) =>
        AssignmentBook.CheckReason(reason) is { } fault
            ? new Outcome.Invalid(fault.Field, fault.Message)
            : await DecideAsync(tenant, id, AssignmentState.Refused, new AssignmentDecided(by, time.GetUtcNow(), reason), null, record, ct);

    /// <summary>Takes a batch back; only whoever proposed it can.</summary>
    public Task<Outcome> WithdrawAsync(string tenant, Guid id, string by, Func<AssignmentBatch, CancellationToken, Task> record, CancellationToken ct) =>
        DecideAsync(tenant, id, AssignmentState.Withdrawn, new AssignmentDecided(by, time.GetUtcNow()), null, record, ct);

    private static Outcome.Invalid? CheckSize(IReadOnlyList<AssignmentRow> rows) =>
        rows.Count is 0 or > MostRows ? new Outcome.Invalid("rows", $"must hold 1 to {MostRows} rows.") : null;

    private async Task<AssignmentPlan> PlanAsync(
        NpgsqlConnection connection, string tenant, DecisionTable policy, Identity proposer, string? issuer, IReadOnlyList<AssignmentRow> rows, Guid batch,
        CancellationToken ct) =>
        AssignmentPlan.Of(
            policy, await AssignmentStore.ReadAsync(connection, AssignmentSql.Standing, ct, tenant), rows, batch, issuer ?? proposer.Issuer, proposer.Person, time.GetUtcNow());

    private async Task<Outcome> DecideAsync(
        string tenant, Guid id, AssignmentState state, AssignmentDecided decision, DecisionTable? policy, Func<AssignmentBatch, CancellationToken, Task> record,
        CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, AssignmentSql.Lock, ct, tenant);
        if (await ReadAsync(connection, AssignmentBatchSql.Find, ct, tenant, id) is not [var batch])
            return new Outcome.NotFound();
        if (batch.State != AssignmentState.Proposed)
            return new Outcome.AlreadyDecided();
        var standing = await AssignmentStore.ReadAsync(connection, AssignmentSql.Standing, ct, tenant);
        var proposals = standing.Where(a => a.Batch == id).ToList();
        switch (AssignmentBook.JudgeDecider(batch.ProposedBy, proposals.Select(p => p.Person), state, decision.By))
        {
            case AssignmentBook.Outcome.SamePerson:
                return new Outcome.SamePerson();
            case not null:
                return new Outcome.NotFound();
        }

        if (policy is not null && WhyNot(policy, standing, batch, proposals, decision) is { } fault)
            return fault;

        await Statement.ExecuteAsync(
            connection, AssignmentBatchSql.Decide, ct, tenant, id, AssignmentWords.Of(state), decision.By, decision.At, decision.Reason);
        var events = new AssignmentEvents(connection, tenant, time);
        await events.DecideBatchAsync($"assignment_batch_{AssignmentWords.Of(state)}", id, decision, ct);
        await events.GoOnAsync($"assignment_{AssignmentWords.Of(state)}", [.. proposals.Select(p => p.Id)], decision, ct);
        foreach (var proposal in proposals)
            await AssignmentStore.DecideAsync(connection, tenant, proposal.Id, state, decision, ct);
        if (state == AssignmentState.Approved)
            await EndAsync(connection, events, tenant, batch, decision, ct);
        var decided = batch with { State = state, DecidedBy = decision.By, DecidedAt = decision.At, Reason = decision.Reason };
        await record(decided, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new Outcome.Done(decided, []);
    }

    private static async Task EndAsync(
        NpgsqlConnection connection, AssignmentEvents events, string tenant, AssignmentBatch batch, AssignmentDecided decision, CancellationToken ct)
    {
        foreach (var end in batch.Ends)
        {
            var at = end.At < decision.At ? decision.At : end.At.ToUniversalTime();
            // One that somebody ended earlier meanwhile stays ended so.
            if (await Statement.ExecuteAsync(connection, AssignmentSql.End, ct, tenant, end.Assignment, at) == 1)
                await events.GoOnAsync("assignment_ended", [end.Assignment], new AssignmentDecided(decision.By, at), ct);
        }
    }

    /// <summary>Between proposal and approval the policy, and what stands beside the batch, may have become another.</summary>
    private static Outcome.Invalid? WhyNot(
        DecisionTable policy, IReadOnlyList<Assignment> standing, AssignmentBatch batch, List<Assignment> proposals, AssignmentDecided decision)
    {
        var after = AssignmentPlan.After(standing, batch.Ends);
        foreach (var proposal in proposals)
        {
            var fault = AssignmentRules.Check(policy, proposal) ?? (proposal.Until <= decision.At
                ? new AssignmentBook.Outcome.Invalid("until", "has passed meanwhile.")
                : AssignmentRules.Meet(after, proposal));
            if (fault is not null)
                return new Outcome.Invalid(fault.Field, $"of the assignment {proposal.Id:D} {fault.Message}");
        }

        // With what the batch itself ends: an id is known by what was, not by what will be.
        return AssignmentRules.Unconfirmed(standing, proposals, decision) is { } unconfirmed ? new Outcome.Invalid(unconfirmed.Field, unconfirmed.Message) : null;
    }

    private static async Task<IReadOnlyList<AssignmentBatch>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<AssignmentBatch>();
        while (await rows.ReadAsync(ct))
            found.Add(AssignmentBatchSql.Read(rows));
        return found;
    }
}
