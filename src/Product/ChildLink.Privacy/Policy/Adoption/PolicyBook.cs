using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Policy.Adoption;

/// <summary>
/// Adoption of policies as events with their projection. A steward and a privacy officer, two people, propose and adopt; the files
/// are stored with the proposal, so that what was adopted can be served whatever lies on a disk.
/// </summary>
public sealed class PolicyBook(NpgsqlDataSource database, TimeProvider time)
{
    private const string Stream = "policy";
    private const int MostFaults = 20;
    private static readonly string[] Approvers = ["steward", "privacy-officer"];

    /// <summary>Proposes a bundle that opens. The same files may be proposed again.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="bundle">The files.</param>
    /// <param name="check">What keeps a bundle from being opened.</param>
    /// <param name="actor">Who proposes: a steward or a privacy officer.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<PolicyOutcome> ProposeAsync(
        string tenant, PolicyBundle bundle, Func<PolicyBundle, IReadOnlyList<PolicyProblem>> check, PolicyActor actor,
        Func<PolicyProposal, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(check);
        if (Refuse(actor) is { } refused)
            return refused;
        if (Faulty(check(bundle)) is { } faulty)
            return faulty;
        var now = time.GetUtcNow();
        var proposal = new PolicyProposal(Guid.CreateVersion7(now), bundle.Hash, actor.Person, actor.Role, now, null, null, null, null);
        var files = bundle.Pack();
        var data = JsonSerializer.SerializeToUtf8Bytes(new PolicyProposed(bundle.Hash, actor.Person, actor.Role, now, files), PolicyBundleJson.Default.PolicyProposed);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new EventLog(tenant, time).AppendAsync(
            connection, Stream, [new NewEvent(Guid.CreateVersion7(now), proposal.Id, 1, "policy_proposed", data, "{}"u8.ToArray())], ct);
        await Statement.ExecuteAsync(connection, PolicyBookSql.Insert, ct, tenant, proposal.Id, bundle.Hash, files, actor.Person, actor.Role, now);
        await record(proposal, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new PolicyOutcome.Done(proposal);
    }

    /// <summary>Adopts a proposal: another person of the other role. From the commit on no node may serve another policy.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="hash">Hash that the person looked at.</param>
    /// <param name="check">What keeps a bundle from being opened: the program may be another than the one that it was proposed through.</param>
    /// <param name="actor">Who adopts.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <exception cref="StreamMovedException">Somebody else adopted it at the same time.</exception>
    public async Task<PolicyOutcome> AdoptAsync(
        string tenant, Guid id, string hash, Func<PolicyBundle, IReadOnlyList<PolicyProblem>> check, PolicyActor actor,
        Func<PolicyProposal, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (Refuse(actor) is { } refused)
            return refused;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await TakeAsync(connection, tenant, id, ct) is not { } found)
            return new PolicyOutcome.NotFound();
        if (found.AdoptedAt is not null)
            return new PolicyOutcome.AlreadyAdopted();
        if (found.Hash != hash)
            return new PolicyOutcome.Invalid("hash", "is not the hash of this proposal: look at what you adopt.");
        if (found.ProposedBy == actor.Person || found.ProposedRole == actor.Role)
            return new PolicyOutcome.Invalid("person", "must be another person than the one who proposed, and of the other role: steward and privacy-officer adopt together.");
        if (await IsOvertakenAsync(connection, tenant, found, ct))
            return new PolicyOutcome.Invalid("id", "is older than what was adopted last: propose the files again.");
        if (!await IsProposerInForceAsync(connection, tenant, found, time.GetUtcNow(), ct))
            return new PolicyOutcome.Invalid("id", "was proposed by somebody who is not assigned that role any more: propose the files again.");
        if (Faulty(await CheckAsync(connection, tenant, id, check, ct)) is { } faulty)
            return faulty;
        var now = time.GetUtcNow();
        var data = JsonSerializer.SerializeToUtf8Bytes(new PolicyAdopted(hash, actor.Person, actor.Role, now), PolicyBundleJson.Default.PolicyAdopted);
        var sequence = await new EventLog(tenant, time).AppendAsync(
            connection, Stream, [new NewEvent(Guid.CreateVersion7(now), id, 2, "policy_adopted", data, "{}"u8.ToArray())], ct);
        await Statement.ExecuteAsync(connection, PolicyBookSql.Adopt, ct, tenant, id, actor.Person, actor.Role, now, sequence[0]);
        var adopted = found with { AdoptedBy = actor.Person, AdoptedRole = actor.Role, AdoptedAt = now };
        await record(adopted, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new PolicyOutcome.Done(adopted);
    }

