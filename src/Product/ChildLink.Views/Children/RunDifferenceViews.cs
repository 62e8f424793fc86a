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
        if (!plan.OfRun)
            return new ViewOutcome.Refused(ViewRefusals.ShowsNoChildren, "Purpose-Of-Use");
        if (query.Size is < 1 or > ChildQuery.LargestPage)
            return new ViewOutcome.Malformed("size", $"must be 1 to {ChildQuery.LargestPage}.");
        if (query.Change is not (null or RunDifferenceQuery.Entered or RunDifferenceQuery.Left))
            return new ViewOutcome.Malformed("change", $"must be {RunDifferenceQuery.Entered} or {RunDifferenceQuery.Left}.");
        var question = ChildQuestion.NameOf(caller, "differences", query.Before, query.Change);
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = answering.Cursors.Open(question, cursor)) is null)
            return ChildAnswering.BadCursor();

        using var series = answering.SeriesOf(plan, caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = answering.BatchOf(connection, caller, plan);
        batch.AddDifferences(query, position);
        await using var reader = await batch.ExecuteAsync(ct);
        var rows = new RowReader(reader);
        if (!await batch.FindsContextAsync(rows, ct))
            return ChildAnswering.NoContext();
        await rows.ReadAsync(ct);
        if (rows.PublicIsNull(0))
            return new ViewOutcome.Malformed("before", "must be an earlier run of the same plan.");
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("run", caller.Context!.Id);
        json.WriteString("before", query.Before);
        var changed = rows.PublicFlags(0);
        json.WriteBoolean("modelChanged", changed[0]);
        json.WriteBoolean("policyChanged", changed[1]);
        json.WriteNumber("entered", rows.PublicLong(1));
        json.WriteNumber("left", rows.PublicLong(2));
        json.WriteNumber("movedOut", rows.PublicLong(3));
        await rows.NextResultAsync(ct);
        var (written, next) = await answering.WriteItemsAsync(scope, plan, rows, series, query.Size, question, ct);
        json.WriteStartObject("page");
        json.WriteNumber("size", written);
        json.WriteString("next", next);
        json.WriteEndObject();
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }
}
