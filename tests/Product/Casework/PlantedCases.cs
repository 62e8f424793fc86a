using ChildLink.Tests.Product.Views;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Cases and conferences written straight into the read models of a planted city.</summary>
internal static class PlantedCases
{
    public static async Task<Guid> AddCaseAsync(
        this ViewCity city, Guid child, CancellationToken ct, string worker = "test-narrower", bool ofRun = true, bool isClosed = false)
    {
        var id = Guid.NewGuid();
        await city.RunAsync("""
            insert into read.cases (tenant_id, case_id, resident_id, run_id, state, worker, opened_at, opened_by, closed_at, version)
            values ($1, $2, $3, $4, $5, $6, now(), 'test', $7, 1)
            """, ct, ViewCity.Tenant, id, child, ofRun ? city.Run : null, isClosed ? "closed" : "open", worker,
            isClosed ? city.City.Time.GetUtcNow() : null);
        return id;
    }

    public static async Task<Guid> AddConferenceAsync(this ViewCity city, CancellationToken ct, params (Guid Case, Guid Child)[] agenda)
    {
        var id = Guid.NewGuid();
        await city.RunAsync("""
            insert into read.conferences (tenant_id, conference_id, held_at, minutes, state, chair, participants, version)
            values ($1, $2, now(), 60, 'planned', 'test', '{}', 1)
            """, ct, ViewCity.Tenant, id);
        foreach (var (number, item) in agenda.Index())
        {
            await city.RunAsync("""
                insert into read.conference_items (tenant_id, conference_id, case_id, resident_id, item, minutes, is_first)
                values ($1, $2, $3, $4, $5, 10, true)
                """, ct, ViewCity.Tenant, id, item.Case, item.Child, number + 1);
        }

        return id;
    }
}