    /// <summary>Takes a proposal back; only whoever made it can, and only while it waits.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="actor">Who proposed it.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <exception cref="StreamMovedException">Somebody adopted it at the same time.</exception>
    public async Task<PolicyOutcome> WithdrawAsync(
        string tenant, Guid id, PolicyActor actor, Func<PolicyProposal, CancellationToken, Task> record, CancellationToken ct)
    {
        if (Refuse(actor) is { } refused)
            return refused;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await TakeAsync(connection, tenant, id, ct) is not { } found || found.ProposedBy != actor.Person)
            return new PolicyOutcome.NotFound();
        if (found.AdoptedAt is not null)
            return new PolicyOutcome.AlreadyAdopted();
        var now = time.GetUtcNow();
        var data = JsonSerializer.SerializeToUtf8Bytes(new PolicyWithdrawn(actor.Person, now), PolicyBundleJson.Default.PolicyWithdrawn);
        await new EventLog(tenant, time).AppendAsync(
            connection, Stream, [new NewEvent(Guid.CreateVersion7(now), id, 2, "policy_withdrawn", data, "{}"u8.ToArray())], ct);
        await Statement.ExecuteAsync(connection, PolicyBookSql.Withdraw, ct, tenant, id, now);
        var withdrawn = found with { WithdrawnAt = now };
        await record(withdrawn, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new PolicyOutcome.Done(withdrawn);
    }

    /// <summary>The newest 200 proposals, newest first.</summary>
    public async Task<IReadOnlyList<PolicyProposal>> AllAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ReadAsync(connection, PolicyBookSql.All, ct, tenant);
    }

    /// <summary>The hash that is adopted now; null where none ever was.</summary>
    public async Task<string?> AdoptedAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, PolicyBookSql.AdoptedHash, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicText(0) : null;
    }

    /// <summary>The bundle that is adopted now, with its files; null where none ever was.</summary>
    public static async Task<PolicyBundle?> AdoptedBundleAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, PolicyBookSql.AdoptedFiles, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? PolicyBundle.Unpack(rows.PublicText(0), rows.PublicBytes(1)) : null;
    }

    /// <summary>A proposal that was not withdrawn. Who decides waits for others: of two at once the second sees that its proposal is older than what the first adopted.</summary>
    private static async Task<PolicyProposal?> TakeAsync(NpgsqlConnection connection, string tenant, Guid id, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, PolicyBookSql.Lock, ct, tenant);
        return (await ReadAsync(connection, PolicyBookSql.One, ct, tenant, id)).FirstOrDefault() is { WithdrawnAt: null } found ? found : null;
    }

    private static async Task<bool> IsOvertakenAsync(NpgsqlConnection connection, string tenant, PolicyProposal proposal, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, PolicyBookSql.LastAdoption, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) && proposal.ProposedAt < rows.PublicInstant(0);
    }

    private static async Task<bool> IsProposerInForceAsync(
        NpgsqlConnection connection, string tenant, PolicyProposal proposal, DateTimeOffset now, CancellationToken ct)
    {
        // Issuers are addresses and hold no bar; a person may.
        var bar = proposal.ProposedBy.IndexOf('|', StringComparison.Ordinal);
        var assignments = await AssignmentStore.ReadAsync(
            connection, AssignmentSql.OfPerson, ct, tenant, proposal.ProposedBy[..bar], proposal.ProposedBy[(bar + 1)..]);
        return assignments.Any(a => a.Role == proposal.ProposedRole && a.IsInForce(now));
    }

    private static async Task<IReadOnlyList<PolicyProblem>> CheckAsync(
        NpgsqlConnection connection, string tenant, Guid id, Func<PolicyBundle, IReadOnlyList<PolicyProblem>> check, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, PolicyBookSql.Files, tenant, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        try
        {
            return check(PolicyBundle.Unpack(rows.PublicText(0), rows.PublicBytes(1)));
        }
        catch (PolicyException e)
        {
            return e.Problems;
        }
    }

    private static PolicyOutcome.Invalid? Faulty(IReadOnlyList<PolicyProblem> faults) => faults.Count == 0
        ? null
        : new PolicyOutcome.Invalid("policy", $"does not open: {string.Join(" ", faults.Take(MostFaults))}{(faults.Count > MostFaults ? $" … and {faults.Count - MostFaults} more." : "")}");

    private static PolicyOutcome.Invalid? Refuse(PolicyActor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Approvers.Contains(actor.Role, StringComparer.Ordinal) ? null : new PolicyOutcome.Invalid("role", $"must be one of {string.Join(", ", Approvers)}.");
    }

    private static async Task<List<PolicyProposal>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<PolicyProposal>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new PolicyProposal(
                rows.PublicUuid(0), rows.PublicText(1), rows.PublicText(2), rows.PublicText(3), rows.PublicInstant(4), rows.PublicTextOrNull(5),
                rows.PublicTextOrNull(6), rows.PublicInstantOrNull(7), rows.PublicInstantOrNull(8)));
        }

        return found;
    }
}
