using ChildLink.Casework.HandOvers;
using ChildLink.Casework.Shares;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Casework.Cases;

/// <summary>
/// Cases as events with their projection. Each command is one transaction; of two people who decide at once the second is told of
/// the conflict. The lock of the child is shared with shares and with erasing.
/// </summary>
public sealed class CaseBook
{
    private readonly NpgsqlDataSource database;
    private readonly City city;
    private readonly TimeProvider time;
    private readonly CaseRules rules;
    private readonly HandOverRules handOvers;
    private readonly CaseWriting writing;

    /// <exception cref="PolicyException">The support menu of the city does not compile.</exception>
    public CaseBook(NpgsqlDataSource database, City city, KeyHome keys, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(city);
        this.database = database;
        this.city = city;
        this.time = time;
        Menu = SupportMenu.Load(city.Folder);
        rules = new CaseRules(Menu, city.KnowsSchool);
        handOvers = new HandOverRules(city.KnowsSchool);
        writing = new CaseWriting(city.Code, keys, time);
    }

    /// <summary>What plans and outcomes may name.</summary>
    public SupportMenu Menu { get; }

    /// <summary>
    /// Opens a case: under <c>narrowing</c> for a candidate of the run that is the context, under <c>case-work</c> for a child by
    /// resident code. Whoever is no such child is not told from one who is not there.
    /// </summary>
    /// <param name="caller">Who opens it.</param>
    /// <param name="opening">For whom.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<CaseOutcome> OpenAsync(Caller caller, CaseOpening opening, Func<Case, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(opening);
        ArgumentNullException.ThrowIfNull(record);
        var ofRun = caller.Access.Rows == RowScope.RunCandidates;
        if (ofRun ? opening.Child is null || opening.ResidentCode is not null : opening.Child is not null || opening.ResidentCode is null)
            return ofRun ? Wrong("child", "must name the candidate, and nothing else.") : Wrong("residentCode", "must name the child (宛名番号), and nothing else.");
        if (opening.ResidentCode is { } code && (code.Length is 0 or > 20 || !code.All(char.IsAsciiDigit)))
            return Wrong("residentCode", "must be digits.");
        if (opening.Worker is { } named && CaseRules.Name(named) is { } unfit)
            return Wrong("worker", unfit);

        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ChildAsync(connection, caller, opening, now, ct) is not var (child, school) || caller.BlockedChildren.Contains(child))
            return new CaseOutcome.NotFound();
        await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, city.Code, child);
        if (await IdAsync(connection, CaseSql.StillThere, ct, city.Code, child) is null)
            return new CaseOutcome.NotFound();
        if (await IdAsync(connection, CaseSql.OpenOfChild, ct, city.Code, child) is { } standing)
            return new CaseOutcome.AlreadyOpen(standing);
        var person = caller.Identity.Person;
        var run = ofRun ? caller.Context!.Id : (Guid?)null;
        var begun = new Case(
            Guid.CreateVersion7(now), child, run, CaseState.Open, null, null, null, opening.Worker ?? person, school, now, person,
            null, null, null, null, null, null, 1);
        await writing.BeginAsync(connection, begun, new CaseFacts { Run = run, Worker = begun.Worker, Institution = school }, person, ct);
        await record(begun, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new CaseOutcome.Done(begun);
    }

    /// <summary>Carries a command out in an open case that the caller works on, or that was handed over to the caller's institution.</summary>
    /// <param name="caller">Who commands.</param>
    /// <param name="id">The case.</param>
    /// <param name="command">What, on which version.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<CaseOutcome> DoAsync(Caller caller, Guid id, CaseCommand command, Func<Case, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(record);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (now, refused) = await StandAsync(connection, caller, id, command, ct);
        if (now is null)
            return refused!;
        switch (await DecideAsync(connection, caller, now, command, ct))
        {
            case CaseStep.Goes step:
                var after = await writing.StepAsync(connection, now, step, caller.Identity.Person, ct);
                await record(after, ct);
                await transaction.CommitAsync(CancellationToken.None);
                return new CaseOutcome.Done(after);
            case CaseStep.Stops stops:
                return stops.Outcome;
            default:
                throw new InvalidOperationException("A case without an arm.");
        }
    }

    /// <summary>Takes a step of a conference in a case, inside its transaction and under its lock.</summary>
    internal async Task<CaseOutcome> DoAsync(NpgsqlConnection connection, Caller caller, Guid id, Func<Case, CaseCommand> command, CancellationToken ct)
    {
        if (await FindAsync(connection, id, ct) is not { IsOpen: true } now || caller.BlockedChildren.Contains(now.Child))
            return new CaseOutcome.NotFound();
        return rules.Decide(now, command(now), caller.Identity.Person, time.GetUtcNow()) switch
        {
            CaseStep.Goes step => new CaseOutcome.Done(await writing.StepAsync(connection, now, step, caller.Identity.Person, ct)),
            CaseStep.Stops stops => stops.Outcome,
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    /// <summary>The case under the lock of its child, or why the caller cannot act on it.</summary>
    private async Task<(Case? Case, CaseOutcome? Refused)> StandAsync(
        NpgsqlConnection connection, Caller caller, Guid id, CaseCommand command, CancellationToken ct)
    {
        if (await IdAsync(connection, CaseSql.ChildOf, ct, city.Code, id) is not { } child || caller.BlockedChildren.Contains(child))
            return (null, new CaseOutcome.NotFound());
        await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, city.Code, child);
        if (await FindAsync(connection, id, ct) is not { IsOpen: true } now || !await MayAsync(connection, caller, now, command, ct))
            return (null, new CaseOutcome.NotFound());
        return now.Version == command.Version ? (now, null) : (null, new CaseOutcome.Conflict(now.Version));
    }

    /// <summary>A school gives receipt for what was handed over to it, and does nothing else.</summary>
    private static async Task<bool> MayAsync(NpgsqlConnection connection, Caller caller, Case now, CaseCommand command, CancellationToken ct)
    {
        if (caller.Access.Rows != RowScope.OwnInstitution)
            return (await CaseReach.OfAsync(connection, caller, ct)).Includes(now);
        return command is CaseCommand.Receive receive && (await HandOverDesk.OfCaseAsync(connection, caller.Tenant, now.Id, ct)).Any(
            h => h.Id == receive.Id && h.ToKind == RecipientKind.Institution && h.To == caller.Institution);
    }

    private async Task<CaseStep> DecideAsync(NpgsqlConnection connection, Caller caller, Case now, CaseCommand command, CancellationToken ct)
    {
        var (person, at) = (caller.Identity.Person, time.GetUtcNow());
        if (command is CaseCommand.Close close)
            return CaseRules.Close(now, close, await HandOverDesk.FactsAsync(connection, city.Code, now.Id, at, ct), at);
        if (command is not (CaseCommand.HandOver or CaseCommand.Receive or CaseCommand.Withdraw))
            return rules.Decide(now, command, person, at);
        var stored = await HandOverDesk.OfCaseAsync(connection, city.Code, now.Id, ct);
        return command switch
        {
            CaseCommand.HandOver hand => handOvers.Hand(
                now, hand, await HandOverDesk.DueAsync(connection, city.Code, now.Id, at, ct), stored, person, city.Code, at),
            CaseCommand.Receive receive => HandOverRules.Receive(
                now, receive, stored, person, caller.Access.Rows == RowScope.OwnInstitution ? caller.Institution : null, at),
            CaseCommand.Withdraw withdraw => HandOverRules.Withdraw(now, withdraw, stored),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    private async Task<Case?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CaseSql.Find, city.Code, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? CaseRows.Read(rows) : null;
    }

    private async Task<(Guid Child, string? School)?> ChildAsync(
        NpgsqlConnection connection, Caller caller, CaseOpening opening, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = opening.Child is { } child
            ? Statement.Of(connection, CaseSql.Candidate, city.Code, caller.Context!.Id, child, JapanDay.Of(now))
            : Statement.Of(connection, CaseSql.ByCode, city.Code, opening.ResidentCode, JapanDay.Of(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? (rows.PublicUuid(0), rows.PublicTextOrNull(1)) : null;
    }

    private static async Task<Guid?> IdAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }

    private static CaseOutcome.Invalid Wrong(string field, string message) => new(field, message);
}
