using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Casework.Shares;
using ChildLink.Oversight.Review;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>提供の凍結, and what an institution received.</summary>
internal sealed class FreezeResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.runFreeze", Operations.RunFreeze, async (call, ct) =>
        {
            var run = (Guid)call.Arguments["run"]!;
            return Mismatch(call, run) ?? await ShowAsync(call, run, ct);
        });
        map.Root("Query.receivedShares", Operations.ReceivedShares, ReceivedAsync);
        map.Root("Mutation.freezeRun", Operations.FreezeRun, FreezeAsync);
        CommandResolvers.BindPayload(map, "FreezeRun", "freeze");
        map.Fields<Shown>(
            "RunFreeze", ("run", s => s.Freeze.Run), ("reason", s => s.Freeze.Reason), ("by", s => s.Freeze.By), ("at", s => s.Freeze.At), ("ended", s => s.Freeze.Ended),
            ("looks", s => s.Looks));
        map.Fields<Look>(
            "ShareLook", ("actor", l => l.Actor), ("institution", l => l.Institution), ("child", l => l.Child), ("times", l => l.Times), ("first", l => l.First),
            ("last", l => l.Last), ("fields", l => l.Fields));
    }

    private static ViewOutcome? Mismatch(RootCall call, Guid run)
    {
        if (call.State.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        return context.Id == run ? null : new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
    }

    private async Task<object?> ReceivedAsync(RootCall call, CancellationToken ct)
    {
        var caller = call.State.Caller;
        var shares = await municipality.Shares.InForceAsync(municipality.Code, caller.Institution!, caller.Identity.Person, caller.BlockedChildren, ct);
        foreach (var share in shares)
            call.State.Scope.Row(share.Child);
        return shares;
    }

    private async Task<object?> FreezeAsync(RootCall call, CancellationToken ct)
    {
        var run = (Guid)call.Input["run"]!;
        if (Mismatch(call, run) is { } refused)
            return refused;
        return await municipality.Shares.FreezeAsync(municipality.Code, run, (string)call.Input["reason"]!, call.State.Caller.Identity.Person, (ended, token) =>
        {
            foreach (var share in ended)
                call.State.Scope.Row(share.Child);
            return call.RecordAsync(token);
        }, ct) switch
        {
            FreezeOutcome.Done => Payload.Of((await ShowAsync(call, run, ct))!),
            FreezeOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
            _ => Payload.Failed(CommandError.NotFound),
        };
    }

    private async Task<object?> ShowAsync(RootCall call, Guid run, CancellationToken ct)
    {
        if (await FreezeEndpoints.FindAsync(municipality, run, call.State.Caller.BlockedChildren, ct) is not var (freeze, looks))
            return null;
        foreach (var look in looks)
            call.State.Scope.Row(look.Child);
        return new Shown(freeze, looks);
    }

    private sealed record Shown(RunFreeze Freeze, IReadOnlyList<Look> Looks);
}
