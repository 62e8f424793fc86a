using System.Collections.Immutable;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Views.Policies;

/// <summary>What becomes visible, coarse or hidden of the stored data when one policy takes the place of another.</summary>
/// <param name="database">The municipality's data.</param>
/// <param name="time">The clock: bases are those of now.</param>
public sealed class PolicyDifferences(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Every role, purpose and field whose decision or rows differ, in order; nothing where the policies decide alike.</summary>
    /// <param name="before">Policy with its city.</param>
    /// <param name="after">The one that would take its place.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PolicyChange>> CompareAsync((DecisionTable Policy, City City) before, (DecisionTable Policy, City City) after, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (old, wanted) = (new PolicyExplainer(before.Policy, before.City), new PolicyExplainer(after.Policy, after.City));
        var changes = new List<PolicyChange>();
        var (cellsBefore, cellsAfter) = (new PolicyCells(before.City, time), new PolicyCells(after.City, time));
        var (lawBefore, lawAfter) = (new GrantLaw(before.City), new GrantLaw(after.City));
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var (role, purpose) in Pairs(before.Policy).Union(Pairs(after.Policy)))
        {
            var (rowsBefore, rowsAfter) = (Rows(before.Policy, role, purpose), Rows(after.Policy, role, purpose));
            foreach (var field in Fields(before.Policy).Union(Fields(after.Policy), StringComparer.Ordinal))
            {
                var from = old.Explain(role, purpose, field, now).Decision;
                var to = wanted.Explain(role, purpose, field, now).Decision;
                var shown = from.Disposition != Disposition.Withheld || to.Disposition != Disposition.Withheld;
                var (offered, offers) = (Offers(before.Policy, lawBefore, role, purpose, field), Offers(after.Policy, lawAfter, role, purpose, field));
                if (from.Disposition == to.Disposition && from.Guard == to.Guard && (rowsBefore == rowsAfter || !shown) && offered.SetEquals(offers))
                    continue;
                changes.Add(new PolicyChange(
                    role, purpose, field, from.Disposition, to.Disposition,
                    await cellsBefore.CountAsync(connection, rowsBefore, from, ct), await cellsAfter.CountAsync(connection, rowsAfter, to, ct))
                {
                    TermsLost = Texts(offered.Except(offers)),
                    TermsGained = Texts(offers.Except(offered)),
                });
            }
        }

        return changes;
    }

    /// <summary>
    /// What grants (個別提供) may open of a field to a role, nothing where its rule asks for none. A decision says that terms exist, not which:
    /// another article closes what stands, another kind of recipient or the organ of a school opens more.
    /// </summary>
    private static IReadOnlySet<GrantOffer> Offers(DecisionTable policy, GrantLaw law, string role, string purpose, string field) =>
        policy.Decide(role, purpose, FieldId.Of(field)).Guard.HasFlag(RowGuard.Granted) ? law.OffersOf(field) : ImmutableHashSet<GrantOffer>.Empty;

    private static IReadOnlyList<string> Texts(IEnumerable<GrantOffer> offers) => [.. offers.Select(static o => o.ToString()).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Role, string Purpose)> Pairs(DecisionTable policy) => policy.Roles.SelectMany(r => r.Purposes.Select(p => (r.Id, p.Id)));

    private static IEnumerable<string> Fields(DecisionTable policy) => policy.Catalogue.Concat(policy.Items).Select(c => c.Id);

    private static RowScope Rows(DecisionTable policy, string role, string purpose) => policy.Find(role, purpose)?.Rows ?? RowScope.None;
}

/// <summary>One difference.</summary>
/// <param name="Role">Role.</param>
/// <param name="Purpose">Purpose.</param>
/// <param name="Field">Field.</param>
/// <param name="From">What the role gets today.</param>
/// <param name="To">What it would get.</param>
/// <param name="Before">Cells of the stored data that are open today, over everybody whom the role's rows could be.</param>
/// <param name="After">Cells that would be open.</param>
public sealed record PolicyChange(string Role, string Purpose, string Field, Disposition From, Disposition To, long Before, long After)
{
    /// <summary>Terms of grants (個別提供) that end with the change, in words: what was granted under them is closed.</summary>
    public IReadOnlyList<string> TermsLost { get; init; } = [];

    /// <summary>Terms of grants that begin with it, in words.</summary>
    public IReadOnlyList<string> TermsGained { get; init; } = [];
}
