using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>What the document says about the operations on who may act.</summary>
internal static class DocumentedAccess
{
    private static readonly ProblemCode[] OfDecision = [ProblemCode.NotFound, ProblemCode.AssignmentDecided, ProblemCode.SamePerson, ProblemCode.StreamMoved];

    public static IReadOnlyList<DocumentedOperation> All => [.. Single, .. Batches, .. Conflicts, .. EmergencySchemas.Operated];

    private static IReadOnlyList<DocumentedOperation> Single =>
    [
        new(Operations.Assignments, "listAssignments", DocumentTags.Assignments, "List the assignments", "権限付与の一覧", AssignmentSchemas.Assignments) { Detail = "At most 1,000, newest first, also proposed, refused and past ones." },
        new(Operations.AddAssignment, "addAssignment", DocumentTags.Assignments, "Propose a role for a person", "権限付与を申請する", AssignmentSchemas.Assignment)
        {
            Detail = "Nothing is in force before another person approves. Refused are: a period that overlaps an assignment of the same person, role and institution; the roles steward and privacy officer side by side; an id that looks like somebody else's. The very id of somebody under another issuer is proposed, and approved with `sameSubject`.",
            Status = StatusCodes.Status201Created,
            Body = AssignmentSchemas.NewAssignment,
            Problems = [ProblemCode.StreamMoved],
        },
        new(Operations.ApproveAssignment, "approveAssignment", DocumentTags.Assignments, "Approve a proposal of another person", "権限付与を承認する", AssignmentSchemas.Assignment)
        {
            Detail = "A steward or privacy officer who neither proposed nor receives it.",
            Parameters = [Id("The proposal."), SameSubject()],
            Problems = OfDecision,
        },
        new(Operations.RefuseAssignment, "refuseAssignment", DocumentTags.Assignments, "Refuse a proposal of another person", "権限付与を却下する", AssignmentSchemas.Assignment)
        {
            Parameters = [Id("The proposal.")],
            Body = AssignmentSchemas.Reason,
            Problems = OfDecision,
        },
        new(Operations.WithdrawAssignment, "withdrawAssignment", DocumentTags.Assignments, "Take your own proposal back", "権限付与の申請を取り下げる", AssignmentSchemas.Assignment)
        {
            Parameters = [Id("The proposal.")],
            Problems = [ProblemCode.NotFound, ProblemCode.AssignmentDecided, ProblemCode.StreamMoved],
        },
        new(Operations.EndAssignment, "endAssignment", DocumentTags.Assignments, "End an assignment now", "権限付与を終了する", AssignmentSchemas.EndedAssignment)
        {
            Parameters = [Id("The assignment.")],
            Problems = [ProblemCode.NotFound, ProblemCode.StreamMoved],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Batches =>
    [
        new(Operations.AssignmentBatches, "listAssignmentBatches", DocumentTags.Assignments, "List the lists of changes", "権限の一括変更の一覧", AssignmentSchemas.Batches) { Detail = "The latest 100, newest first." },
        new(Operations.AssignmentBatch, "getAssignmentBatch", DocumentTags.Assignments, "A list of changes with what it proposes and ends", "権限の一括変更", AssignmentSchemas.BatchDetail)
        {
            Parameters = [Id("The list.")],
            Problems = [ProblemCode.NotFound],
        },
        new(Operations.PreviewAssignmentBatch, "previewAssignmentBatch", DocumentTags.Assignments, "Foresee what a list of changes comes to", "一括変更の事前確認", AssignmentSchemas.Preview)
        {
            Detail = "Writes nothing.",
            Body = AssignmentSchemas.NewBatch,
        },
        new(Operations.ProposeAssignmentBatch, "proposeAssignmentBatch", DocumentTags.Assignments, "Propose a list of changes", "一括変更を申請する", AssignmentSchemas.Proposed)
        {
            Detail = "All of it or, with a fault in any row, nothing: the problem names the first one. Repeating a list changes nothing.",
            Status = StatusCodes.Status201Created,
            Body = AssignmentSchemas.NewBatch,
            Problems = [ProblemCode.StreamMoved],
        },
        new(Operations.ApproveAssignmentBatch, "approveAssignmentBatch", DocumentTags.Assignments, "Approve a list of changes of another person", "一括変更を承認する", AssignmentSchemas.Batch)
        {
            Parameters = [Id("The list."), SameSubject()],
            Problems = OfDecision,
        },
        new(Operations.RefuseAssignmentBatch, "refuseAssignmentBatch", DocumentTags.Assignments, "Refuse a list of changes of another person", "一括変更を却下する", AssignmentSchemas.Batch)
        {
            Parameters = [Id("The list.")],
            Body = AssignmentSchemas.Reason,
            Problems = OfDecision,
        },
        new(Operations.WithdrawAssignmentBatch, "withdrawAssignmentBatch", DocumentTags.Assignments, "Take your own list of changes back", "一括変更の申請を取り下げる", AssignmentSchemas.Batch)
        {
            Parameters = [Id("The list.")],
            Problems = [ProblemCode.NotFound, ProblemCode.AssignmentDecided, ProblemCode.StreamMoved],
        },
    ];

    private static IReadOnlyList<DocumentedOperation> Conflicts =>
    [
        new(Operations.Conflicts, "listConflicts", DocumentTags.Assignments, "List conflicts of interest", "利益相反の申告の一覧", AssignmentSchemas.Conflicts)
        {
            Detail = "Your own; all of them under `steering` and `audit`, with the child by its id alone.",
        },
        new(Operations.DeclareConflict, "declareConflict", DocumentTags.Assignments, "Declare a conflict of interest", "利益相反を申告する", AssignmentSchemas.Conflict)
        {
            Detail = "From the next request on the child, or everybody who lives with it, is not there for the person: in lists, counts, exports and commands alike.",
            Status = StatusCodes.Status201Created,
            Body = AssignmentSchemas.NewConflict,
            Problems = [ProblemCode.StreamMoved],
        },
        new(Operations.EndConflict, "endConflict", DocumentTags.Assignments, "End a declaration about another person", "利益相反の申告を終了する", AssignmentSchemas.Conflict)
        {
            Parameters = [Id("The declaration.")],
            Problems = [ProblemCode.NotFound, ProblemCode.StreamMoved],
        },
        new(Operations.Status, "getSystemStatus", DocumentTags.Oversight, "How the whole stands, in counts", "稼働状況(件数)", AssignmentSchemas.Status)
        {
            Detail = "All that a program without a person behind it, or a system operator, sees.",
        },
    ];

    private static OpenApiParameter SameSubject() => SharedParameters.Switch(
        "sameSubject", "Confirms that an id which is known from another issuer names the same person; without it such an assignment is not approved. / 別の発行者で登録済みのIDが同じ人であることの確認");

    private static OpenApiParameter Id(string description) => SharedParameters.Path("id", Shape.Uuid(), description);
}
