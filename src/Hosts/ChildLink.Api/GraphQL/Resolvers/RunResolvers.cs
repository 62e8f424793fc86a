using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Screening.Features;
using ChildLink.Screening.Runs;
using ChildLink.Views.Children;
using ChildLink.Views.Screening;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Screening runs, and what changed between two of them.</summary>
internal sealed class RunResolvers(Municipality municipality, Rows rows)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.screeningRuns", Operations.Runs, async (call, ct) =>
        {
            var runs = await municipality.Runs.AllAsync(ct);
            call.State.Scope.PublicRows(runs.Count);
            return runs;
        });
        map.Root("Query.screeningRun", Operations.Run, async (call, ct) =>
        {
            var runs = await municipality.Runs.OfAsync([(Guid)call.Arguments["id"]!], ct);
            call.State.Scope.PublicRows(runs.Count);
            return runs.SingleOrDefault();
        });
        map.Root("Query.runDifferences", Operations.Differences, DifferencesAsync);

        map.Fields<ShownRun>(
            "ScreeningRun",
            ("id", r => r.Id), ("plan", r => r.Plan), ("difficulty", r => r.Difficulty), ("asOf", r => r.AsOf), ("startedAt", r => r.StartedAt),
            ("completedAt", r => r.CompletedAt), ("children", r => r.Children), ("candidates", r => r.Candidates), ("seed", r => r.Seed),
            ("policy", r => r.Policy), ("startedBy", r => r.StartedBy), ("items", r => r.Items), ("unreadableProvisions", r => r.UnreadableProvisions),
            ("model", r => r.Model), ("modelHash", r => r.ModelHash), ("leakingItems", r => r.LeakingItems), ("shareable", r => r.Shareable), ("staged", r => r.Staged));
        map.Fields<StagedRun>("StagedRun", ("screened", s => s.Screened), ("flagged", s => s.Flagged), ("records", s => s.Records));
        map.Fields<RecordsRead>("RecordsRead", ("provision", r => r.Provision), ("read", r => r.Read), ("notRead", r => r.NotRead));
        PageResolvers.BindRows(map, "RunDifferencesConnection", "RunDifferencesEdge");
        map.Fields<RowPage>(
            "RunDifferencesConnection",
            ("run", p => p.Difference!.Run), ("before", p => p.Difference!.Before), ("modelChanged", p => p.Difference!.ModelChanged),
            ("policyChanged", p => p.Difference!.PolicyChanged), ("entered", p => p.Difference!.Entered), ("left", p => p.Difference!.Left),
            ("movedOut", p => p.Difference!.MovedOut));
        rows.Bind(
            map, "RunChange", ChildDocument.Difference, ["changedItems"], "id", "change", "cause", "name", "kana", "school", "grade", "class", "rank",
            "rankBefore", "points", "pointsBefore");
        map.Resolvers.BindWritten("ChangedItem");
    }

    private async Task<object?> DifferencesAsync(RootCall call, CancellationToken ct)
    {
        var (arguments, state) = (call.Arguments, call.State);
        if (state.Caller.Context is { } context && context.Id != (Guid)arguments["run"]!)
            return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
        var after = ListArguments.After(arguments);
        var change = (string?)arguments["change"] switch
        {
            "ENTERED" => RunDifferenceQuery.Entered,
            "LEFT" => RunDifferenceQuery.Left,
            _ => null,
        };
        var query = new RunDifferenceQuery((Guid)arguments["before"]!, change, ListArguments.First(arguments), after);
        var (difference, table, fault) = await municipality.Differences.ReadAsync(
            state.Scope, query, rows.Of(call.Selection, ChildDocument.Difference, ChildResolvers.RowsOf), ct);
        return table is null ? fault : new RowPage(state.Keep(table), after is not null, difference);
    }
}
