using ChildLink.Views.Children;
using ChildLink.Views.Screening;

namespace ChildLink.Api.Rest;

/// <summary>Screening runs: plan, day, counts.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder routes, Answering answering, ScreeningRunViews views)
    {
        routes.Map(Operations.Runs, http => answering.AnswerAsync(http, Operations.Runs, async (scope, ct) =>
        {
            await views.WriteAllAsync(scope, ct);
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.Run, http => answering.AnswerAsync(http, Operations.Run, async (scope, ct) =>
            Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var run) ? await views.WriteOneAsync(scope, run, ct) : new ViewOutcome.NotFound()));
    }
}
