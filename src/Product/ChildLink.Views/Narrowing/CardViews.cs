using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Narrowing;

/// <summary>
/// 個人票: identity, household, items, what became of the child so far, siblings: one answer with one log entry and a fixed number
/// of statements, however much there is. Of a candidate of the run under narrowing, of the child of a case under case-work.
/// </summary>
public sealed class CardViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ListedAround around = new(database, new ChildAnswering(policy, keys, city, time));
    private readonly IReadOnlyList<AroundList> lists =
        [AroundLists.Members, new AroundLists(city).Periods, AroundLists.Years, .. CardPart.All.Select(p => new AroundList(p.Name, p.Document, AddingOf(p)))];

    /// <summary>Documents of the lists on a card that <see cref="ReadPartAsync"/> reads, by their names on it.</summary>
    public static IReadOnlyList<(string Name, ChildDocument Document)> Parts { get; } = [.. CardPart.All.Select(p => (p.Name, p.Document))];

    /// <summary>Writes the card of one child.</summary>
    public Task<ViewOutcome> WriteAsync(DisclosureScope scope, string child, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return around.WriteAsync(scope, ChildDocument.NarrowerCard, child, lists, RingAsync, ct);
    }

    /// <summary>Reads one list of the cards of some children; the document of the selection says which.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="children">Rows about children, read for the same answer.</param>
    /// <param name="selection">Properties of a document of <see cref="Parts"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows around all of them (<see cref="ChildTable.Around"/>), or why there are none.</returns>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadPartAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(selection);
        return around.ReadAsync(scope, children, selection, AddingOf(CardPart.All.Single(p => p.Document == selection.Document)), RingAsync, ct);
    }

    private static Action<ChildBatch, ChildPlan, Guid[]> AddingOf(CardPart part) => (batch, plan, children) => batch.AddAround(plan, part, children);

    private async Task<SubjectKeyRing?> RingAsync(Guid[] subjects, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await SubjectKeyRing.LoadAsync(connection, city.Code, keys, subjects, time.GetUtcNow(), ct);
    }
}
