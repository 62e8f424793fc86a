using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Casework.Shares;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>活用主体への提供: shares of the run of the context, decided and ended.</summary>
internal sealed class ShareResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.shares", Operations.Shares, ListAsync);
        map.Root("Mutation.createShare", Operations.CreateShare, CreateAsync);
        map.Root("Mutation.endShare", Operations.EndShare, EndAsync);
        CommandResolvers.BindPayload(map, "CreateShare", "share");
        CommandResolvers.BindPayload(map, "EndShare", "share");
        map.Fields<Share>(
            "Share",
            ("id", s => s.Id), ("child", s => s.Child), ("run", s => s.Run), ("institution", s => s.Institution), ("points", s => s.Points),
            ("measures", s => s.Measures), ("reason", s => s.Reason), ("from", s => s.From), ("until", s => s.Until), ("endedAt", s => s.EndedAt), ("createdBy", s => s.CreatedBy),
            ("persons", s => s.Persons), ("correctedAt", s => s.CorrectedAt));
    }

    private static ViewOutcome.Refused NoContext() => new(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);

    private static Task RecordAsync(RootCall call, Share share, CancellationToken ct)
    {
        call.State.Scope.Row(share.Child);
        return call.RecordAsync(ct);
    }

    private async Task<object?> ListAsync(RootCall call, CancellationToken ct)
    {
        if (call.State.Caller.Context is not { } context)
            return NoContext();
        if (!await municipality.Runs.ExistsAsync(context.Id, ct))
            return new ViewOutcome.Refused(ViewRefusals.ContextUnknown, DeclaredUse.ContextHeader);
        var shares = (await municipality.Shares.OfRunAsync(municipality.Code, context.Id, ct)).Where(s => !call.State.Caller.BlockedChildren.Contains(s.Child)).ToList();
        foreach (var share in shares)
            call.State.Scope.Row(share.Child);
        return shares;
    }

    private async Task<object?> CreateAsync(RootCall call, CancellationToken ct)
    {
        if (call.State.Caller.Context is not { } context)
            return NoContext();
        var input = call.Input;
        var request = new ShareRequest(
            (Guid)input["child"]!, context.Id, (string)input["institution"]!, (bool)input["points"]!, (string)input["reason"]!, (DateTimeOffset)input["until"]!,
            ((object?[]?)input["persons"])?.Select(p => (string)p!).ToList(), (bool)input["measures"]!);
        return Answer(await municipality.Shares.CreateAsync(
            municipality.Code, request, call.State.Caller.Identity.Person, call.State.Caller.BlockedChildren, (share, token) => RecordAsync(call, share, token), ct));
    }

    private async Task<object?> EndAsync(RootCall call, CancellationToken ct)
    {
        if (call.State.Caller.Context is not { } context)
            return NoContext();
        return Answer(await municipality.Shares.EndAsync(
            municipality.Code, (Guid)call.Input["id"]!, context.Id, call.State.Caller.Identity.Person, call.State.Caller.BlockedChildren, (share, token) => RecordAsync(call, share, token), ct));
    }

    private static Payload Answer(ShareOutcome outcome) => outcome switch
    {
        ShareOutcome.Done done => Payload.Of(done.Share),
        ShareOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        ShareOutcome.NotShareable => Payload.Failed(CommandError.Of("RunNotShareableError", ProblemCode.RunNotShareable)),
        ShareOutcome.Frozen => Payload.Failed(CommandError.Of("RunFrozenError", ProblemCode.RunFrozen)),
        ShareOutcome.AlreadyShared => Payload.Failed(CommandError.Of("AlreadySharedError", ProblemCode.AlreadyShared)),
        _ => Payload.Failed(CommandError.NotFound),
    };
}
