using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>Answers about what changed between two runs of a plan (判定の差分).</summary>
public sealed class RunDifferenceViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ChildAnswering answering = new(policy, keys, city, time);

    /// <summary>
    /// Writes who became a candidate between an earlier run and the run of the context, who is none any more, and why. Children
    /// who moved out of the city since are counted and not shown.
    /// </summary>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, RunDifferenceQuery query, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.Difference);
        if (plan is null)
            return refused!;
        if (Check(plan, query) is { } wrong)
            return wrong;
        var question = NameOf(caller, query);
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = answering.Cursors.Open(question, cursor)) is null)
            return ChildAnswering.BadCursor();

        using var series = answering.SeriesOf(plan, caller);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddDifferences(query, position), ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        if (await RunDifference.ReadAsync(rows, caller.Context!.Id, query.Before, ct) is not { } difference)
            return NotBefore();
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("run", difference.Run);
        json.WriteString("before", difference.Before);
        json.WriteBoolean("modelChanged", difference.ModelChanged);
        json.WriteBoolean("policyChanged", difference.PolicyChanged);
        json.WriteNumber("entered", difference.Entered);
        json.WriteNumber("left", difference.Left);
        json.WriteNumber("movedOut", difference.MovedOut);
        await rows.NextResultAsync(ct);
        var (written, next) = await answering.WriteItemsAsync(scope, plan, rows, series, query.Size, question, ct);
        json.WriteStartObject("page");
        json.WriteNumber("size", written);
        json.WriteString("next", next);
        json.WriteEndObject();
        Select(scope, plan, query);
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Reads the same as a table.</summary>
    /// <returns>What holds for the whole and a page of it, which the caller disposes; or why there is none.</returns>
    public async Task<(RunDifference? Difference, ChildTable? Table, ViewOutcome? Fault)> ReadAsync(
        DisclosureScope scope, RunDifferenceQuery query, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, null, refused);
        if (Check(plan, query) is { } wrong)
            return (null, null, wrong);
        var question = NameOf(caller, query);
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = answering.Cursors.Open(question, cursor)) is null)
            return (null, null, ChildAnswering.BadCursor());

        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddDifferences(query, position), ct);
        if (reading is null)
            return (null, null, ChildAnswering.NoContext());
        if (await RunDifference.ReadAsync(reading.Rows, caller.Context!.Id, query.Before, ct) is not { } difference)
            return (null, null, NotBefore());
        await reading.Rows.NextResultAsync(ct);
        var (table, fault) = await ChildViews.TakeAsync(
            new ChildTable(plan, selection, answering.SeriesOf(plan, caller), answering.Cursors, question),
            table =>
            {
                Select(scope, plan, query);
                return ChildAnswering.TakePageAsync(scope, table, reading.Rows, query.Size, ct);
            });
        return (difference, table, fault);
    }

    /// <summary>Notes in the log what order and filter read, whatever is selected.</summary>
    private static void Select(DisclosureScope scope, ChildPlan plan, RunDifferenceQuery query)
    {
        if (query.Change is not null)
            scope.Select(plan.Decide(RunDifferenceFields.Change.Field));
        if (!RunDifferenceSql.FollowsRanks(plan))
            return;
        scope.Select(plan.Decide(ChildFields.Rank.Field));
        scope.Select(plan.Decide(RunDifferenceFields.RankBefore.Field));
    }

    private static string NameOf(Caller caller, RunDifferenceQuery query) => ChildQuestion.NameOf(caller, "differences", query.Before, query.Change);

    private static ViewOutcome? Check(ChildPlan plan, RunDifferenceQuery query)
    {
        if (!plan.OfRun)
            return new ViewOutcome.Refused(ViewRefusals.ShowsNoChildren, "Purpose-Of-Use");
        if (query.Size is < 1 or > ChildQuery.LargestPage)
            return new ViewOutcome.Malformed("size", $"must be 1 to {ChildQuery.LargestPage}.");
        return query.Change is null or RunDifferenceQuery.Entered or RunDifferenceQuery.Left
            ? null
            : new ViewOutcome.Malformed("change", $"must be {RunDifferenceQuery.Entered} or {RunDifferenceQuery.Left}.");
    }

    private static ViewOutcome.Malformed NotBefore() => new("before", "must be an earlier run of the same plan.");
}
