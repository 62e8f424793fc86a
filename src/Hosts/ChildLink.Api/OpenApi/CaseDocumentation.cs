using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about cases, hand-overs and conferences.</summary>
internal static class CaseDocumentation
{
    private static readonly ProblemCode[] OfCommand = [ProblemCode.NotFound, ProblemCode.Conflict, ProblemCode.StreamMoved, ProblemCode.SamePerson, .. CaseProblems.OfState];
    private static readonly ProblemCode[] OfConference = [ProblemCode.NotFound, ProblemCode.Conflict, CaseProblems.ConferenceOver, ProblemCode.StreamMoved];
    private static readonly ProblemCode ContextRequired = ProblemCode.OfRefusal(ViewRefusals.ContextRequired);

    public static IReadOnlyList<DocumentedOperation> All => [.. Cases, .. Commands, .. Conferences];

    private static IReadOnlyList<DocumentedOperation> Cases =>
    [
        new(CaseOperations.Cases, "listCases", DocumentTags.Cases, "List the cases", "ケースの一覧", CaseSchemas.Page)
        {
            Detail = "Newest first. Derived values of every case; `child` where you work on the case under purpose and context.",
            Parameters =
            [
                Word("state", "Only this state.", "open", "decided", "supported", "closed"), Word("class", "Only this class.", "a", "b", "c", "d"),
                SharedParameters.Query("worker", Shape.Text(), "Only this worker (`sub`). / 担当"), SharedParameters.Query("institution", Shape.Text(), "Only this institution."),
                SharedParameters.Query("run", Shape.Uuid(), "Only cases found by this run."),
                SharedParameters.Switch("due", "Only those to be looked at again today or earlier. / 見直し時期"),
                SharedParameters.Switch("awaiting", "Only those whose decision waits for its second person. / 確認待ち"),
                SharedParameters.Size("size", 200, 50, "Rows of a page. / 件数"), SharedParameters.Cursor(),
            ],
        },
        new(CaseOperations.Open, "openCase", DocumentTags.Cases, "Open a case", "ケースを開始する", CaseSchemas.Case)
        {
            Detail = "Under `narrowing` for a candidate of the run that is the context, under `case-work` for a child by resident code. A child has one open case.",
            Status = StatusCodes.Status201Created,
            Body = CaseSchemas.NewCase,
            Problems = [ContextRequired, ProblemCode.NotFound, CaseProblems.AlreadyOpen, ProblemCode.StreamMoved],
        },
        new(CaseOperations.Case, "getCase", DocumentTags.Cases, "A case with its history, plan and hand-overs", "ケース", CaseSchemas.File)
        {
            Parameters = [Id("The case; it must be yours: the context, on the agenda of the context, or your own.")],
            Problems = [ProblemCode.NotFound],
        },
        new(CaseOperations.Statuses, "listCaseStatuses", DocumentTags.Cases, "The newest case of each candidate of a run", "候補者のケースの状況", CaseSchemas.Cases)
        {
            Detail = "The context names the run. Candidates without a case are not listed.",
            Problems = [ContextRequired],
        },
        new(CaseOperations.Menu, "getSupportMenu", DocumentTags.Cases, "Measures and outcomes of the city", "支援メニュー", CaseSchemas.Menu),
        new(CaseOperations.Measures, "listMeasures", DocumentTags.Cases, "List the measures that your institution is to carry out", "自機関が担う支援方策の一覧", CaseSchemas.Measures)
        {
            Detail = "Of plans in force, of children whom a share shows you; nothing else of the case. By class and name; at most 1,000.",
        },
        new(CaseOperations.HandOvers, "listHandOvers", DocumentTags.Cases, "Hand-overs that are due or wait for receipt", "引継ぎ待ちの一覧", CaseSchemas.Waiting)
        {
            Detail = "An institution sees what was handed over to it. What is due is found in the register as of today.",
        },
        new(CaseOperations.DeliverOutcomes, "deliverCaseOutcomes", DocumentTags.Cases, "Deliver statuses and outcomes as a data set", "支援結果をデータとして取り込む", CaseSchemas.Delivered)
        {
            Detail = "They come under the provision `casework-outcome`. Delivering again what did not change makes no event.",
            Problems = [ProblemCode.NotFound, CaseProblems.OutcomesRefused],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Commands =>
    [
        Command(CaseOperations.Propose, "proposeDecision", "Propose a decision", "決定案を出す", nameof(DecisionBody), "It counts when another person confirmed it."),
        Command(CaseOperations.Confirm, "confirmDecision", "Confirm the proposal of another person", "決定案を確認する", nameof(VersionBody)),
        Command(CaseOperations.SendBack, "sendBackDecision", "Send a proposal back", "決定案を差し戻す", nameof(SendBackBody)),
        Command(CaseOperations.Plan, "makeSupportPlan", "Make a support plan", "支援計画を立てる", nameof(PlanBody), "It replaces the one in force; the history keeps both."),
        Command(CaseOperations.Note, "addCaseNote", "Note what was seen", "見守りを記録する", nameof(NoteBody)),
        Command(CaseOperations.Outcome, "recordOutcome", "Record what came of the support", "支援の結果を記録する", nameof(OutcomeBody)),
        Command(CaseOperations.Close, "closeCase", "Close a case", "ケースを終結する", nameof(CloseBody)),
        Command(CaseOperations.HandOver, "handOverCase", "Hand a case over", "ケースを引き継ぐ", nameof(HandOverBody), "Until receipt the old holder stays responsible."),
        Command(CaseOperations.Withdraw, "withdrawHandOver", "Take a hand-over back", "引継ぎを取り消す", nameof(VersionBody)) with { Parameters = [Id("The case."), OfHandOver] },
        Command(CaseOperations.Receive, "receiveHandOver", "Give receipt for a hand-over", "引継ぎを受領する", nameof(ReceiptBody), "The receiver does it; for an office outside the worker notes how.")
            with { Parameters = [Id("The case."), OfHandOver], Answer = CaseSchemas.Receipt },
    ];

    private static IReadOnlyList<DocumentedOperation> Conferences =>
    [
        new(CaseOperations.Conferences, "listConferences", DocumentTags.Cases, "List the latest conferences", "個別支援会議の一覧", CaseSchemas.Conferences)
        {
            Detail = "At most 200, the latest first.",
            Parameters = [Word("state", "Only this state.", "planned", "held", "cancelled")],
        },
        new(CaseOperations.PlanConference, "planConference", DocumentTags.Cases, "Plan a conference", "個別支援会議を計画する", CaseSchemas.PlannedConference)
        {
            Detail = "Siblings stand together; children of protected households alone. Minutes of a first and of a later time are the city's.",
            Status = StatusCodes.Status201Created,
            Body = nameof(ConferenceBody),
        },
        new(CaseOperations.Conference, "getConference", DocumentTags.Cases, "A conference with its agenda", "個別支援会議", CaseSchemas.Conference)
        {
            Parameters = [Id("The conference.")],
            Problems = [ProblemCode.NotFound],
        },
        new(CaseOperations.Minutes, "recordMinutes", DocumentTags.Cases, "Record what was said about a household", "会議の内容を記録する", CaseSchemas.Conference)
        {
            Parameters = [Id("The conference.")],
            Body = nameof(MinutesBody),
            Problems = OfConference,
        },
        new(CaseOperations.EndConference, "endConference", DocumentTags.Cases, "Say that a conference was held, or cancel it", "会議を終了・中止する", CaseSchemas.Conference)
        {
            Parameters = [Id("The conference.")],
            Body = nameof(EndConferenceBody),
            Problems = OfConference,
        },
        new(CaseOperations.Pack, "getConferencePack", DocumentTags.Cases, "The pack of a conference, to print", "個別支援会議資料", CaseSchemas.Pack)
        {
            Detail = "HTML for A4 without script; expiry, caller and number of the access-log entry stand on each page. The context names the conference.",
            Files = ["text/html"],
            Parameters = [Id("The conference.")],
            Problems = [ContextRequired, ProblemCode.NotFound],
        },
    ];

    private static OpenApiParameter OfHandOver => SharedParameters.Path("handOver", Shape.Uuid(), "The hand-over.");

    private static DocumentedOperation Command(Operation operation, string id, string english, string japanese, string body, string? detail = null) =>
        new(operation, id, DocumentTags.Cases, english, japanese, CaseSchemas.Case)
        {
            Detail = detail,
            Parameters = [Id("The case.")],
            Body = body,
            Problems = OfCommand,
        };

    private static OpenApiParameter Word(string name, string description, params string[] words) => SharedParameters.Query(name, Shape.Word(null, words), description);

    private static OpenApiParameter Id(string description) => SharedParameters.Path("id", Shape.Uuid(), description);
}
