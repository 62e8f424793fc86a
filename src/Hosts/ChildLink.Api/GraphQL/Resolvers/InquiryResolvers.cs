using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Casework.Inquiries;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>照会: forms, what was asked and answered, pupil sheets of an institution.</summary>
internal sealed class InquiryResolvers(Municipality municipality, Rows rows)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.inquiryForms", Operations.InquiryForms, (call, _) =>
        {
            var forms = municipality.Inquiries.Forms.All;
            call.State.Scope.PublicRows(forms.Count);
            // The basis is for those who ask: a school that reads it would read why.
            return Task.FromResult<object?>(call.State.Caller.Institution is null ? forms : forms.Select(f => f with { Basis = "" }).ToList());
        });
        map.Root("Query.inquiries", Operations.Inquiries, (call, ct) => ListAsync(call, ChildDocument.Inquiry, ct));
        map.Root("Query.pupilSheets", Operations.PupilSheets, (call, ct) => ListAsync(call, ChildDocument.PupilSheet, ct));
        map.Root("Mutation.sendInquiries", Operations.SendInquiries, SendAsync);
        map.Root("Mutation.withdrawInquiry", Operations.WithdrawInquiry, WithdrawAsync);
        map.Root("Mutation.answerInquiry", Operations.AnswerInquiry, AnswerAsync);
        CommandResolvers.BindPayload(map, "SendInquiries", "results");
        CommandResolvers.BindPayload(map, "WithdrawInquiry", "inquiry");
        CommandResolvers.BindPayload(map, "AnswerInquiry", "inquiry");
        map.Fields<Sent>("SentInquiry", ("child", s => s.Child), ("inquiry", s => s.Inquiry), ("code", s => s.Code));
        map.Fields<Inquiry>("InquiryState", ("inquiry", i => i.Id), ("state", i => i.State), ("version", i => i.Version));
        rows.Bind(
            map, "Inquiry", ChildDocument.Inquiry, [], "id", "name", "kana", "grade", "class", "inquiry", "form", "institution", "basis", "by", "dueOn", "state",
            "version", "answeredAt", "answeredBy", "late", "answers");
        rows.Bind(
            map, "PupilSheet", ChildDocument.PupilSheet, [], "id", "name", "kana", "grade", "class", "inquiry", "form", "dueOn", "state", "version", "answeredAt");
        map.Fields<InquiryForm>(
            "InquiryForm", ("id", f => f.Id), ("ja", f => f.Ja), ("en", f => f.En), ("basis", f => f.Basis.Length == 0 ? null : f.Basis), ("questions", f => f.Questions));
        map.Fields<Question>(
            "InquiryQuestion", ("id", q => q.Id), ("ja", q => q.Ja), ("en", q => q.En), ("kind", q => q.Kind.ToString().ToUpperInvariant()),
            ("required", q => q.Required), ("options", q => q.Options), ("from", q => q.Kind == QuestionKind.Scale ? q.From : null),
            ("to", q => q.Kind == QuestionKind.Scale ? q.To : null), ("longest", q => q.Kind == QuestionKind.Text ? q.Longest : null));
        map.Fields<AnswerOption>("InquiryOption", ("id", o => o.Id), ("ja", o => o.Ja), ("en", o => o.En));
    }

    private async Task<object?> ListAsync(RootCall call, ChildDocument document, CancellationToken ct)
    {
        var (table, fault) = await municipality.InquiryViews.ReadAsync(
            call.State.Scope, (string?)call.Arguments["form"], rows.Of(call.Selection, document), ct);
        return table is null ? fault : call.State.Keep(table).Rows;
    }

    private async Task<object?> SendAsync(RootCall call, CancellationToken ct)
    {
        var (input, caller) = (call.Input, call.State.Caller);
        if (caller.Context is null)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var children = ((object?[])input["children"]!).Select(c => (Guid)c!).ToList();
        if (children.Count is 0 or > InquiryEndpoints.MostChildren || children.Distinct().Count() != children.Count)
            return Payload.Failed(CommandError.Invalid("children", $"must hold 1 to {InquiryEndpoints.MostChildren} children, each once."));
        var sent = new List<Sent>();
        foreach (var child in children)
        {
            var outcome = await municipality.Inquiries.SendAsync(
                caller, child, (string)input["form"]!, (DateOnly?)input["dueOn"], (inquiry, token) => RecordAsync(call, inquiry, token), ct);
            if (outcome is InquiryOutcome.Invalid invalid)
                return Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message));
            sent.Add(new Sent(child, (outcome as InquiryOutcome.Done)?.Inquiry.Id, InquiryEndpoints.CodeOf(outcome)));
        }

        return Payload.Of(sent);
    }

    private async Task<object?> WithdrawAsync(RootCall call, CancellationToken ct) => Answer(call, await municipality.Inquiries.WithdrawAsync(
        call.State.Caller, (Guid)call.Input["inquiry"]!, (long)call.Input["version"]!, (inquiry, token) => RecordAsync(call, inquiry, token), ct));

    private async Task<object?> AnswerAsync(RootCall call, CancellationToken ct)
    {
        var answers = ((object?[])call.Input["answers"]!).Select(a => (InputObject)a!).Select(a => (Question: (string)a["question"]!, Answer: (string)a["answer"]!)).ToList();
        if (answers.DistinctBy(a => a.Question).Count() != answers.Count)
            return Payload.Failed(CommandError.Invalid("answers", "holds a question twice."));
        var request = new AnswerRequest(
            (Guid)call.Input["inquiry"]!, (long)call.Input["version"]!, answers.ToDictionary(a => a.Question, a => a.Answer, StringComparer.Ordinal));
        return Answer(call, await municipality.Inquiries.AnswerAsync(call.State.Caller, request, (inquiry, token) => RecordAsync(call, inquiry, token), ct));
    }

    private static Task RecordAsync(RootCall call, Inquiry inquiry, CancellationToken ct)
    {
        call.State.Scope.Row(inquiry.Child);
        return call.RecordAsync(ct);
    }

    private static Payload Answer(RootCall call, InquiryOutcome outcome)
    {
        switch (outcome)
        {
            case InquiryOutcome.Done done:
                return Payload.Of(done.Inquiry);
            case InquiryOutcome.Unchanged same:
                call.State.Scope.Row(same.Inquiry.Child);
                return Payload.Of(same.Inquiry);
            case InquiryOutcome.Invalid invalid:
                return Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message));
            case InquiryOutcome.Conflict conflict:
                return Payload.Failed(CommandError.Conflict(conflict.Version));
            default:
                return Payload.Failed(CommandError.NotFound);
        }
    }

    /// <summary>What became of one child.</summary>
    private sealed record Sent(Guid Child, Guid? Inquiry, string? Code);
}
