using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about every operation.</summary>
internal static class DocumentedOperations
{
    private static readonly ProblemCode[] OfChildren =
    [
        ProblemCode.OfRefusal(ViewRefusals.ContextRequired), ProblemCode.OfRefusal(ViewRefusals.ContextUnknown), ProblemCode.OfRefusal(ViewRefusals.ShowsNoChildren),
    ];

    private static readonly ProblemCode[] OfOneChild = [.. OfChildren, ProblemCode.NotFound];
    private static readonly ProblemCode[] OfList = [.. OfChildren, ProblemCode.OfRefusal(ViewRefusals.PredicateOnWithheld)];
    private static readonly ProblemCode[] OfShares = [ProblemCode.OfRefusal(ViewRefusals.ContextRequired)];

    public static IReadOnlyList<DocumentedOperation> All => [.. Looking, .. NarrowingOperations.All, .. Data, .. Deciding, .. CaseDocumentation.All, .. GrantDocumentation.Operated, .. DocumentedAccess.All, .. Oversight, .. Policy];

    private static IReadOnlyList<DocumentedOperation> Looking =>
    [
        new(Operations.Me, "getMe", DocumentTags.Me, "Who you are and which purposes you may declare", "自分の権限と宣言できる利用目的", OversightSchemas.Me),
        new(Operations.Children, "listChildren", DocumentTags.Children, "List the children of your scope", "閲覧範囲のこどもの一覧", ChildSchemas.Page)
        {
            Detail = "Rows and properties follow role, purpose and context. A filter or order may use only what you see in clear in every row.",
            Parameters = ListParameters.Children,
            Problems = OfList,
        },
        new(Operations.Search, "searchChildren", DocumentTags.Children, "Search the children of your scope by kana", "氏名カナによる検索", ChildSchemas.Page)
        {
            Detail = "Words that name a person travel in the body only. Rows and properties are those of the list.",
            Body = ChildSchemas.NewSearch,
            Problems = OfList,
        },
        new(Operations.Classes, "listClasses", DocumentTags.Children, "How many children of your scope stand in each class", "学校・学級ごとの人数", ChildSchemas.Classes)
        {
            Detail = "Grouped by what you see: a school or class that you do not see is null.",
            Problems = OfChildren,
        },
        OneChild(Operations.Household, "getHousehold", "Who lives with a child, and the households before", "こどもの世帯", ChildSchemas.Household),
        OneChild(Operations.Enrolments, "getEnrolments", "Where a child went to school in which year", "こどもの在籍の履歴", ChildSchemas.Enrolments),
        OneChild(Operations.Child, "getChild", "A child's card", "こども台帳", ChildSchemas.Card),
        OneChild(Operations.Result, "getChildResult", "What a run said about a child", "こどもの判定結果", ChildSchemas.Result),
        OneChild(Operations.Factors, "getChildFactors", "The factors of a child's result", "こどもの判定の要因", ChildSchemas.Factors),
        new(Operations.Runs, "listScreeningRuns", DocumentTags.Screening, "List the latest screening runs", "判定の一覧", DataSchemas.Runs) { Detail = "At most 200, newest first." },
        new(Operations.Run, "getScreeningRun", DocumentTags.Screening, "A screening run", "判定", DataSchemas.Run)
        {
            Parameters = [Id("The run.")],
            Problems = [ProblemCode.NotFound],
        },
        new(Operations.Differences, "compareScreeningRuns", DocumentTags.Screening, "Who entered and who left the candidates since an earlier run, and why", "判定の差分", ChildSchemas.Differences)
        {
            Detail = "The context must name the later run; both are runs of one plan. Those who entered come first.",
            Parameters = [Id("The later run."), .. ListParameters.Differences],
            Problems = [.. OfChildren, ProblemCode.ContextMismatch, ProblemCode.NotFound],
        },
        new(Operations.Candidates, "listCandidates", DocumentTags.Screening, "List the candidates of a run", "判定の候補者の一覧", ChildSchemas.Page)
        {
            Detail = "The context must name the same run.",
            Parameters = [Id("The run."), .. ListParameters.Candidates],
            Problems = [.. OfList, ProblemCode.ContextMismatch, ProblemCode.NotFound],
        },
        new(Operations.Models, "listModels", DocumentTags.Screening, "List the latest trainings", "学習したモデルの一覧", ModelSchemas.Models) { Detail = "At most 200, newest first." },
        new(Operations.Model, "getModel", DocumentTags.Screening, "A training with its evaluation and lineage", "学習したモデルの評価と項目の由来", ModelSchemas.Model)
        {
            Parameters = [Id("The training.")],
            Problems = [ProblemCode.NotFound],
        },
        new(Operations.TrainModel, "trainModel", DocumentTags.Screening, "Train the model of a plan", "モデルを学習する", ModelSchemas.Model)
        {
            Detail = "Answers when the training is done. A training without enough labels is stored too: `status` says so, and how many are missing.",
            Status = StatusCodes.Status201Created,
            Body = ModelSchemas.NewModel,
            Problems = [ProblemCode.TrainingInProgress, ProblemCode.NoRegister, ProblemCode.NoChildren, ProblemCode.LabelsClosed, ProblemCode.LabelsMissing, ProblemCode.StreamMoved],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Data =>
    [
        new(Operations.Provisions, "listProvisions", DocumentTags.Data, "List the provisions", "データ提供の一覧", DataSchemas.Provisions) { Detail = "A holder sees its own." },
        new(Operations.Deliveries, "listDeliveries", DocumentTags.Data, "List what was delivered", "提供されたファイルの一覧", DataSchemas.Deliveries)
        {
            Detail = ListParameters.DeliveryPages,
            Parameters = [SharedParameters.Cursor()],
        },
        new(Operations.Findings, "listFindings", DocumentTags.Data, "List what was found in a delivery", "ファイルの所見の一覧", DataSchemas.Findings)
        {
            Detail = ListParameters.FindingPages,
            Parameters = [Id("The delivery."), SharedParameters.Cursor()],
            Problems = [ProblemCode.NotFound],
        },
        new(Operations.ReleaseDelivery, "releaseDelivery", DocumentTags.Data, "Let a held full extract in", "保留した全件ファイルを認める", DataSchemas.ReleasedDelivery)
        {
            Detail = "More than 5 % of its records were no longer in it, and nothing of it was stored. It is taken when the same file is imported again. To let it be, do nothing.",
            Parameters = [Id("The held delivery.")],
            Problems = [ProblemCode.NotFound],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Deciding =>
    [
        new(Operations.Shares, "listShares", DocumentTags.Shares, "List the shares of a run", "判定の提供の一覧", DecisionSchemas.Shares)
        {
            Detail = "The context names the run. The latest 1,000 shares are looked at, newest first.",
            Problems = OfShares,
        },
        new(Operations.CreateShare, "createShare", DocumentTags.Shares, "Share a candidate's result with an institution", "判定結果を活用主体へ提供する", DecisionSchemas.Share)
        {
            Detail = "The context names the run. Without a share a child looks to an institution exactly like a child without a result.",
            Status = StatusCodes.Status201Created,
            Body = DecisionSchemas.NewShare,
            Problems = [.. OfShares, ProblemCode.NotFound, ProblemCode.AlreadyShared, ProblemCode.RunNotShareable, ProblemCode.RunFrozen, ProblemCode.StreamMoved],
        },
        new(Operations.EndShare, "endShare", DocumentTags.Shares, "End a share now", "提供を終了する", DecisionSchemas.Share)
        {
            Parameters = [Id("The share.")],
            Problems = [ProblemCode.NotFound, ProblemCode.StreamMoved],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Oversight =>
    [
        new(Operations.AccessLog, "listAccessLog", DocumentTags.Oversight, "Search the access log", "閲覧記録の検索", OversightSchemas.LogPage)
        {
            Detail = "Newest first.",
            Parameters = ListParameters.AccessLog,
        },
        new(Operations.AccessLogEntry, "getAccessLogEntry", DocumentTags.Oversight, "An entry of the access log", "閲覧記録", OversightSchemas.LogEntry)
        {
            Parameters =
            [
                SharedParameters.Path("sequence", Shape.Count(), "Place in the log, from 0."),
                SharedParameters.Switch("proof", "Whether to prove that the entry stands under a signed checkpoint. / 包含証明"),
            ],
            Problems = [ProblemCode.NotFound],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Policy =>
    [
        new(Operations.PolicyDecision, "getPolicyDecision", DocumentTags.Policy, "Why a field is shown or withheld to you", "項目の開示・非開示の理由", PolicySchemas.Decision)
        {
            Detail = "Product fields (`child.name`) and data items of provisions (`epds.total`) alike. An unknown name is withheld as not catalogued.",
            Parameters = [SharedParameters.Path("field", Shape.Text(), "The field or data item.")],
        },
        new(Operations.PolicyWarnings, "listPolicyWarnings", DocumentTags.Policy, "Which legal bases end soon or have ended", "根拠の終了の予告", PolicySchemas.Warnings)
        {
            Detail = "From 90 days before an end on, the nearest first.",
        },
        new(Operations.PolicyBundles, "listPolicyBundles", DocumentTags.Policy, "Policies that were proposed and adopted", "ポリシーの提案と採択の一覧", PolicySchemas.Bundles) { Detail = "At most 200, newest first." },
        new(Operations.ProposePolicy, "proposePolicy", DocumentTags.Policy, "Propose the policy files of this node", "ポリシーを提案する", PolicySchemas.Proposal)
        {
            Detail = "A steward or a privacy officer proposes; a person of the other role adopts.",
            Status = StatusCodes.Status201Created,
            Body = PolicySchemas.NewProposal,
            Problems = [ProblemCode.PolicyChanged],
        },
        new(Operations.AdoptPolicy, "adoptPolicy", DocumentTags.Policy, "Adopt a proposed policy", "ポリシーを採択する", PolicySchemas.Proposal)
        {
            Detail = "From then on no node serves another policy: one that is behind answers `policy-behind` until it has loaded it.",
            Parameters = [Id("The proposal.")],
            Body = PolicySchemas.NewProposal,
            Problems = [ProblemCode.NotFound, ProblemCode.PolicyAlreadyAdopted, ProblemCode.StreamMoved],
        },
        new(Operations.WithdrawPolicy, "withdrawPolicy", DocumentTags.Policy, "Take your own proposed policy back", "ポリシーの提案を取り下げる", PolicySchemas.Proposal)
        {
            Detail = "Nobody can adopt it any more; the same files may be proposed again.",
            Parameters = [Id("The proposal.")],
            Problems = [ProblemCode.NotFound, ProblemCode.PolicyAlreadyAdopted, ProblemCode.StreamMoved],
        },
        new(Operations.LegalBasisAid, "getLegalBasisAid", DocumentTags.Policy, "Which pattern of legal basis can carry an item", "三類型の検討", PolicySchemas.Aid)
        {
            Parameters =
            [
                SharedParameters.Query("item", Shape.Text(), "A data item of the provisions; required."),
                SharedParameters.Query("purpose", Shape.Text(), "A purpose; required."),
                SharedParameters.Query("recipient", Shape.Text(), "A department; without it the recipient of each provision."),
            ],
        },
    ];

    private static DocumentedOperation OneChild(Operation operation, string id, string english, string japanese, string answer) =>
        new(operation, id, DocumentTags.Children, english, japanese, answer)
        {
            Parameters = [SharedParameters.Path("id", Shape.Text(), "The child by the identity you were given: an id or a pseudonym.")],
            Problems = OfOneChild,
        };

    private static OpenApiParameter Id(string description) => SharedParameters.Path("id", Shape.Uuid(), description);
}
