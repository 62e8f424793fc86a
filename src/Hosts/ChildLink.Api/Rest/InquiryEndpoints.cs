using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Casework.Inquiries;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>照会: sent by narrowers, answered by institutions as ordinary pupil sheets.</summary>
internal static class InquiryEndpoints
{
    /// <summary>Most children of one decision to ask.</summary>
    public const int MostChildren = 200;

    private static readonly string[] Parameters = ["form"];

    public static void MapInquiries(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        var book = municipality.Inquiries;
        routes.Map(Operations.InquiryForms, http => answering.AnswerAsync(http, Operations.InquiryForms, (scope, _) => Task.FromResult(WriteForms(scope, book.Forms))));
        foreach (var operation in new[] { Operations.Inquiries, Operations.PupilSheets })
            routes.Map(operation, http => answering.AnswerAsync(http, operation, (scope, ct) => ListAsync(http, scope, municipality, ct)));
        routes.Map(Operations.SendInquiries, http => answering.AnswerAsync(http, Operations.SendInquiries, (scope, ct) => SendAsync(http, scope, book, ct)));
        routes.Map(Operations.WithdrawInquiry, http => answering.AnswerAsync(http, Operations.WithdrawInquiry, (scope, ct) => WithdrawAsync(http, scope, book, ct)));
        routes.Map(Operations.AnswerInquiry, http => answering.AnswerAsync(http, Operations.AnswerInquiry, (scope, ct) => AnswerAsync(http, scope, book, ct)));
    }

    private static async Task<ViewOutcome> ListAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct) =>
        ListRequest.Unreadable(http.Request.Query, Parameters) is { } fault
            ? fault
            : await municipality.InquiryViews.WriteAsync(scope, ListRequest.Text(http.Request.Query, "form"), ct);

    private static async Task<ViewOutcome> SendAsync(HttpContext http, DisclosureScope scope, InquiryBook book, CancellationToken ct)
    {
        if (scope.Caller.Context is null)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.InquiryBody, ct);
        if (body is null)
            return fault!;
        if (body.Children.Count is 0 or > MostChildren || body.Children.Distinct().Count() != body.Children.Count)
            return new ViewOutcome.Malformed("children", $"must hold 1 to {MostChildren} children, each once.");
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var child in body.Children)
        {
            var outcome = await book.SendAsync(scope.Caller, child, body.Form, body.DueOn, (sent, token) => RecordAsync(scope, sent, token), ct);
            if (outcome is InquiryOutcome.Invalid invalid)
                return new ViewOutcome.Malformed(invalid.Field, invalid.Message);
            json.WriteStartObject();
            json.WriteString("child", child);
            json.WriteString("inquiry", (outcome as InquiryOutcome.Done)?.Inquiry.Id.ToString("D"));
            json.WriteString("code", CodeOf(outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    /// <summary>Why a child was not asked about; null when it was.</summary>
    public static string? CodeOf(InquiryOutcome outcome) => outcome switch
    {
        InquiryOutcome.Done => null,
        InquiryOutcome.AlreadyAsked => "already-asked",
        InquiryOutcome.NoInstitution => "no-institution",
        _ => "not-found",
    };

    private static async Task<ViewOutcome> WithdrawAsync(HttpContext http, DisclosureScope scope, InquiryBook book, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.VersionBody, ct);
        if (body is null)
            return fault!;
        return Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id)
            ? Answer(scope, await book.WithdrawAsync(scope.Caller, id, body.Version, (inquiry, token) => RecordAsync(scope, inquiry, token), ct))
            : new ViewOutcome.NotFound();
    }

    private static async Task<ViewOutcome> AnswerAsync(HttpContext http, DisclosureScope scope, InquiryBook book, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.AnswersBody, ct);
        if (body is null)
            return fault!;
        if (body.Answers.DistinctBy(a => a.Question).Count() != body.Answers.Count)
            return new ViewOutcome.Malformed("answers", "holds a question twice.");
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id))
            return new ViewOutcome.NotFound();
        var request = new AnswerRequest(id, body.Version, body.Answers.ToDictionary(a => a.Question, a => a.Answer, StringComparer.Ordinal));
        return Answer(scope, await book.AnswerAsync(scope.Caller, request, (inquiry, token) => RecordAsync(scope, inquiry, token), ct));
    }

    private static ViewOutcome Answer(DisclosureScope scope, InquiryOutcome outcome)
    {
        switch (outcome)
        {
            case InquiryOutcome.Done done:
                Write(scope, done.Inquiry);
                return new ViewOutcome.Written();
            case InquiryOutcome.Unchanged same:
                scope.Row(same.Inquiry.Child);
                Write(scope, same.Inquiry);
                return new ViewOutcome.Written();
            case InquiryOutcome.Invalid invalid:
                return new ViewOutcome.Malformed(invalid.Field, invalid.Message);
            case InquiryOutcome.Conflict conflict:
                return new ViewOutcome.Conflict(conflict.Version);
            default:
                return new ViewOutcome.NotFound();
        }
    }

    private static Task RecordAsync(DisclosureScope scope, Inquiry inquiry, CancellationToken ct)
    {
        scope.Row(inquiry.Child);
        return scope.RecordAsync(ct);
    }

    private static void Write(DisclosureScope scope, Inquiry inquiry)
    {
        scope.Json.WriteStartObject();
        scope.Json.WriteString("inquiry", inquiry.Id);
        scope.Json.WriteString("state", inquiry.State);
        scope.Json.WriteNumber("version", inquiry.Version);
        scope.Json.WriteEndObject();
    }

    /// <summary>The basis is for those who ask: a school that reads it would read why.</summary>
    private static ViewOutcome WriteForms(DisclosureScope scope, InquiryForms forms)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var form in forms.All)
        {
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteString("id", form.Id);
            json.WriteString("ja", form.Ja);
            json.WriteString("en", form.En);
            json.WriteString("basis", scope.Caller.Institution is null ? form.Basis : null);
            json.WriteStartArray("questions");
            foreach (var question in form.Questions)
                Write(json, question);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteString("ja", question.Ja);
        json.WriteString("en", question.En);
        json.WriteString("kind", WordOf(question.Kind));
        json.WriteBoolean("required", question.Required);
        json.WriteStartArray("options");
        foreach (var option in question.Options)
        {
            json.WriteStartObject();
            json.WriteString("id", option.Id);
            json.WriteString("ja", option.Ja);
            json.WriteString("en", option.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteIf("from", question.Kind == QuestionKind.Scale, question.From);
        WriteIf("to", question.Kind == QuestionKind.Scale, question.To);
        WriteIf("longest", question.Kind == QuestionKind.Text, question.Longest);
        json.WriteEndObject();

        void WriteIf(string name, bool has, int number)
        {
            if (has)
                json.WriteNumber(name, number);
            else
                json.WriteNull(name);
        }
    }

    private static string WordOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Choice => "choice",
        QuestionKind.Scale => "scale",
        _ => "text",
    };
}
