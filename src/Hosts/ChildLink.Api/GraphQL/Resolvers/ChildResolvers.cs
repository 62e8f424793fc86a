using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Children of the caller's scope: one, lists, search, candidates, classes, results and what explains them.</summary>
internal sealed class ChildResolvers(Municipality municipality, Rows rows)
{
    public void Bind(SchemaMap map)
    {
        Read(map, "Query.child", Operations.Child, (call, ct) => OneAsync(call, "id", ct));
        Read(map, "Query.result", Operations.Result, (call, ct) => OneAsync(call, "child", ct));
        Read(map, "Query.explanation", Operations.Factors, (call, ct) => OneAsync(call, "child", ct));
        Read(map, "Query.children", Operations.Children, (call, ct) => PageAsync(call, ListArguments.Read(call.Arguments, Counts(call)), ct));
        Read(map, "Query.searchChildren", Operations.Search, (call, ct) => PageAsync(call, ListArguments.ReadSearch(call.Arguments, Counts(call)), ct));
        Read(map, "Query.candidates", Operations.Candidates, CandidatesAsync);
        Read(map, "Query.classes", Operations.Classes, ClassesAsync);

        rows.Bind(
            map, "Child", ChildDocument.Node, ["topFactors", "reasons"], "id", "name", "kana", "birthDate", "birthYear", "sex", "schoolAge", "ageBand",
            "school", "schoolCode", "grade", "class", "address", "householdSize", "rank", "points", "matchedBasic", "matchedOther", "selectedBy",
            "narrowingStatus", "narrowingVersion", "councilRegistered", "support");
        rows.Bind(map, "ScreeningResult", ChildDocument.Node, ["reasons"], "run", "points", "rank", "matchedBasic", "matchedOther", "selectedBy");
        rows.Bind(map, "Explanation", ChildDocument.Node, ["factors"], "run");
        rows.BindSame(map, "Child.result", "Child.explanation", "ScreeningResult.child", "Explanation.child");
        rows.Bind(map, "ClassGroup", ChildDocument.Classes, [], "school", "schoolCode", "grade", "class");
        map.Fields<ChildCells>("ClassGroup", ("children", g => g.Size));
        map.Resolvers.BindWritten("Factor").BindWritten("LocalName").BindWritten("Reason");
        PageResolvers.BindRows(map, "ChildrenConnection", "ChildrenEdge");
        map.Fields<RowPage>("ChildrenConnection", ("totalCount", p => p.Table.Count));
    }

    /// <summary>The fields of a connection whose objects are its rows.</summary>
    public static IReadOnlyList<SelectedField> RowsOf(SelectedField connection)
    {
        var found = new List<SelectedField>();
        foreach (var field in connection.Children())
        {
            if (field.Field.Name == "nodes")
                found.Add(field);
            else if (field.Field.Name == "edges")
                found.AddRange(field.Children().Where(f => f.Field.Name == "node"));
        }

        return found;
    }

    /// <summary>Every field here begins by reading rows of children.</summary>
    private static void Read(SchemaMap map, string coordinate, Operation operation, Func<RootCall, CancellationToken, Task<object?>> resolve) =>
        map.Root(coordinate, operation, resolve, confirms: true);

    private static bool Counts(RootCall call) => call.Selection.Children().Any(f => f.Field.Name == "totalCount");

    private async Task<object?> OneAsync(RootCall call, string argument, CancellationToken ct)
    {
        var (table, fault) = await municipality.Children.ReadOneAsync(
            call.State.Scope, (string)call.Arguments[argument]!, rows.Of(call.Selection, ChildDocument.Node), ct);
        if (table is null)
            return fault;
        call.State.Judge(rows.Around(call.Selection));
        return call.State.Keep(table).Rows.SingleOrDefault();
    }

    private async Task<object?> CandidatesAsync(RootCall call, CancellationToken ct)
    {
        var (arguments, caller) = (call.Arguments, call.State.Caller);
        if (caller.Context is { } context && context.Id != (Guid)arguments["run"]!)
            return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
        var (query, fault) = ListArguments.Read(arguments, Counts(call), onlyCandidates: true);
        if (query is null)
            return fault;
        var (narrowing, wrong) = await municipality.Narrowings.PrepareAsync(
            caller, (string?)arguments["rule"], ((string?)arguments["list"])?.ToLowerInvariant(), NarrowingResolvers.WordOf((string?)arguments["status"]), ct);
        return wrong ?? await PageAsync(call, (query with { Narrowing = narrowing }, null), ct);
    }

    private async Task<object?> PageAsync(RootCall call, (ChildQuery? Query, ViewOutcome.Malformed? Fault) read, CancellationToken ct)
    {
        if (read.Query is not { } query)
            return read.Fault;
        var (table, fault) = await municipality.Children.ReadPageAsync(
            call.State.Scope, query, rows.Of(call.Selection, ChildDocument.Node, RowsOf), ct);
        if (table is null)
            return fault;
        call.State.Judge(rows.Around(call.Selection, RowsOf));
        return new RowPage(call.State.Keep(table), HasPrevious: query.Cursor is not null);
    }

    private async Task<object?> ClassesAsync(RootCall call, CancellationToken ct)
    {
        var (table, fault) = await municipality.Children.ReadClassesAsync(call.State.Scope, rows.Of(call.Selection, ChildDocument.Classes), ct);
        return table is null ? fault : call.State.Keep(table).Rows;
    }
}
