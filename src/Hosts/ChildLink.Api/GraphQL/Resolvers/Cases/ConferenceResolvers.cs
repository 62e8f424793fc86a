using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.GraphQL.Execution;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers.Cases;

/// <summary>個別支援会議: planned, minuted, ended, and its pack.</summary>
internal sealed class ConferenceResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.conferences", CaseOperations.Conferences, async (call, ct) =>
        {
            var state = (string?)call.Arguments["state"];
            if (state is not (null or ConferenceState.Planned or ConferenceState.Held or ConferenceState.Cancelled))
                return new ViewOutcome.Malformed("state", "must be planned, held or cancelled.");
            var found = await municipality.Conferences.AllAsync(call.State.Caller, state, ct);
            call.State.Scope.PublicRows(found.Count);
            return found;
        });
        map.Root("Query.conference", CaseOperations.Conference, async (call, ct) =>
        {
            var found = await municipality.Conferences.FindAsync(call.State.Caller.BlockedChildren, (Guid)call.Arguments["id"]!, ct);
            call.State.Scope.PublicRows(found is null ? 0 : 1);
            return found;
        });
        map.Root("Query.conferencePack", CaseOperations.Pack, PackAsync);
        map.Fields<ConferencePack>("ConferencePack", ("sha256", p => p.Sha256), ("entry", p => p.Entry), ("expiresAt", p => p.Expires));
        map.Resolvers.Bind(
            "ConferencePack.html", FieldResolver.Leaf<ConferencePack>((pack, state, _) => ((RequestState)state!).Scope.Json.WriteStringValue(pack.Page.Span)));
        map.Root("Mutation.planConference", CaseOperations.PlanConference, PlanAsync);
        map.Root("Mutation.recordMinutes", CaseOperations.Minutes, async (call, ct) => Answer(await municipality.Conferences.MinuteAsync(
            call.State.Caller, (Guid)call.Input["id"]!, (long)call.Input["version"]!, (int)call.Input["item"]!, (int)call.Input["took"]!, (string)call.Input["text"]!,
            (_, children, token) => RecordAsync(call, children, token), ct)));
        map.Root("Mutation.endConference", CaseOperations.EndConference, async (call, ct) => Answer(await municipality.Conferences.EndAsync(
            call.State.Caller, (Guid)call.Input["id"]!, (long)call.Input["version"]!, (bool)call.Input["held"]!,
            (_, children, token) => RecordAsync(call, children, token), ct)));
        foreach (var command in new[] { "PlanConference", "RecordMinutes", "EndConference" })
        {
            map.Resolvers.Bind($"{command}Payload.conference", FieldResolver.Value<Payload>(p => (p.Value as ConferenceOutcome.Done)?.Conference));
            map.Resolvers.Bind($"{command}Payload.errors", FieldResolver.Value<Payload>(p => p.Errors));
            map.Resolvers.BindType($"{command}Error", error => ((CommandError)error).Type);
        }

        map.Resolvers.Bind("PlanConferencePayload.leftOver", FieldResolver.Value<Payload>(p => (p.Value as ConferenceOutcome.Done)?.LeftOver));
        map.Fields<Conference>(
            "Conference",
            ("id", c => c.Id), ("run", c => c.Run), ("institution", c => c.Institution), ("heldAt", c => c.HeldAt), ("minutes", c => c.Minutes), ("sum", c => c.Sum),
            ("state", c => c.State), ("chair", c => c.Chair), ("participants", c => c.Participants), ("items", c => c.Items), ("version", c => c.Version),
            ("pack", c => CaseOperations.Pack.Path.Replace("{id}", c.Id.ToString("D"), StringComparison.Ordinal)));
        map.Fields<AgendaItem>(
            "AgendaItem", ("number", i => i.Number), ("minutes", i => i.Minutes), ("isFirst", i => i.IsFirst), ("took", i => i.Took), ("cases", i => i.Cases));
    }

    /// <summary>The very document of the REST door, opened and logged as there; what the answer says beside it is no further look.</summary>
    private async Task<object?> PackAsync(RootCall call, CancellationToken ct)
    {
        using var scope = municipality.Gateway.Open(call.State.Caller, $"graphql query {call.Selection.Field.Name}", call.State.RequestId);
        var (pack, outcome) = await municipality.Packs.MakeAsync(scope, (Guid)call.Arguments["id"]!, ct);
        if (pack is null)
            return outcome;
        call.State.Scope.AnswerThrough(scope);
        return pack;
    }

    private async Task<object?> PlanAsync(RootCall call, CancellationToken ct)
    {
        var input = call.Input;
        var plan = new ConferencePlan(
            (Guid?)input["run"], (string?)input["institution"], (DateTimeOffset)input["heldAt"]!, (int)input["minutes"]!,
            [.. ((object?[])input["participants"]!).Cast<string>()], input["cases"] is object?[] cases ? [.. cases.Cast<Guid>()] : null, (bool)input["fit"]!);
        return Answer(await municipality.Conferences.PlanAsync(call.State.Caller, plan, (_, token) => RecordAsync(call, [], token), ct));
    }

    private static Task RecordAsync(RootCall call, IReadOnlyList<Guid> children, CancellationToken ct)
    {
        call.State.Scope.PublicRows(1);
        foreach (var child in children)
            call.State.Scope.Row(child);
        return call.RecordAsync(ct);
    }

    private static Payload Answer(ConferenceOutcome outcome) => outcome switch
    {
        ConferenceOutcome.Done done => Payload.Of(done),
        ConferenceOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        ConferenceOutcome.Conflict conflict => Payload.Failed(CommandError.Conflict(conflict.Version)),
        ConferenceOutcome.Over => Payload.Failed(CommandError.Of("CaseStateError", CaseProblems.ConferenceOver)),
        ConferenceOutcome.NotFound => Payload.Failed(CommandError.NotFound),
        _ => throw new InvalidOperationException("A case without an arm."),
    };
}
