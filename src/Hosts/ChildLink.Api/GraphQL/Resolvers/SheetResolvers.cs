using System.Buffers.Text;
using System.Text;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Sheets of candidates and of pupils. A file has its own entry in the log, with its digest.</summary>
internal sealed class SheetResolvers(Municipality municipality)
{
    private delegate Task<(SheetReport? Report, ViewOutcome? Fault)> Taking(Guid sheet, ReadOnlyMemory<byte> file, CancellationToken ct);

    public void Bind(SchemaMap map)
    {
        map.Root("Mutation.makeNarrowingSheet", Operations.MakeNarrowingSheet, (call, ct) => MakeAsync(
            call,
            (scope, format, token) => municipality.NarrowingSheets.MakeAsync(
                scope, (string?)call.Input["rule"], ((string?)call.Input["list"])?.ToLowerInvariant(), NarrowingResolvers.WordOf((string?)call.Input["status"]), format, token), ct));
        map.Root("Mutation.makePupilSheet", Operations.MakePupilSheet, (call, ct) => MakeAsync(
            call, (scope, format, token) => municipality.PupilSheets.MakeAsync(scope, (string)call.Input["form"]!, format, token), ct));
        map.Root("Mutation.takeNarrowingSheet", Operations.TakeNarrowingSheet, (call, ct) => TakeAsync(
            call,
            (sheet, file, token) => municipality.NarrowingSheets.TakeAsync(
                call.State.Caller, sheet, file, (steps, t) => RecordAsync(call, steps.Select(s => s.Child), t), token), ct));
        map.Root("Mutation.takePupilSheet", Operations.TakePupilSheet, (call, ct) => TakeAsync(
            call,
            (sheet, file, token) => municipality.PupilSheets.TakeAsync(
                call.State.Caller, sheet, file, (inquiries, t) => RecordAsync(call, inquiries.Select(i => i.Child), t), token), ct));
        CommandResolvers.BindPayload(map, "MakeNarrowingSheet", "sheet");
        CommandResolvers.BindPayload(map, "MakePupilSheet", "sheet");
        CommandResolvers.BindPayload(map, "TakeNarrowingSheet", "report");
        CommandResolvers.BindPayload(map, "TakePupilSheet", "report");
        map.Fields<MadeSheet>(
            "SheetFile", ("id", s => s.Id), ("format", s => s.Format.ToString().ToUpperInvariant()), ("content", s => Convert.ToBase64String(s.File.Bytes.Span)),
            ("sha256", s => s.File.Sha256), ("rows", s => s.File.Rows), ("expiresAt", s => s.ExpiresAt));
        map.Fields<SheetReport>(
            "SheetReport", ("sheet", r => r.Sheet), ("written", r => r.Count(SheetRow.Written)), ("unchanged", r => r.Count(SheetRow.Unchanged)),
            ("refused", r => r.Count(SheetRow.Refused)), ("missing", r => r.Missing), ("rows", r => r.Rows));
        map.Fields<SheetRow>("SheetRow", ("row", r => r.Row), ("result", r => r.Result), ("code", r => r.Code), ("message", r => r.Message));
    }

    private async Task<object?> MakeAsync(
        RootCall call, Func<DisclosureScope, SheetFormat, CancellationToken, Task<(MadeSheet? Sheet, ViewOutcome? Fault)>> make, CancellationToken ct)
    {
        var format = Enum.Parse<SheetFormat>((string)call.Input["format"]!, ignoreCase: true);
        using var scope = municipality.Gateway.Open(call.State.Caller, $"graphql mutation {call.Selection.Field.Name}", Guid.CreateVersion7(municipality.Time.GetUtcNow()));
        var (sheet, fault) = await make(scope, format, ct);
        return sheet is not null ? Payload.Of(sheet) : Fail(fault!);
    }

    private static async Task<object?> TakeAsync(RootCall call, Taking take, CancellationToken ct)
    {
        var content = (string)call.Input["content"]!;
        if (!Base64.IsValid(Encoding.UTF8.GetBytes(content)))
            return Payload.Failed(CommandError.Invalid("content", "must be base64."));
        var (report, fault) = await take((Guid)call.Input["sheet"]!, Convert.FromBase64String(content), ct);
        return report is not null ? Payload.Of(report) : Fail(fault!);
    }

    private static object Fail(ViewOutcome fault) => fault switch
    {
        ViewOutcome.Malformed malformed => Payload.Failed(CommandError.Invalid(malformed.Field, malformed.Message)),
        ViewOutcome.Refused { Code: SheetFault.Unreadable or SheetFault.TooLarge or SheetFault.ColumnsMissing } refused =>
            Payload.Failed(CommandError.Of("SheetRefusedError", ProblemCode.OfRefusal(refused.Code))),
        ViewOutcome.NotFound => Payload.Failed(CommandError.NotFound),
        _ => fault,
    };

    private static Task RecordAsync(RootCall call, IEnumerable<Guid> children, CancellationToken ct)
    {
        foreach (var child in children)
            call.State.Scope.Row(child);
        return call.RecordAsync(ct);
    }
}
