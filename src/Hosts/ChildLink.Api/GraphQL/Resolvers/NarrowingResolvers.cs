using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Casework.Narrowing;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>人による絞り込み: the rules of the city, and what people note about candidates.</summary>
internal sealed class NarrowingResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.narrowingRules", Operations.NarrowingRules, (call, _) =>
        {
            call.State.Scope.PublicRows(municipality.Narrowings.Rules.Count);
            return Task.FromResult<object?>(municipality.Narrowings.Rules);
        });
        map.Fields<NarrowingRule>("NarrowingRule", ("id", r => r.Id), ("ja", r => r.Ja), ("en", r => r.En), ("plans", r => r.Plans));
        map.Root("Mutation.noteNarrowing", Operations.NoteNarrowing, NoteAsync);
        CommandResolvers.BindPayload(map, "NoteNarrowing", "step");
        map.Fields<NarrowingStep>(
            "NarrowingStep", ("child", s => s.Child), ("run", s => s.Run), ("version", s => s.Version), ("status", s => EnumOf(s.Status)), ("by", s => s.By),
            ("at", s => s.At));
    }

    /// <summary>The status that a value of the enum names, or null.</summary>
    public static string? WordOf(string? value) => value?.ToLowerInvariant().Replace('_', '-');

    /// <summary>The value of the enum that names a status.</summary>
    public static string EnumOf(string status) => status.ToUpperInvariant().Replace('-', '_');

    private async Task<object?> NoteAsync(RootCall call, CancellationToken ct)
    {
        var caller = call.State.Caller;
        if (caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var input = call.Input;
        var request = new NarrowingRequest(
            (Guid)input["child"]!, context.Id, WordOf((string)input["status"]!)!, (string?)input["note"], (long)input["version"]!);
        return await municipality.Narrowing.NoteAsync(caller, request, (step, token) =>
        {
            call.State.Scope.Row(step.Child);
            return call.RecordAsync(token);
        }, ct) switch
        {
            NarrowingOutcome.Done done => Payload.Of(done.Step),
            NarrowingOutcome.Unchanged same => Unchanged(call, same.Step),
            NarrowingOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
            NarrowingOutcome.Conflict conflict => Payload.Failed(CommandError.Conflict(conflict.Version)),
            _ => Payload.Failed(CommandError.NotFound),
        };
    }

    private static Payload Unchanged(RootCall call, NarrowingStep standing)
    {
        call.State.Scope.Row(standing.Child);
        return Payload.Of(standing);
    }
}
