using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Grants;

/// <summary>
/// What an institution sees by grants (個別提供): which there are, and the values that they open. The statement that reads a value is guarded
/// by the grant itself, at the instant of the request; nothing else of the product reads a raw item for an institution.
/// </summary>
public sealed class ReceivedGrantViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    /// <summary>What these statements hold of a row; a decision that asks for more opens nothing here.</summary>
    private const RowGuard Held = RowGuard.Granted | RowGuard.Unprotected;

    private readonly GrantLaw law = new(city);

    /// <summary>The grants in force that open something to the caller, oldest first, at most 10,000.</summary>
    public async Task<(IReadOnlyList<ReceivedGrant>? Grants, ViewOutcome? Fault)> ListAsync(DisclosureScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (Refused(scope.Caller) is { } refused)
            return (null, refused);
        var key = CaseFields.Decide(policy, scope.Caller, CaseFields.Child);
        scope.Select(key);
        if (key.Disposition != Disposition.Clear)
            return ([], null);
        var question = Ask(scope.Caller, null);
        await using var connection = await database.OpenConnectionAsync(ct);
        var received = await ReceivedAsync(connection, question, ct);
        foreach (var grant in received)
        {
            scope.Row(grant.Child);
            // That there is a grant tells of the item, too.
            scope.Select(question.Decisions[grant.Item]);
        }

        return (received, null);
    }

    /// <summary>
    /// What is granted of one child of the institution; a child without a grant has no items. Not found: a child of whom the caller may
    /// not know, whatever was granted to others.
    /// </summary>
    public async Task<(GrantedItems? Found, ViewOutcome? Fault)> ReadAsync(DisclosureScope scope, string child, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        if (Refused(caller) is { } refused)
            return (null, refused);
        await scope.ConfirmAsync(ct);
        var key = CaseFields.Decide(policy, caller, CaseFields.Child);
        if (key.Disposition != Disposition.Clear || !Guid.TryParseExact(child, "D", out var subject))
            return (null, new ViewOutcome.NotFound());
        var question = Ask(caller, subject);
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await IsOwnAsync(connection, question, subject, ct))
            return (null, new ViewOutcome.NotFound());
        scope.Row(subject);
        scope.Select(key);
        var received = await ReceivedAsync(connection, question, ct);
        foreach (var grant in received)
            scope.Select(question.Decisions[grant.Item]);
        var values = received.Count == 0 ? null : await ValuesAsync(connection, question, received, ct);
        return (new GrantedItems(subject, [.. received.Select(g => new GrantedItem(g, [.. values?[g.Id] ?? []]))]), null);
    }

    /// <summary>Whether a decision opens an item by a grant, with no condition that these statements do not hold.</summary>
    internal static bool IsOpen(AccessDecision decision) =>
        decision.Disposition == Disposition.Clear && decision.Guard.HasFlag(RowGuard.Granted) && (decision.Guard & ~Held) == RowGuard.None;

    private static ViewOutcome.Refused? Refused(Caller caller) => caller is { Access.Rows: RowScope.OwnInstitution, Institution: not null }
        ? null
        : new ViewOutcome.Refused(ViewRefusals.ShowsNoChildren, "Purpose-Of-Use");

    /// <summary>Everything that decides, as of one instant: the terms that hold now and that the policy opens to the caller.</summary>
    private Question Ask(Caller caller, Guid? child)
    {
        var now = time.GetUtcNow().ToUniversalTime();
        var terms = new List<GrantableItem>();
        var decisions = new Dictionary<string, AccessDecision>(StringComparer.Ordinal);
        foreach (var offered in law.To(caller.Institution!, now))
        {
            var decision = policy.Decide(caller.Role, caller.Purpose, FieldId.Of(offered.Item.Id));
            if (!IsOpen(decision))
                continue;
            terms.Add(offered);
            decisions[offered.Item.Id] = decision;
        }

        return new Question(
            decisions,
            terms.DistinctBy(t => t.Item.Id).ToDictionary(t => t.Item.Id, t => t.Item.Ja, StringComparer.Ordinal),
            [
                city.Code, caller.Institution, JapanDay.Of(now), now, now.AddDays(-city.Document.ProtectionListMaxAgeDays), caller.Identity.Person,
                terms.Select(t => t.Item.Id).ToArray(), terms.Select(t => t.Provision.Id).ToArray(), terms.Select(t => t.Basis.Id).ToArray(),
                terms.Select(t => t.Authority).ToArray(), caller.BlockedChildren.Children.ToArray(), child, terms.Select(t => t.DemandsPersons).ToArray(),
            ],
            now);
    }

    private async Task<bool> IsOwnAsync(NpgsqlConnection connection, Question question, Guid child, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, GrantViewSql.OwnChild, city.Code, question.Values[1], question.Values[2], question.Values[10], child);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await new RowReader(reader).ReadAsync(ct);
    }

    private static async Task<IReadOnlyList<ReceivedGrant>> ReceivedAsync(NpgsqlConnection connection, Question question, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, GrantViewSql.Received, question.Values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<ReceivedGrant>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new ReceivedGrant(
                rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicText(2), question.Names[rows.PublicText(2)], rows.PublicText(3), rows.PublicText(4), rows.PublicText(5),
                rows.PublicInstant(6), rows.PublicInstant(7)));
        }

        return found;
    }

    private async Task<ILookup<Guid, GrantedValue>> ValuesAsync(NpgsqlConnection connection, Question question, IReadOnlyList<ReceivedGrant> received, CancellationToken ct)
    {
        var items = received.ToDictionary(g => g.Id, g => g.Item);
        var found = new List<(Guid Grant, DateOnly Day, string? Period, SealedText Text)>();
        await using (var command = Statement.Of(connection, GrantViewSql.Values, question.Values))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
            {
                // A grant that was approved between the two statements waits for the next request.
                if (items.TryGetValue(rows.PublicUuid(0), out var item))
                    found.Add((rows.PublicUuid(0), rows.PublicDate(1), rows.PublicTextOrNull(2), new SealedText(rows.PublicUuid(3), rows.PublicUuid(3), rows.PublicLong(4), item, rows.PublicText(5))));
            }
        }

        using var ring = await SubjectKeyRing.LoadAsync(connection, city.Code, keys, [.. found.Select(f => f.Text.Subject).Distinct()], question.Now, ct);
        return found.Select(f => (f.Grant, Value: new GrantedValue(f.Day, f.Period, f.Text.Guard(FieldId.Of(f.Text.Item), ring), question.Decisions[f.Text.Item])))
            .ToList().ToLookup(f => f.Grant, f => f.Value);
    }

    /// <param name="Decisions">The decision on each item that may be granted to the caller.</param>
    /// <param name="Names">Names of the items in Japanese.</param>
    /// <param name="Values">Parameters $1 to $13 of the statements.</param>
    /// <param name="Now">The instant of the request.</param>
    private sealed record Question(IReadOnlyDictionary<string, AccessDecision> Decisions, IReadOnlyDictionary<string, string> Names, object?[] Values, DateTimeOffset Now);
}
