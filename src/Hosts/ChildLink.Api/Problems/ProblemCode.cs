using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Screening.Training;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

namespace ChildLink.Api.Problems;

/// <summary>A stable code with its status and its text in both languages. The one table of every problem the doors answer.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="English">Title in English.</param>
/// <param name="Japanese">Title in Japanese.</param>
public sealed record ProblemCode(string Code, int Status, string English, string Japanese)
{
    public static readonly ProblemCode NotFound = new("not-found", 404, "There is nothing here for you.", "該当するものがないか、閲覧できません。");
    public static readonly ProblemCode Malformed = new("request-malformed", 400, "The request is malformed.", "リクエストの形式が正しくありません。");
    public static readonly ProblemCode BodyTooLarge = new("body-too-large", 413, "The body is too large.", "本文が大きすぎます。");
    public static readonly ProblemCode BodyTooSlow = new("body-too-slow", 408, "The body took too long to arrive.", "本文の受信に時間がかかりすぎました。");
    public static readonly ProblemCode PurposeRequired = new("purpose-required", 400, "The header Purpose-Of-Use must name the purpose of use.", "利用目的をPurpose-Of-Useヘッダーで示してください。");
    public static readonly ProblemCode OperationNotAllowed = new("operation-not-allowed", 403, "Your role and purpose do not include this operation.", "この役割と利用目的では行えない操作です。");
    public static readonly ProblemCode ContextMismatch = new("context-mismatch", 403, "The context is not the run that was asked for.", "Purpose-Contextの判定が要求と異なります。");
    public static readonly ProblemCode AlreadyShared = new("already-shared", 409, "A share with this institution is in force.", "この機関への提供は既に有効です。");
    public static readonly ProblemCode Conflict = new("conflict", 409, "Somebody else changed this meanwhile; look at the present version and decide anew.", "ほかの人が先に変更しました。現在の版を確認してからやり直してください。");
    public static readonly ProblemCode RunNotShareable = new("run-not-shareable", 409, "The run's model uses items from the label's own registers; its results cannot be shared.", "この判定のモデルは教師データと同じ台帳の項目を用いているため、結果を提供できません。");
    public static readonly ProblemCode AssignmentDecided = new("assignment-decided", 409, "Somebody decided on this before.", "この申請は既に決定済みです。");
    public static readonly ProblemCode EmergencyOpen = new("emergency-open", 409, "An emergency of yours is open: end that one first.", "既に緊急閲覧中です。先に終了してください。");
    public static readonly ProblemCode EmergencyReviewed = new("emergency-reviewed", 409, "This emergency was reviewed already.", "この緊急閲覧は点検済みです。");
    public static readonly ProblemCode PersonRequired = new("person-required", 403, "People do this themselves, through no program.", "本人が直接行う必要があります。");
    public static readonly ProblemCode SamePerson = new("same-person", 403, "Whoever proposed this or receives something by it cannot decide on it.", "申請した本人・付与を受ける本人は決定できません。");
    public static readonly ProblemCode RunFrozen = new("run-frozen", 409, "Sharing of this run was stopped.", "この判定の提供は凍結されています。");
    public static readonly ProblemCode TrainingInProgress = new("training-in-progress", 409, "A model is being trained; try again when it is done.", "モデルを学習中です。終了後に再度お試しください。");
    public static readonly ProblemCode NoRegister = new(TrainingOutcomeOfPlan.NothingToLearnFrom.NoRegister, 409, "There is no resident register that may be used for screening.", "判定に利用できる住民記録がありません。");
    public static readonly ProblemCode NoChildren = new(TrainingOutcomeOfPlan.NothingToLearnFrom.NoChildren, 409, "By the register no child of the plan's ages lives in the city on the day.", "その日に対象年齢のこどもが住民記録にいません。");
    public static readonly ProblemCode LabelsClosed = new(TrainingOutcomeOfPlan.NothingToLearnFrom.LabelsClosed, 409, "A register of the label may not be read for screening now.", "教師データの台帳を判定の目的で利用できません。");
    public static readonly ProblemCode LabelsMissing = new(TrainingOutcomeOfPlan.NothingToLearnFrom.LabelsMissing, 409, "A register of the label holds no record at all; import it first.", "教師データの台帳に記録が1件もありません。先に取り込んでください。");
    public static readonly ProblemCode AnswerTooLarge = new("answer-too-large", 413, "The answer is too large; ask for fewer rows.", "応答が大きすぎます。件数を減らしてください。");
    public static readonly ProblemCode DatabaseUnavailable = new("database-unavailable", 503, "The database cannot be reached now. Try again shortly.", "データベースに接続できません。しばらくしてから再度お試しください。");
    public static readonly ProblemCode LogUnavailable = new(DisclosureLogUnavailableException.Code, 503, "The access log cannot be written now, so nothing is shown. Try again shortly.", "閲覧記録を残せないため表示できません。しばらくしてから再度お試しください。");
    public static readonly ProblemCode StreamMoved = new("stream-moved", 409, "Somebody else changed this at the same time. Read again and decide anew.", "同時に変更されました。読み直してからやり直してください。");
    public static readonly ProblemCode PolicyNotAdopted = new("policy-not-adopted", 503, "No policy of this municipality was adopted yet: a steward and a privacy officer must do so.", "この自治体のポリシーはまだ採択されていません。総括管理主体と個人情報保護担当による採択が必要です。");
    public static readonly ProblemCode PolicyBehind = new("policy-behind", 503, "A newer policy was adopted and this node has not loaded it yet. Try again shortly.", "新しいポリシーが採択されましたが、このノードにはまだ反映されていません。しばらくしてから再度お試しください。");
    public static readonly ProblemCode PolicyChanged = new("policy-changed", 409, "The files on disk are not those of this hash. Look at the difference again.", "ディスク上のポリシーがこのハッシュのものと異なります。差分を確認し直してください。");
    public static readonly ProblemCode PolicyAlreadyAdopted = new("policy-already-adopted", 409, "This proposal was adopted already.", "この提案は採択済みです。");
    public static readonly ProblemCode Internal = new("internal-error", 500, "Something went wrong inside. The request id helps to find it.", "内部エラーが発生しました。リクエストIDをお知らせください。");

