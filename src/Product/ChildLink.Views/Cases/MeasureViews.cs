using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;
using Npgsql;

namespace ChildLink.Views.Cases;

/// <summary>
/// 支援方策 that plans in force give to the caller's institution, of children whom a share in force shows it. Without the share,
/// when the case is closed, or while the household is protected or a protection list not whole and fresh, the child looks like any other; of the plan nothing else is told, not even how many measures it has.
/// </summary>
public sealed class MeasureViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private static readonly CardPart OfInstitution = new(
        "items", ChildDocument.AssignedMeasure, """
        join read.case_measures cm on cm.tenant_id = r.tenant_id and cm.resident_id = r.resident_id and cm.institution = r.school_code
        join read.cases ck on ck.tenant_id = cm.tenant_id and ck.case_id = cm.case_id and ck.closed_at is null
        left join read.case_texts ct on ct.tenant_id = cm.tenant_id and ct.case_id = cm.case_id and ct.version = cm.plan_version and ct.item = 'measure.' || cm.number
        """,
        "r.grade, r.class, r.kana collate \"C\", r.resident_id, cm.number")
    {
        Tells = ChildFields.Measure.Kind,
    };

    private readonly WholeLists lists = new(database, new ChildAnswering(policy, keys, city, time));

    /// <summary>Writes them, by class and name.</summary>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using var ring = await RingAsync(scope, ct);
        return await lists.WriteAsync(scope, OfInstitution, form: null, ring, ct);
    }

    /// <summary>Reads the same as a table of properties of <see cref="ChildDocument.AssignedMeasure"/>.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(DisclosureScope scope, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(selection);
        using var ring = await RingAsync(scope, ct);
        return await lists.ReadAsync(scope, OfInstitution, form: null, selection, ring, ct);
    }

    private async Task<SubjectKeyRing> RingAsync(DisclosureScope scope, CancellationToken ct)
    {
        var children = await lists.ChildrenAsync(scope, OfInstitution, form: null, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await SubjectKeyRing.LoadAsync(connection, city.Code, keys, children, time.GetUtcNow(), ct);
    }
}
