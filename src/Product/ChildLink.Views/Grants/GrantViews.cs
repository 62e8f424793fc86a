using ChildLink.Casework.Cases;
using ChildLink.Casework.Grants;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Views.Cases;
using Npgsql;

namespace ChildLink.Views.Grants;

/// <summary>Grants (個別提供) as those who work on the case see them, whoever proposed or decided them.</summary>
public sealed class GrantViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private static readonly FieldId Written = FieldId.Of("grant.reason");

    private readonly GrantLaw law = new(city);

    /// <summary>The latest 200 of the cases that the caller works on under purpose and context, the newest first.</summary>
    public Task<IReadOnlyList<ShownGrant>> ListAsync(DisclosureScope scope, CancellationToken ct) => ReadAsync(scope, null, ct);

    /// <summary>One of them; null for one that is not there or not the caller's.</summary>
    public async Task<ShownGrant?> FindAsync(DisclosureScope scope, Guid id, CancellationToken ct) => (await ReadAsync(scope, id, ct)) is [var found] ? found : null;

    private async Task<IReadOnlyList<ShownGrant>> ReadAsync(DisclosureScope scope, Guid? id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (caller, now) = (scope.Caller, time.GetUtcNow());
        await scope.ConfirmAsync(ct);
        var text = CaseFields.Decide(policy, caller, Written);
        var key = CaseFields.Decide(policy, caller, CaseFields.Child);
        scope.Select(text);
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = await RowsAsync(connection, scope, id, now, ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, city.Code, keys, [.. found.Select(f => f.Grant.Child).Distinct()], now, ct);
        var shown = new List<ShownGrant>(found.Count);
        foreach (var (grant, stand, texts) in found)
        {
            scope.Row(grant.Child);
            shown.Add(new ShownGrant(
                grant, ClosedBy(grant, stand, now), key, Text("reason", texts.Reason, ring, text), Text("trigger", texts.Trigger, ring, text),
                texts.Refusal is { } refusal ? Text("refusal", refusal, ring, text) : CaseText.None("refusal", text)));
        }

        return shown;
    }

    private async Task<List<(Grant Grant, Stand Stand, (SealedText Reason, SealedText Trigger, SealedText? Refusal) Texts)>> RowsAsync(
        NpgsqlConnection connection, DisclosureScope scope, Guid? id, DateTimeOffset now, CancellationToken ct)
    {
        var caller = scope.Caller;
        var reach = await CaseReach.OfAsync(connection, caller, ct);
        await using var command = Statement.Of(
            connection, GrantViewSql.OfCases, city.Code, caller.Context is { Kind: AccessKind.Case } one ? one.Id : null,
            caller.Context is null ? caller.Identity.Person : null, caller.Context is { Kind: AccessKind.Conference } conference ? conference.Id : null,
            caller.BlockedChildren.Children.ToArray(), id, JapanDay.Of(now), now.ToUniversalTime());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Grant, Stand, (SealedText, SealedText, SealedText?))>();
        while (await rows.ReadAsync(ct))
        {
            if (!reach.Includes(CaseRows.Read(rows, GrantRows.Count)))
                continue;
            var grant = GrantRows.Read(rows);
            const int Behind = GrantRows.Count + CaseRows.Count;
            found.Add((grant, new Stand(rows.PublicTextOrNull(Behind), rows.PublicFlag(Behind + 1)), GrantRows.Texts(rows, grant)));
        }

        return found;
    }

    /// <summary>The same conditions as the institution's row guard, but for the protection of the household.</summary>
    private string? ClosedBy(Grant grant, Stand stand, DateTimeOffset now) =>
        grant.State != GrantState.Approved ? null
        : now < grant.From ? "begin"
        : now >= grant.Until ? "period"
        : stand.Institution != grant.Institution ? "institution"
        : !law.To(grant.Institution, now).Any(g => GrantRules.Carries(g, grant)) ? "basis"
        : !IsOpenedByRule(grant.Item) ? "policy"
        : stand.HasStaff ? null : "persons";

    private bool IsOpenedByRule(string item) => policy.Roles.Any(r =>
        policy.Find(r.Id, GrantTerms.Purpose) is { Rows: RowScope.OwnInstitution } && ReceivedGrantViews.IsOpen(policy.Decide(r.Id, GrantTerms.Purpose, FieldId.Of(item))));

    private static CaseText Text(string item, SealedText text, SubjectKeyRing ring, AccessDecision decision) => new(item, text.Guard(Written, ring), decision);

    /// <param name="Institution">The one that the child belongs to now; null once it moved out.</param>
    /// <param name="HasStaff">Whether anybody whom the grant names acts for its institution; true where it names nobody.</param>
    private sealed record Stand(string? Institution, bool HasStaff);
}
