using ChildLink.Api.Rest;
using ChildLink.Casework.Inquiries;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Sheets, inquiries and pupil sheets.</summary>
internal static class SheetSchemas
{
    public const string Report = "SheetReport";
    public const string NewNarrowingSheet = "NewNarrowingSheet";
    public const string NewPupilSheet = "NewPupilSheet";
    public const string Forms = "InquiryFormList";
    public const string Inquiries = "InquiryList";
    public const string PupilSheets = "PupilSheetList";
    public const string NewInquiries = "NewInquiries";
    public const string Sent = "SentInquiryList";
    public const string Withdrawal = "InquiryVersion";
    public const string NewAnswers = "NewAnswers";
    public const string State = "InquiryState";

    private const string Form = "InquiryForm";
    private const string Inquiry = "Inquiry";
    private const string PupilSheet = "PupilSheet";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Report, Shape.Object(
            "What became of the rows of a sheet that came back. / 取込の結果",
            ("sheet", Shape.Uuid()), ("written", Shape.Count("Rows that stand now.")), ("unchanged", Shape.Count("Rows that say what stands.")),
            ("refused", Shape.Count("Rows that were not taken.")), ("missing", Shape.Count("Rows of the sheet that the file does not hold; nothing happens to them.")),
            ("rows", Shape.List(Shape.Object(
                null, ("row", Shape.Count("Number in the file; the heading is 1.")),
                ("result", Shape.Word(null, SheetRow.Written, SheetRow.Unchanged, SheetRow.Refused)),
                ("code", Shape.Word(
                    "Why it was refused; null otherwise.", SheetRow.KeyUnknown, SheetRow.KeyOfAnotherSheet, SheetRow.KeyExpired, SheetRow.RowTwice, SheetRow.Formula,
                    SheetRow.Invalid, SheetRow.Conflict, SheetRow.NotFound).Nullable()),
                ("message", Shape.Text("What would be right; never a cell.").OrNull())))))),
        new(NewNarrowingSheet, Described(BodySchema.Of(RequestJson.Default.NarrowingSheetBody), ("rule", "A narrowing rule of the city; left out: every candidate. / 絞り込みの方法"), ("list", "`highest` or `newest`. / 高い順・新しい順"), ("status", "Only candidates with this status. / 絞り込みの状況"))),
        new(NewPupilSheet, Described(BodySchema.Of(RequestJson.Default.PupilSheetBody), ("form", "A form of the city. / 様式"))),
        new(Form, Shape.Object(
            "Questions to an institution; data of the city. / 様式",
            ("id", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()), ("basis", Shape.Text("Legal basis; shown to those who ask.").OrNull()),
            ("questions", Shape.List(Shape.Object(
                null, ("id", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()), ("kind", Shape.Word(null, "choice", "scale", "text")), ("required", Shape.Flag()),
                ("options", Shape.List(Shape.Object(null, ("id", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text())))),
                ("from", Shape.Whole("Of a scale.").OrNull()), ("to", Shape.Whole("Of a scale.").OrNull()), ("longest", Shape.Whole("Of a text.").OrNull())))))),
        new(Forms, Shape.Items(Form)),
        new(Inquiry, ChildSchemas.Of(ChildDocument.Inquiry, "What an institution was asked about a child, and what it answered. / 照会")),
        new(Inquiries, Shape.Items(Inquiry, ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(PupilSheet, ChildSchemas.Of(ChildDocument.PupilSheet, "A pupil about whom the institution is asked. / 個人票")),
        new(PupilSheets, Shape.Items(PupilSheet, ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(NewInquiries, Described(
            BodySchema.Of(RequestJson.Default.InquiryBody), ("children", $"Candidates of the run, 1 to {InquiryEndpoints.MostChildren}, each once. / こども"),
            ("form", "A form of the city. / 様式"), ("dueOn", $"By when, at most {InquiryBook.MostDueDays} days ahead; left out: the form's days. / 回答期限"))),
        new(Sent, Shape.Object(
            "What became of each child, in order. / 照会の結果",
            ("items", Shape.List(Shape.Object(
                null, ("child", Shape.Uuid()), ("inquiry", Shape.Uuid("The inquiry that was sent; null where none was.").OrNull()),
                ("code", Shape.Word("Why none was sent; null where it was.", "already-asked", "no-institution", "not-found").Nullable())))))),
        new(Withdrawal, Described(BodySchema.Of(RequestJson.Default.VersionBody), ("version", "The version that you saw. / 版"))),
        new(NewAnswers, Described(BodySchema.Of(RequestJson.Default.AnswersBody), ("version", "The version that you saw. / 版"), ("answers", "Answers to the questions of the form: option, number or words. / 回答"))),
        new(State, Shape.Object(
            "Where an inquiry stands. / 照会の状態",
            ("inquiry", Shape.Uuid()), ("state", Shape.Word(null, "open", "answered", "withdrawn")), ("version", Shape.Count()))),
    ];

    /// <summary>The same words, or null.</summary>
    private static OpenApiSchema Nullable(this OpenApiSchema words)
    {
        words.Enum!.Add(System.Text.Json.Nodes.JsonNode.Parse("null")!);
        return words.OrNull();
    }

    private static OpenApiSchema Described(OpenApiSchema schema, params (string Property, string Description)[] terms)
    {
        foreach (var (property, description) in terms)
            schema.Describe(property, description);
        if (schema.Properties!.TryGetValue("format", out var format))
            ((OpenApiSchema)format).Enum = Shape.Word(null, "xlsx", "csv").Enum;
        return schema;
    }
}