    private static readonly ProblemCode[] Refusals =
    [
        OperationNotAllowed, ContextMismatch, AssignmentDecided, SamePerson, EmergencyOpen, EmergencyReviewed, PersonRequired, AlreadyShared, RunNotShareable, RunFrozen, TrainingInProgress, NoRegister, NoChildren, LabelsClosed, LabelsMissing,
        PolicyChanged, PolicyAlreadyAdopted,
        new(Admission.Codes.NotAssigned, 403, "You have no assignment for this purpose.", "この利用目的の権限が付与されていません。"),
        new(Admission.Codes.ClientNotAssigned, 403, "The program through which you act is not assigned for that.", "経由しているシステムに権限が付与されていません。"),
        new(Admission.Codes.RoleAmbiguous, 403, "Several of your roles fit; a token that names one role is needed.", "該当する役割が複数あります。役割を一つに限るトークンが必要です。"),
        new(Admission.Codes.InstitutionAmbiguous, 403, "Several of your institutions fit; a token that names one is needed.", "該当する所属が複数あります。所属を一つに限るトークンが必要です。"),
        new(Admission.Codes.PurposeNotAllowed, 403, "Your role may not declare this purpose.", "この役割では宣言できない利用目的です。"),
        new(Admission.Codes.MultiFactorRequired, 403, "This role needs multi-factor authentication.", "この役割には多要素認証が必要です。"),
        new(Admission.Codes.InstitutionRequired, 403, "This role needs an institution.", "この役割には所属機関が必要です。"),
        new(Admission.Codes.ContextNotAllowed, 403, "This purpose takes no such context.", "この利用目的では使えないPurpose-Contextです。"),
        new(SheetFault.Unreadable, 400, "The file is neither an XLSX nor a CSV file that can be read.", "XLSXまたはCSVとして読み取れないファイルです。"),
        new(SheetFault.TooLarge, 413, "The file has more rows, or more bytes when it is unpacked, than a sheet can have.", "シートの行数または展開後の大きさが上限を超えています。"),
        new(SheetFault.ColumnsMissing, 400, "A heading of the sheet is missing or stands twice.", "シートの見出しが足りないか、重複しています。"),
        new(ViewRefusals.ContextRequired, 403, "This purpose must name its context in Purpose-Context.", "この利用目的ではPurpose-Contextが必要です。"),
        new(ViewRefusals.ContextUnknown, 403, "The context is not yours.", "Purpose-Contextが正しくありません。"),
        new(ViewRefusals.ShowsNoChildren, 403, "This purpose shows no children.", "この利用目的ではこどもの情報は表示できません。"),
        new(ViewRefusals.PredicateOnWithheld, 403, "A filter or order on a field you may not see would tell its value.", "閲覧できない項目での絞り込み・並べ替えはできません。"),
    ];

    /// <summary>The problem of a request that the server below refused while it was read.</summary>
    /// <param name="status">Status that it would have answered.</param>
    internal static ProblemCode OfBadRequest(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status408RequestTimeout => BodyTooSlow,
        _ => Malformed,
    };

    /// <summary>The problem of a refusal by admission or by a view.</summary>
    public static ProblemCode OfRefusal(string code) =>
        Array.Find(Refusals, p => p.Code == code) ?? CaseProblems.All.FirstOrDefault(p => p.Code == code) ?? throw new ArgumentException($"No text for the refusal '{code}'.", nameof(code));
}
