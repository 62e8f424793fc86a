using System.Text;
using ChildLink.EventStore;
using ChildLink.Learning.Lineage;
using ChildLink.Learning.Linear;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Training;
using Npgsql;

namespace ChildLink.Screening.Runs;

/// <summary>
/// Whether results of a run may leave the analysts and narrowers: by what the run recorded, and by the lineage in force,
/// because a leak may be found (<c>drawsOn</c>) after the run.
/// </summary>
/// <param name="city">The municipality whose plans and provisions are in force.</param>
/// <exception cref="ChildLink.Privacy.Policy.PolicyException">When made: a plan file of the city does not compile.</exception>
public sealed class RunSharing(City city)
{
    private const string OfRun = "select leaking = '{}', plan, model_id from read.screening_runs where tenant_id = $1 and id = $2";

    private readonly ScreeningPlans plans = ScreeningPlans.Load(city);

    private readonly FeatureLineage lineage = ItemLineage.Of(city);

    /// <summary>Whether a run may be shared; true for a run that is not there, which has no results either.</summary>
    public async Task<bool> IsAllowedAsync(NpgsqlConnection connection, Guid run, CancellationToken ct)
    {
        if (await ReadAsync(connection, run, ct) is not var (isRecordedClean, plan, model))
            return true;
        return isRecordedClean && (model is not { } id || !await LeaksNowAsync(connection, plan, id, ct));
    }

    private async Task<bool> LeaksNowAsync(NpgsqlConnection connection, string plan, Guid id, CancellationToken ct)
    {
        if (plans.Find(plan) is not LearnedPlan learned || await ModelStore.FindAsync(connection, city.Code, id, ct) is not { Document: { } document })
            return false;
        return LinearModelDocument.Read(Encoding.UTF8.GetBytes(document)).Match(
            model => lineage.Judge(
                model.Content.Items.Select(i => i.Column), [.. learned.Label.Registers.Select(r => r.Provision).Distinct(StringComparer.Ordinal)],
                LeakPolicy.KeepAndMark).Leaking.Count > 0,
            // What cannot be read cannot be vouched for.
            static _ => true);
    }

    private async Task<(bool IsRecordedClean, string Plan, Guid? Model)?> ReadAsync(NpgsqlConnection connection, Guid run, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, OfRun, city.Code, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? (rows.PublicFlag(0), rows.PublicText(1), rows.PublicUuidOrNull(2)) : null;
    }
}
