using ChildLink.Api.Composition;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

namespace ChildLink.Api.Rest;

/// <summary>Sheets of candidates and of pupils: out as XLSX or CSV, and back row by row.</summary>
internal static class SheetEndpoints
{
    public static void MapSheets(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.MakeNarrowingSheet, http => answering.AnswerFileAsync(http, Operations.MakeNarrowingSheet, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.NarrowingSheetBody, ct);
            if (body is null)
                return (null, fault);
            return SheetFiles.FormatOf(body.Format) is { } format
                ? await municipality.NarrowingSheets.MakeAsync(scope, body.Rule, body.List, body.Status, format, ct)
                : (null, NoFormat());
        }));
        routes.Map(Operations.MakePupilSheet, http => answering.AnswerFileAsync(http, Operations.MakePupilSheet, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.PupilSheetBody, ct);
            if (body is null)
                return (null, fault);
            return SheetFiles.FormatOf(body.Format) is { } format
                ? await municipality.PupilSheets.MakeAsync(scope, body.Form, format, ct)
                : (null, NoFormat());
        }));
        routes.Map(Operations.TakeNarrowingSheet, http => answering.AnswerAsync(http, Operations.TakeNarrowingSheet, (scope, ct) => TakeAsync(
            http, scope,
            (sheet, file, token) => municipality.NarrowingSheets.TakeAsync(
                scope.Caller, sheet, file, (steps, t) => RecordAsync(scope, steps.Select(s => s.Child), t), token), ct)));
        routes.Map(Operations.TakePupilSheet, http => answering.AnswerAsync(http, Operations.TakePupilSheet, (scope, ct) => TakeAsync(
            http, scope,
            (sheet, file, token) => municipality.PupilSheets.TakeAsync(
                scope.Caller, sheet, file, (inquiries, t) => RecordAsync(scope, inquiries.Select(i => i.Child), t), token), ct)));
    }

    private static ViewOutcome.Malformed NoFormat() => new("format", "must be xlsx or csv.");

    private static Task RecordAsync(DisclosureScope scope, IEnumerable<Guid> children, CancellationToken ct)
    {
        foreach (var child in children)
            scope.Row(child);
        return scope.RecordAsync(ct);
    }

    private static async Task<ViewOutcome> TakeAsync(
        HttpContext http, DisclosureScope scope, Func<Guid, ReadOnlyMemory<byte>, CancellationToken, Task<(SheetReport? Report, ViewOutcome? Fault)>> take, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var sheet))
            return new ViewOutcome.NotFound();
        var (file, fault) = await SheetFiles.ReadAsync(http, ct);
        if (file is null)
            return fault!;
        var (report, refused) = await take(sheet, file, ct);
        if (report is null)
            return refused!;
        Write(scope, report);
        return new ViewOutcome.Written();
    }

    private static void Write(DisclosureScope scope, SheetReport report)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("sheet", report.Sheet);
        json.WriteNumber("written", report.Count(SheetRow.Written));
        json.WriteNumber("unchanged", report.Count(SheetRow.Unchanged));
        json.WriteNumber("refused", report.Count(SheetRow.Refused));
        json.WriteNumber("missing", report.Missing);
        json.WriteStartArray("rows");
        foreach (var row in report.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("row", row.Row);
            json.WriteString("result", row.Result);
            json.WriteString("code", row.Code);
            json.WriteString("message", row.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
