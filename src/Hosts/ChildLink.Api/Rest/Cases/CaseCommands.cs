using System.Text.Json.Serialization.Metadata;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Casework.Cases;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest.Cases;

/// <summary>Maps commands in a case: body in, case as it stands then out.</summary>
internal sealed class CaseCommands(IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
{
    public void Map<T>(Operation operation, JsonTypeInfo<T> type, Func<T, CaseCommand> command)
        where T : class =>
        Map(operation, type, (body, _) => command(body), namesHandOver: false);

    public void Map<T>(Operation operation, JsonTypeInfo<T> type, Func<T, Guid, CaseCommand> command)
        where T : class =>
        Map(operation, type, command, namesHandOver: true);

    /// <summary>What a command came to, in the words of the door.</summary>
    public static ViewOutcome Answer(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Done => new ViewOutcome.Written(),
        CaseOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        CaseOutcome.Conflict conflict => new ViewOutcome.Conflict(conflict.Version),
        CaseOutcome.Refused refused => new ViewOutcome.Refused(refused.Code, null),
        CaseOutcome.AlreadyOpen open => new ViewOutcome.Refused(CaseProblems.AlreadyOpen.Code, "child", $"case {open.Id:D}."),
        CaseOutcome.NotFound => new ViewOutcome.NotFound(),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    /// <summary>
    /// Writes the answer of a command and its entry. Who acts for an institution is told the receipt, not how the case stands.
    /// </summary>
    public static Task RecordAsync(DisclosureScope scope, CaseViews views, Case changed, CancellationToken ct)
    {
        scope.Row(changed.Child);
        if (scope.Caller.Access.Rows == RowScope.OwnInstitution)
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteString("id", changed.Id);
            scope.Json.WriteNumber("version", changed.Version);
            scope.Json.WriteEndObject();
        }
        else
        {
            scope.WriteCase(views.Changed(scope.Caller, changed));
        }

        return scope.RecordAsync(ct);
    }

    private void Map<T>(Operation operation, JsonTypeInfo<T> type, Func<T, Guid, CaseCommand> command, bool namesHandOver)
        where T : class =>
        routes.Map(operation, http => answering.AnswerAsync(http, operation, async (scope, ct) =>
        {
            var handOver = Guid.Empty;
            if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id)
                || (namesHandOver && !Guid.TryParseExact((string)http.Request.RouteValues["handOver"]!, "D", out handOver)))
                return new ViewOutcome.NotFound();
            var (body, fault) = await RequestBody.ReadAsync(http, type, ct);
            if (body is null)
                return fault!;
            return Answer(await municipality.Cases.DoAsync(
                scope.Caller, id, command(body, handOver), (changed, token) => RecordAsync(scope, municipality.CaseViews, changed, token), ct));
        }));
}
