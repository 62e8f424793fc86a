using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about sheets and inquiries.</summary>
internal static class SheetOperations
{
    private static readonly string[] Files = [SheetFiles.Xlsx, SheetFiles.Csv];
    private static readonly ProblemCode[] OfRun = [ProblemCode.OfRefusal(ViewRefusals.ContextRequired), ProblemCode.OfRefusal(ViewRefusals.ContextUnknown)];

    private static readonly ProblemCode[] OfFile =
    [
        ProblemCode.NotFound, ProblemCode.OfRefusal(SheetFault.Unreadable), ProblemCode.OfRefusal(SheetFault.TooLarge),
        ProblemCode.OfRefusal(SheetFault.ColumnsMissing), ProblemCode.StreamMoved,
    ];

    public static IReadOnlyList<DocumentedOperation> All =>
    [
        new(Operations.MakeNarrowingSheet, "makeNarrowingSheet", DocumentTags.Narrowing, "A sheet of candidates as a file", "絞り込みシートを出力する", SheetSchemas.Report)
        {
            Detail = "`Sheet-Id` names the sheet when it comes back, within 30 days; `Sheet-Sha256` is the digest that stands in the access log. The row key is sealed: rows cannot be added or moved to another sheet.",
            Status = StatusCodes.Status201Created,
            Body = SheetSchemas.NewNarrowingSheet,
            Files = Files,
            Problems = [.. OfRun, ProblemCode.OfRefusal(ViewRefusals.PredicateOnWithheld)],
        },
        new(Operations.TakeNarrowingSheet, "takeNarrowingSheet", DocumentTags.Narrowing, "Take a sheet of candidates back", "絞り込みシートを取り込む", SheetSchemas.Report)
        {
            Detail = "Each row on its own: what stands already is unchanged, what somebody else changed meanwhile is refused. At most 8 MiB and 10,000 rows.",
            Parameters = [Id("The sheet.")],
            FileBody = Files,
            Problems = [.. OfFile, OfRun[0]],
        },
        new(Operations.InquiryForms, "listInquiryForms", DocumentTags.Narrowing, "List the forms of questions to institutions", "照会の様式の一覧", SheetSchemas.Forms),
        new(Operations.Inquiries, "listInquiries", DocumentTags.Narrowing, "List what institutions were asked about candidates of the run", "照会の一覧", SheetSchemas.Inquiries)
        {
            Detail = "At most 1,000, newest first.",
            Parameters = [Form()],
            Problems = OfRun,
        },
        new(Operations.SendInquiries, "sendInquiries", DocumentTags.Narrowing, "Ask the institutions that candidates belong to", "照会する", SheetSchemas.Sent)
        {
            Detail = "The decision keeps the legal basis that the form names. Each child on its own; an institution that is asked already is not asked twice.",
            Body = SheetSchemas.NewInquiries,
            Problems = [OfRun[0], ProblemCode.StreamMoved],
        },
        new(Operations.WithdrawInquiry, "withdrawInquiry", DocumentTags.Narrowing, "Take an inquiry back", "照会を取り下げる", SheetSchemas.State)
        {
            Parameters = [Id("The inquiry.")],
            Body = SheetSchemas.Withdrawal,
            Problems = [ProblemCode.NotFound, ProblemCode.Conflict, ProblemCode.StreamMoved],
        },
        new(Operations.PupilSheets, "listPupilSheets", DocumentTags.Narrowing, "List the pupils about whom your institution is asked", "自機関の個人票の一覧", SheetSchemas.PupilSheets)
        {
            Detail = "By class and name; at most 1,000.",
            Parameters = [Form()],
        },
        new(Operations.AnswerInquiry, "answerPupilSheet", DocumentTags.Narrowing, "Answer a pupil sheet", "個人票に回答する", SheetSchemas.State)
        {
            Detail = "An answer may be corrected with the version that it has; the same once more changes nothing.",
            Parameters = [Id("The inquiry.")],
            Body = SheetSchemas.NewAnswers,
            Problems = [ProblemCode.NotFound, ProblemCode.Conflict, ProblemCode.StreamMoved],
        },
        new(Operations.MakePupilSheet, "makePupilSheet", DocumentTags.Narrowing, "A sheet of the pupils about whom your institution is asked", "個人票を出力する", SheetSchemas.Report)
        {
            Detail = "With drop-downs in XLSX; headers as for a sheet of candidates.",
            Status = StatusCodes.Status201Created,
            Body = SheetSchemas.NewPupilSheet,
            Files = Files,
        },
        new(Operations.TakePupilSheet, "takePupilSheet", DocumentTags.Narrowing, "Take a sheet of pupils back", "個人票を取り込む", SheetSchemas.Report)
        {
            Detail = "Each row on its own. At most 8 MiB and 10,000 rows.",
            Parameters = [Id("The sheet.")],
            FileBody = Files,
            Problems = OfFile,
        },
    ];

    private static OpenApiParameter Id(string description) => SharedParameters.Path("id", Shape.Uuid(), description);

    private static OpenApiParameter Form() => SharedParameters.Query("form", Shape.Text(), "Only this form. / 様式");
}
