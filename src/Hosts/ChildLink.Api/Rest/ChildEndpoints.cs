using ChildLink.Api.Admitting;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;

namespace ChildLink.Api.Rest;

/// <summary>Children of the caller's scope: list, search, classes, card, household, years at school, result, factors, candidates of a run.</summary>
internal static class ChildEndpoints
{
    public static void MapChildren(this IEndpointRouteBuilder routes, Answering answering, ChildViews views, DossierViews dossiers, NarrowingLists lists)
    {
        routes.Map(Operations.Children, http => answering.AnswerReadingAsync(http, Operations.Children, (scope, ct) => ListAsync(http, scope, views, ct)));
        routes.Map(Operations.Candidates, http => answering.AnswerReadingAsync(http, Operations.Candidates, (scope, ct) => CandidatesAsync(http, scope, views, lists, ct)));
        routes.Map(Operations.Search, http => SearchAsync(http, answering, views));
        routes.Map(Operations.Classes, http => answering.AnswerReadingAsync(http, Operations.Classes, views.WriteClassesAsync));
        routes.Map(Operations.Household, http => answering.AnswerReadingAsync(
            http, Operations.Household, (scope, ct) => dossiers.WriteHouseholdAsync(scope, (string)http.Request.RouteValues["id"]!, ct)));
        routes.Map(Operations.Enrolments, http => answering.AnswerReadingAsync(
            http, Operations.Enrolments, (scope, ct) => dossiers.WriteEnrolmentsAsync(scope, (string)http.Request.RouteValues["id"]!, ct)));
        MapOne(routes, answering, views, Operations.Child, ChildDocument.Card);
        MapOne(routes, answering, views, Operations.Result, ChildDocument.Result);
        MapOne(routes, answering, views, Operations.Factors, ChildDocument.Factors);
    }

    private static void MapOne(IEndpointRouteBuilder routes, Answering answering, ChildViews views, Operation operation, ChildDocument document) =>
        routes.Map(operation, http => answering.AnswerReadingAsync(http, operation, (scope, ct) => views.WriteOneAsync(scope, document, (string)http.Request.RouteValues["id"]!, ct)));

    private static async Task<ViewOutcome> ListAsync(HttpContext http, DisclosureScope scope, ChildViews views, CancellationToken ct)
    {
        var (query, fault) = ListRequest.Read(http.Request.Query, onlyCandidates: false);
        return query is null ? fault! : await views.WritePageAsync(scope, query, ct);
    }

    private static Task SearchAsync(HttpContext http, Answering answering, ChildViews views)
    {
        // An answer may begin anew; a body can be read once.
        Task<(SearchBody? Body, ViewOutcome.Malformed? Unreadable)>? reading = null;
        return answering.AnswerReadingAsync(http, Operations.Search, async (scope, ct) =>
        {
            var (body, unreadable) = await (reading ??= RequestBody.ReadAsync(http, RequestJson.Default.SearchBody, ct));
            if (body is null)
                return unreadable!;
            var (query, fault) = SearchRequest.Read(body);
            return query is null ? fault! : await views.WritePageAsync(scope, query, ct);
        });
    }

    /// <summary>The run in the path and the run of the context are the same, or the purpose would not cover it.</summary>
    private static async Task<ViewOutcome> CandidatesAsync(
        HttpContext http, DisclosureScope scope, ChildViews views, NarrowingLists lists, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var run))
            return new ViewOutcome.NotFound();
        if (scope.Caller.Context is { } context && context.Id != run)
            return new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
        var parameters = http.Request.Query;
        var (query, fault) = ListRequest.Read(parameters, onlyCandidates: true);
        if (query is null)
            return fault!;
        var (narrowing, wrong) = await lists.PrepareAsync(
            scope.Caller, ListRequest.Text(parameters, "rule"), ListRequest.Text(parameters, "list"), ListRequest.Text(parameters, "status"), ct);
        return wrong ?? await views.WritePageAsync(scope, query with { Narrowing = narrowing }, ct);
    }
}
