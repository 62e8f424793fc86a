using System.Text.Json.Serialization.Metadata;
using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Casework.Cases;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest.Cases;

/// <summary>個別支援のケース: opened, decided by two people, planned, watched, closed.</summary>
internal static class CaseEndpoints
{
    private static readonly string[] Parameters = ["state", "class", "worker", "institution", "run", "due", "awaiting", "size", "cursor"];

    public static void MapCases(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(CaseOperations.Cases, http => answering.AnswerAsync(http, CaseOperations.Cases, (scope, ct) => PageAsync(http, scope, municipality.CaseViews, ct)));
        routes.Map(CaseOperations.Case, http => answering.AnswerAsync(http, CaseOperations.Case, (scope, ct) => OneAsync(http, scope, municipality.CaseViews, ct)));
        routes.Map(CaseOperations.Statuses, http => answering.AnswerAsync(http, CaseOperations.Statuses, (scope, ct) => StatusesAsync(scope, municipality.CaseViews, ct)));
        routes.Map(CaseOperations.Menu, http => answering.AnswerAsync(http, CaseOperations.Menu, (scope, _) => Task.FromResult(Menu(scope, municipality.Cases.Menu))));
        routes.Map(CaseOperations.Measures, http => answering.AnswerAsync(
            http, CaseOperations.Measures, (scope, ct) => municipality.Measures.WriteAsync(scope, ct)));
        routes.Map(CaseOperations.Open, http => answering.AnswerAsync(
            http, CaseOperations.Open, (scope, ct) => OpenAsync(http, scope, municipality, ct), StatusCodes.Status201Created));
        var commands = new CaseCommands(routes, answering, municipality);
        commands.Map(CaseOperations.Propose, RequestJson.Default.DecisionBody, b => new CaseCommand.Propose(b.Version, b.Class, b.Reason, b.Conference));
        commands.Map(CaseOperations.Confirm, RequestJson.Default.VersionBody, b => new CaseCommand.Confirm(b.Version));
        commands.Map(CaseOperations.SendBack, RequestJson.Default.SendBackBody, b => new CaseCommand.SendBack(b.Version, b.Reason));
        commands.Map(
            CaseOperations.Plan, RequestJson.Default.PlanBody, b => new CaseCommand.Plan(b.Version, b.Goal, b.ReviewOn, [.. b.Measures.Select(m => m.ToMeasure())]));
        commands.Map(CaseOperations.Note, RequestJson.Default.NoteBody, b => new CaseCommand.Note(b.Version, b.Text, b.On, b.NextReviewOn));
        commands.Map(CaseOperations.Outcome, RequestJson.Default.OutcomeBody, b => new CaseCommand.RecordOutcome(b.Version, b.Outcome, b.Text));
        commands.Map(CaseOperations.Close, RequestJson.Default.CloseBody, b => new CaseCommand.Close(b.Version, b.Cause, b.Reason));
        commands.Map(CaseOperations.HandOver, RequestJson.Default.HandOverBody, b => new CaseCommand.HandOver(b.Version, b.Cause, b.ToKind, b.To, b.Note));
        commands.Map(CaseOperations.Withdraw, RequestJson.Default.VersionBody, (b, handOver) => new CaseCommand.Withdraw(b.Version, handOver));
        commands.Map(CaseOperations.Receive, RequestJson.Default.ReceiptBody, (b, handOver) => new CaseCommand.Receive(b.Version, handOver, b.Words));
    }

    private static async Task<ViewOutcome> PageAsync(HttpContext http, DisclosureScope scope, CaseViews views, CancellationToken ct)
    {
        var (query, fault) = Read(http.Request.Query);
        if (query is null)
            return fault!;
        var (page, refused) = await views.ReadPageAsync(scope, query, ct);
        if (page is null)
            return refused!;
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var shown in page.Cases)
            scope.WriteCase(shown);
        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteNumber("size", page.Cases.Count);
        json.WriteString("next", page.HasNext ? page.Cases[^1].Cursor : null);
        json.WriteEndObject();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static (CaseQuery? Query, ViewOutcome.Malformed? Fault) Read(IQueryCollection parameters)
    {
        if (ListRequest.Unreadable(parameters, Parameters) is { } fault)
            return (null, fault);
        if (ListRequest.Size(parameters) is not { } size)
            return (null, new ViewOutcome.Malformed("size", $"must be 1 to {CaseQuery.LargestPage}."));
        foreach (var name in new[] { "due", "awaiting" })
        {
            if (ListRequest.Text(parameters, name) is not (null or "true" or "false"))
                return (null, new ViewOutcome.Malformed(name, "must be true or false."));
        }

        Guid run = default;
        if (ListRequest.Text(parameters, "run") is { } text && !Guid.TryParseExact(text, "D", out run))
            return (null, new ViewOutcome.Malformed("run", "must be the identity of a run, a UUID."));
        return (new CaseQuery(
            ListRequest.Text(parameters, "state"), ListRequest.Text(parameters, "class"), ListRequest.Text(parameters, "worker"),
            ListRequest.Text(parameters, "institution"), parameters.ContainsKey("run") ? run : null, ListRequest.Text(parameters, "due") == "true",
            ListRequest.Text(parameters, "awaiting") == "true", size, ListRequest.Text(parameters, "cursor")), null);
    }

    private static async Task<ViewOutcome> OneAsync(HttpContext http, DisclosureScope scope, CaseViews views, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id) || await views.FindAsync(scope, id, ct) is not { } found)
            return new ViewOutcome.NotFound();
        scope.WriteFile((await views.FilesAsync(scope, [found], ct))[id], views.Withheld(scope.Caller));
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> StatusesAsync(DisclosureScope scope, CaseViews views, CancellationToken ct)
    {
        var (cases, fault) = await views.StatusesAsync(scope, ct);
        if (cases is null)
            return fault!;
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        foreach (var shown in cases)
            scope.WriteCase(shown);
        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static ViewOutcome Menu(DisclosureScope scope, SupportMenu menu)
    {
        var json = scope.Json;
        json.WriteStartObject();
        foreach (var (name, entries) in new[] { ("measures", menu.Measures), ("outcomes", menu.Outcomes) })
        {
            json.WriteStartArray(name);
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("id", entry.Id);
                json.WriteString("ja", entry.Ja);
                json.WriteString("en", entry.En);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        scope.PublicRows(menu.Measures.Count + menu.Outcomes.Count);
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> OpenAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (scope.Caller is { Access.Rows: RowScope.RunCandidates, Context: null })
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.CaseBody, ct);
        if (body is null)
            return fault!;
        return CaseCommands.Answer(await municipality.Cases.OpenAsync(
            scope.Caller, new CaseOpening(body.Child, body.ResidentCode, body.Worker),
            (opened, token) => CaseCommands.RecordAsync(scope, municipality.CaseViews, opened, token), ct));
    }
}
