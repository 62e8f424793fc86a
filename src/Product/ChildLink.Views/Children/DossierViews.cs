using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>Answers about what is around one child: household today and over time, years at school.</summary>
public sealed partial class DossierViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ChildAnswering answering = new(policy, keys, city, time);
    private readonly string[] register = MembershipProjection.Provisions(city);

    /// <summary>
    /// Writes who lives with one child today, the eldest first, and when the child lived in which household. A household under
    /// protection (支援措置) and a child without a household look the same: nobody, and no period.
    /// </summary>
    public Task<ViewOutcome> WriteHouseholdAsync(DisclosureScope scope, string child, CancellationToken ct) => WriteAsync(
        scope, ChildDocument.Household, child,
        [
            new Part("members", ChildDocument.HouseholdMember, (batch, plan, children) => batch.AddHousehold(plan, children)),
            new Part("periods", ChildDocument.HouseholdPeriod, (batch, plan, children) => batch.AddHouseholdPeriods(plan, children, register)),
        ], ct);

    /// <summary>Writes where one child went to school in which fiscal year, the newest first.</summary>
    public Task<ViewOutcome> WriteEnrolmentsAsync(DisclosureScope scope, string child, CancellationToken ct) => WriteAsync(
        scope, ChildDocument.Enrolments, child,
        [new Part("years", ChildDocument.Enrolment, (batch, plan, children) => batch.AddEnrolments(plan, children))], ct);

    private async Task<ViewOutcome> WriteAsync(DisclosureScope scope, ChildDocument document, string child, Part[] parts, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, document);
        if (plan is null)
            return refused!;
        var plans = Array.ConvertAll(parts, p => answering.PlanFor(caller, p.Document).Plan!);
        using var series = answering.SeriesOf(plan, caller);
        var subject = ChildAnswering.Resolve(plan, series, child);
        await using var reading = await ChildReading.OpenAsync(
            database, answering, scope, plan,
            batch =>
            {
                batch.AddOne(subject);
                for (var i = 0; i < parts.Length; i++)
                {
                    // How many rows there are would be told, too.
                    if (plans[i].Columns.Length > 0)
                        parts[i].Add(batch, plans[i], [subject]);
                }
            }, ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        scope.Json.WriteStartObject();
        ChildRow.WriteFields(scope, plan, rows, rows.PublicUuid(0), series);
        for (var i = 0; i < parts.Length; i++)
        {
            scope.Json.WriteStartArray(parts[i].Name);
            if (plans[i].Columns.Length > 0)
            {
                await rows.NextResultAsync(ct);
                while (await rows.ReadAsync(ct))
                    ChildRow.Write(scope, plans[i], rows, rows.PublicUuid(0), series: null);
            }

            scope.Json.WriteEndArray();
        }

        ChildAnswering.Finish(scope, [plan, .. plans]);
        return new ViewOutcome.Written();
    }

    private sealed record Part(string Name, ChildDocument Document, Action<ChildBatch, ChildPlan, Guid[]> Add);
}
