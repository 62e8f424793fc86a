using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Views.Deliveries;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Rows that a system of a holder hands over; they go the way of a delivered file.</summary>
internal sealed class SubmissionResolvers(Municipality municipality)
{
    private readonly DeliveryViews views = new(municipality.Database, municipality.Code);

    public void Bind(SchemaMap map)
    {
        map.Root("Mutation.submitRecords", GraphOperations.SubmitRecords, SubmitAsync);
        CommandResolvers.BindPayload(map, "SubmitRecords", "submission");
        map.Fields<Submission>("Submission", ("isNew", s => s.IsNew), ("delivery", s => s.Delivery), ("rowErrors", s => s.RowErrors));
    }

    private async Task<object?> SubmitAsync(RootCall call, CancellationToken ct) => await TakeAsync(call, ct);

    private async Task<Payload> TakeAsync(RootCall call, CancellationToken ct)
    {
        var (input, caller) = (call.Input, call.State.Caller);
        var provision = (string)input["provision"]!;
        // Another holder's provision and none at all look the same.
        if (!ProvisionEndpoints.Visible(municipality.City, caller).Any(p => p.Id == provision))
            return Payload.Failed(CommandError.NotFound);
        var file = (string)input["file"]!;
        var (rows, field, message) = SubmittedRows.Of(
            $"{caller.Identity.Issuer}|{caller.Identity.Person}", (string)input["clientKey"]!, file, Texts(input["header"]), [.. Items(input["rows"]).Select(Texts)]);
        if (rows is null)
            return Payload.Failed(CommandError.Invalid(field!, message!));
        if (municipality.City.Claim(file) is not FileClaim.One one || one.Provision.Id != provision)
            return Payload.Failed(CommandError.Invalid("file", $"must be a name that provision {provision} claims, and no other."));
        return await municipality.Importer.SubmitAsync(caller, rows, ct) switch
        {
            DeliveryOutcome.Taken taken => await AnswerAsync(call, taken.Delivery, isNew: true, ct),
            DeliveryOutcome.Held held => await AnswerAsync(call, held.Delivery, isNew: true, ct),
            DeliveryOutcome.Repeated again => await AnswerAsync(call, again.Delivery, isNew: false, ct),
            DeliveryOutcome.Refused { Rule: SubmittedRows.KeyReused } => Payload.Failed(CommandError.Of("ClientKeyReusedError", CommandProblems.ClientKeyReused)),
            DeliveryOutcome.Refused { Rule: SubmittedRows.Busy } => Payload.Failed(CommandError.Of("JobRunningError", CommandProblems.JobRunning)),
            DeliveryOutcome.Refused refused => Payload.Failed(new CommandError("RecordsRefusedError", CommandProblems.RecordsRefused.Code, refused.Message, refused.Rule)),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    private async Task<Payload> AnswerAsync(RootCall call, Guid delivery, bool isNew, CancellationToken ct)
    {
        var found = await views.FindAsync(delivery, ct) ?? throw new InvalidOperationException("A delivery was taken and is not there.");
        var findings = await views.FindingsAsync(delivery, cursor: null, DeliveryViews.PageSize, ct);
        call.State.Scope.PublicRows(1 + findings!.Value.Page.Count);
        return Payload.Of(new Submission(isNew, found, findings.Value.Page));
    }

    private static object?[] Items(object? list) => (object?[])list!;

    private static string[] Texts(object? list) => [.. Items(list).Cast<string>()];

    private sealed record Submission(bool IsNew, ShownDelivery Delivery, IReadOnlyList<ShownFinding> RowErrors);
}
