using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Shares;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Casework.Conferences;

/// <summary>Conferences as events with their projection: planned, minutes per household, held or cancelled.</summary>
public sealed class ConferenceBook(NpgsqlDataSource database, City city, CaseBook cases, TimeProvider time)
{
    private const int MostCases = 500;
    private const int MostParticipants = 50;

    /// <summary>A protection list older than this is stale: then nobody is told to live with anybody.</summary>
    private DateTimeOffset Fresh => time.GetUtcNow().AddDays(-city.Document.ProtectionListMaxAgeDays);

    /// <summary>Plans a conference and its agenda.</summary>
    /// <param name="caller">Who plans and leads it.</param>
    /// <param name="plan">What.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<ConferenceOutcome> PlanAsync(
        Caller caller, ConferencePlan plan, Func<Conference, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(record);
        var now = time.GetUtcNow();
        if (Check(plan, now) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var offered = await OfferedAsync(connection, caller, plan, ct);
        if (offered.Count > MostCases)
            return Wrong("cases", $"are more than {MostCases}; name an institution or a run.");
        if (plan.Cases is { } wanted && wanted.Except(offered.Select(o => o.Case)).Any())
            return Wrong("cases", "must be open cases of the run and institution.");
        var minutes = city.Document.Conference;
        var (items, leftOver) = Agenda.Of(offered, minutes.FirstMinutes, minutes.LaterMinutes, plan.Fit ? plan.Minutes : null);
        if (items.Count == 0)
            return Wrong("cases", "leave nothing for the agenda.");
        var sum = items.Sum(i => i.Minutes);
        if (sum > plan.Minutes)
            return Wrong("minutes", $"must be at least {sum} for {items.Count} households; or leave to fit what has no room.");

        var made = new Conference(
            Guid.CreateVersion7(now), plan.Run, plan.Institution, plan.HeldAt.ToUniversalTime(), plan.Minutes, ConferenceState.Planned,
            caller.Identity.Person, [.. plan.Participants], items, 1);
        await Statement.ExecuteAsync(
            connection, ConferenceSql.Insert, ct, city.Code, made.Id, made.Run, made.Institution, made.HeldAt, made.Minutes, made.State, made.Chair,
            made.Participants.ToArray());
        var children = offered.ToDictionary(o => o.Case, o => o.Child);
        foreach (var item in items)
        {
            foreach (var id in item.Cases)
                await Statement.ExecuteAsync(connection, ConferenceSql.InsertItem, ct, city.Code, made.Id, id, children[id], item.Number, item.Minutes, item.IsFirst);
        }

        await AppendAsync(connection, made.Id, 1, "conference_planned", new ConferenceEvent(caller.Identity.Person) { Conference = made }, ct);
        await record(made, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ConferenceOutcome.Done(made, leftOver);
    }

    /// <summary>Records what was said about a household, in the case of each of its children, and how many minutes it took.</summary>
    /// <param name="caller">The chair, or somebody under the conference's context.</param>
    /// <param name="id">The conference.</param>
    /// <param name="version">Version that the caller looked at.</param>
    /// <param name="item">Number of the household on the agenda.</param>
    /// <param name="took">Minutes, 0 to 600.</param>
    /// <param name="text">What was said.</param>
    /// <param name="record">Writes the log entry, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public Task<ConferenceOutcome> MinuteAsync(
        Caller caller, Guid id, long version, int item, int took, string text, Func<Conference, IReadOnlyList<Guid>, CancellationToken, Task> record, CancellationToken ct) =>
        ChangeAsync(caller, id, version, async (connection, now) =>
        {
            if (took is < 0 or > 600)
                return (Wrong("took", "must be 0 to 600 minutes."), null);
            if (now.Items.FirstOrDefault(i => i.Number == item) is not { } household)
                return (Wrong("item", "is not on the agenda."), null);
            Guid[] ids = [.. household.Cases];
            var children = await ChildrenAsync(connection, id, ids, ct);
            // In order of the child, so that two who write wait for each other.
            foreach (var (_, child) in children)
                await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, city.Code, child);
            var taken = 0;
            foreach (var (of, _) in children)
            {
                switch (await cases.DoAsync(connection, caller, of, c => new CaseCommand.Minute(c.Version, id, took, text), ct))
                {
                    case CaseOutcome.Invalid invalid:
                        return (Wrong(invalid.Field, invalid.Message), null);
                    // The others of the household go on: this case was closed since the agenda was made.
                    case CaseOutcome.NotFound:
                        break;
                    case CaseOutcome.Done:
                        taken++;
                        break;
                    case var other:
                        throw new InvalidOperationException($"Minutes came to {other.GetType().Name}.");
                }
            }

            if (taken == 0)
                return (Wrong("item", "holds no open case any more: nothing was recorded."), null);
            await Statement.ExecuteAsync(connection, ConferenceSql.SetTook, ct, city.Code, id, ids, took);
            return (null, new Change("conference_minuted", now.State, [.. children.Select(c => c.Child)], new ConferenceEvent(caller.Identity.Person) { Item = item, Took = took }));
        }, record, ct);

    /// <summary>Says that it was held, or cancels it.</summary>
    public Task<ConferenceOutcome> EndAsync(
        Caller caller, Guid id, long version, bool wasHeld, Func<Conference, IReadOnlyList<Guid>, CancellationToken, Task> record, CancellationToken ct) =>
        ChangeAsync(caller, id, version, (_, _) => Task.FromResult<(ConferenceOutcome?, Change?)>((null, new Change(
            wasHeld ? "conference_held" : "conference_cancelled", wasHeld ? ConferenceState.Held : ConferenceState.Cancelled, [],
            new ConferenceEvent(caller.Identity.Person)))), record, ct);

    /// <summary>The latest 200 conferences of a state, or of all; without the cases of children who are hidden from the caller.</summary>
    public async Task<IReadOnlyList<Conference>> AllAsync(Caller caller, string? state, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = await ConferenceRows.PageAsync(connection, city.Code, caller.BlockedChildren, Fresh, state, ct);
        return caller.Access.Rows == RowScope.OpenCases ? found : [.. found.Select(c => c.WithoutStaff())];
    }

    /// <summary>One conference, or null; without the cases of children who are hidden from the caller.</summary>
    public async Task<Conference?> FindAsync(BlockedChildren hidden, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await ConferenceRows.FindAsync(connection, city.Code, hidden, Fresh, id, ct);
    }

    private async Task<ConferenceOutcome> ChangeAsync(
        Caller caller, Guid id, long version, Func<NpgsqlConnection, Conference, Task<(ConferenceOutcome? Fault, Change? Change)>> decide,
        Func<Conference, IReadOnlyList<Guid>, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(record);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, ConferenceSql.Lock, ct, city.Code, id);
        if (await ConferenceRows.FindAsync(connection, city.Code, caller.BlockedChildren, Fresh, id, ct) is not { } now || !Leads(caller, now))
            return new ConferenceOutcome.NotFound();
        if (now.Version != version)
            return new ConferenceOutcome.Conflict(now.Version);
        if (now.State != ConferenceState.Planned)
            return new ConferenceOutcome.Over();
        var (fault, change) = await decide(connection, now);
        if (change is null)
            return fault!;
        await Statement.ExecuteAsync(connection, ConferenceSql.SetState, ct, city.Code, id, change.State, now.Version + 1);
        await AppendAsync(connection, id, now.Version + 1, change.Type, change.Event, ct);
        var after = (await ConferenceRows.FindAsync(connection, city.Code, caller.BlockedChildren, Fresh, id, ct))!;
        await record(after, change.Children, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new ConferenceOutcome.Done(after, []);
    }

    private static bool Leads(Caller caller, Conference now) => caller.Context switch
    {
        null => now.Chair == caller.Identity.Person,
        { Kind: AccessKind.Conference } context => context.Id == now.Id,
        _ => false,
    };

    private ConferenceOutcome.Invalid? Check(ConferencePlan plan, DateTimeOffset now)
    {
        if (plan.Minutes is < 1 or > 600)
            return Wrong("minutes", "must be 1 to 600.");
        if (plan.HeldAt < now.AddDays(-1) || plan.HeldAt > now.AddYears(1))
            return Wrong("heldAt", "must lie within a year from now.");
        if (plan.Institution is { } institution && !city.KnowsSchool(institution))
            return Wrong("institution", "is no institution of this city.");
        if (plan.Participants.Count > MostParticipants || plan.Participants.Any(p => CaseRules.Name(p) is not null))
            return Wrong("participants", $"must be at most {MostParticipants} names of 1 to 200 characters without control characters.");
        return plan.Cases is { } wanted && (wanted.Count is 0 or > MostCases || wanted.Distinct().Count() != wanted.Count)
            ? Wrong("cases", $"must be 1 to {MostCases} different cases.")
            : null;
    }

    private async Task<IReadOnlyList<AgendaCase>> OfferedAsync(NpgsqlConnection connection, Caller caller, ConferencePlan plan, CancellationToken ct)
    {
        await using var command = Statement.Of(
            connection, ConferenceSql.Cases, city.Code, Fresh.ToUniversalTime(), plan.Run, plan.Institution,
            plan.Cases?.ToArray(), caller.BlockedChildren.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<AgendaCase>();
        while (await rows.ReadAsync(ct))
            found.Add(new AgendaCase(rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicTextOrNull(2), rows.PublicFlag(3)));
        return found;
    }

    private async Task<IReadOnlyList<(Guid Case, Guid Child)>> ChildrenAsync(NpgsqlConnection connection, Guid id, Guid[] of, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ConferenceSql.ChildrenOf, city.Code, id, of);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct))
            found.Add((rows.PublicUuid(0), rows.PublicUuid(1)));
        return found;
    }

    private Task AppendAsync(NpgsqlConnection connection, Guid id, long version, string type, ConferenceEvent data, CancellationToken ct) =>
        new EventLog(city.Code, time).AppendAsync(
            connection, "conference",
            [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), id, version, type, JsonSerializer.SerializeToUtf8Bytes(data, ConferenceJson.Default.ConferenceEvent), "{}"u8.ToArray())],
            ct);

    private static ConferenceOutcome.Invalid Wrong(string field, string message) => new(field, message);

    private sealed record Change(string Type, string State, IReadOnlyList<Guid> Children, ConferenceEvent Event);
}

/// <summary>One event of a conference: derived values only.</summary>
internal sealed record ConferenceEvent(string By)
{
    public Conference? Conference { get; init; }

    public int? Item { get; init; }

    public int? Took { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConferenceEvent))]
internal sealed partial class ConferenceJson : JsonSerializerContext;
