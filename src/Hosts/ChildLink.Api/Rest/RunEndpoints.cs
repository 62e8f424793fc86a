using ChildLink.Api.Admitting;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Screening;

namespace ChildLink.Api.Rest;

/// <summary>Screening runs: plan, day, counts, and what changed between two of them.</summary>
internal static class RunEndpoints
{
    private static readonly string[] DifferenceParameters = ["before", "change", "size", "cursor"];

    public static void MapRuns(
        this IEndpointRouteBuilder routes, Answering answering, ScreeningRunViews views, RunDifferenceViews differences)
    {
        routes.Map(Operations.Runs, http => answering.AnswerAsync(http, Operations.Runs, async (scope, ct) =>
        {
            await views.WriteAllAsync(scope, ct);
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.Run, http => answering.AnswerAsync(http, Operations.Run, async (scope, ct) =>
            Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var run) ? await views.WriteOneAsync(scope, run, ct) : new ViewOutcome.NotFound()));
        routes.Map(Operations.Differences, http => answering.AnswerAsync(
            http, Operations.Differences, (scope, ct) => CompareAsync(http, scope, differences, ct)));
    }

    private static async Task<ViewOutcome> CompareAsync(HttpContext http, DisclosureScope scope, RunDifferenceViews views, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var run))
            return new ViewOutcome.NotFound();
        if (scope.Caller.Context is { } context && context.Id != run)
            return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
        var parameters = http.Request.Query;
        if (ListRequest.Unreadable(parameters, DifferenceParameters) is { } fault)
            return fault;
        if (!Guid.TryParseExact(ListRequest.Text(parameters, "before"), "D", out var before))
            return new ViewOutcome.Malformed("before", "must name the earlier run.");
        if (ListRequest.Size(parameters) is not { } size)
            return new ViewOutcome.Malformed("size", $"must be 1 to {ChildQuery.LargestPage}.");
        return await views.WriteAsync(
            scope, new RunDifferenceQuery(before, ListRequest.Text(parameters, "change"), size, ListRequest.Text(parameters, "cursor")), ct);
    }
}
