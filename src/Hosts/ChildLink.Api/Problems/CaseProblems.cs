using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;

namespace ChildLink.Api.Problems;

/// <summary>Problems of cases, hand-overs, conferences and grants.</summary>
public static class CaseProblems
{
    public static readonly ProblemCode AlreadyOpen = new("case-already-open", 409, "The child has an open case already.", "このこどもには対応中のケースがあります。");
    public static readonly ProblemCode NothingProposed = new(CaseOutcome.Codes.NothingProposed, 409, "No decision waits to be confirmed.", "確認待ちの決定案はありません。");
    public static readonly ProblemCode AlreadyProposed = new(CaseOutcome.Codes.AlreadyProposed, 409, "A decision waits to be confirmed or sent back first.", "確認待ちの決定案があります。先に確認または差し戻してください。");
    public static readonly ProblemCode NotDecided = new(CaseOutcome.Codes.NotDecided, 409, "First a decision for support or watching has to be confirmed.", "支援または経過観察の決定が先に必要です。");
    public static readonly ProblemCode NotFinished = new(CaseOutcome.Codes.NotFinished, 409, "The case does not stand so that it can be closed for this cause.", "この事由で終結できる状態ではありません。");
    public static readonly ProblemCode NotWaiting = new(CaseOutcome.Codes.NotWaiting, 409, "This hand-over does not wait for you.", "受領待ちの引継ぎではありません。");
    public static readonly ProblemCode AlreadyHanded = new(CaseOutcome.Codes.AlreadyHanded, 409, "A hand-over for this cause waits for receipt.", "同じ事由の引継ぎが受領待ちです。");
    public static readonly ProblemCode ConferenceOver = new(ConferenceOutcome.Over.Code, 409, "The conference was held or cancelled already.", "この会議は終了または中止されています。");

    public static readonly ProblemCode OutcomesRefused = new("outcomes-refused", 409, "The outcomes were not taken in; see the detail.", "支援結果を取り込めませんでした。詳細を確認してください。");

    public static readonly ProblemCode AlreadyGranted = new("already-granted", 409, "A grant of this item to this institution is in force or waits for a decision.", "この項目の個別提供は、この機関に対して有効または申請中です。");
    public static readonly ProblemCode GrantNotPossible = new("grant-not-possible", 409, "What was proposed is not possible any more.", "申請時の条件が満たされなくなったため、承認できません。");

    /// <summary>What a command in a case may answer.</summary>
    public static IReadOnlyList<ProblemCode> OfState { get; } = [NothingProposed, AlreadyProposed, NotDecided, NotFinished, NotWaiting, AlreadyHanded];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } = [AlreadyOpen, ConferenceOver, OutcomesRefused, AlreadyGranted, GrantNotPossible, .. OfState];
}
