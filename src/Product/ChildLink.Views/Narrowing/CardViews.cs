using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Narrowing;

/// <summary>
/// 個人票 of the narrower: identity, household, items, what became of the child so far, siblings: one answer with one log entry and
/// a fixed number of statements, however much there is.
/// </summary>
public sealed class CardViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ChildAnswering answering = new(policy, keys, city, time);
    private readonly string[] register = MembershipProjection.Provisions(city);

    private delegate void Adding(ChildBatch batch, ChildPlan plan, Guid[] children);

    /// <summary>Documents of the lists on a card that <see cref="ReadPartAsync"/> reads, by their names on it.</summary>
    public static IReadOnlyList<(string Name, ChildDocument Document)> Parts { get; } = [.. CardPart.All.Select(p => (p.Name, p.Document))];

    /// <summary>Writes the card of one child.</summary>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, string child, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.NarrowerCard);
        if (plan is null)
            return refused!;
        var parts = Lists().Select(l => (l.Name, l.Add, Plan: answering.PlanFor(caller, l.Document).Plan!)).ToArray();
        using var series = answering.SeriesOf(plan, caller);
        var subject = ChildAnswering.Resolve(plan, series, child);
        using var ring = await RingAsync([subject], ct);
        await using var reading = await ChildReading.OpenAsync(
            database, answering, scope, plan,
            batch =>
            {
                batch.AddOne(subject);
                // How many rows there are would be told, too.
                foreach (var part in parts.Where(p => p.Plan.Columns.Length > 0))
                    part.Add(batch, part.Plan, [subject]);
            }, ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        scope.Json.WriteStartObject();
        ChildRow.WriteFields(scope, plan, rows, rows.PublicUuid(0), series);
        foreach (var part in parts)
        {
            scope.Json.WriteStartArray(part.Name);
            if (part.Plan.Columns.Length > 0)
            {
                await rows.NextResultAsync(ct);
                while (await rows.ReadAsync(ct))
                    ChildRow.Write(scope, part.Plan, rows, rows.PublicUuid(0), series, ring);
            }

            scope.Json.WriteEndArray();
        }

        ChildAnswering.Finish(scope, [plan, .. parts.Select(p => p.Plan)]);
        return new ViewOutcome.Written();
    }

    /// <summary>Reads one list of the cards of some children; the document of the selection says which.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="children">Rows about children, read for the same answer.</param>
    /// <param name="selection">Properties of a document of <see cref="Parts"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows around all of them (<see cref="ChildTable.Around"/>), or why there are none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadPartAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(selection);
        var caller = scope.Caller;
        var part = CardPart.All.Single(p => p.Document == selection.Document);
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, refused);
        var table = new ChildTable(plan, selection, series: null);
        table.Select(scope);
        if (answering.PlanFor(caller, selection.Document).Plan!.Columns.Length == 0)
            return (table, null);
        Guid[] subjects = [.. children.Select(c => c.Subject).Distinct()];
        using var ring = await RingAsync(subjects, ct);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, batch => batch.AddAround(plan, part, subjects), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        while (await reading.Rows.ReadAsync(ct))
        {
            var subject = reading.Rows.PublicUuid(0);
            scope.Row(subject);
            table.Take(reading.Rows, ChildRow.FirstColumn, subject, reading.Rows.PublicUuid(1), key: null, ring);
        }

        return (table, null);
    }

    private async Task<SubjectKeyRing> RingAsync(Guid[] subjects, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await SubjectKeyRing.LoadAsync(connection, city.Code, keys, subjects, time.GetUtcNow(), ct);
    }

    private IEnumerable<(string Name, ChildDocument Document, Adding Add)> Lists() =>
    [
        ("members", ChildDocument.HouseholdMember, static (batch, plan, children) => batch.AddHousehold(plan, children)),
        ("periods", ChildDocument.HouseholdPeriod, (batch, plan, children) => batch.AddHouseholdPeriods(plan, children, register)),
        ("years", ChildDocument.Enrolment, static (batch, plan, children) => batch.AddEnrolments(plan, children)),
        .. CardPart.All.Select(p => (p.Name, p.Document, (Adding)((batch, plan, children) => batch.AddAround(plan, p, children)))),
    ];
}
