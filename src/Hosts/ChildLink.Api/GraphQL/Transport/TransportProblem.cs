using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Transport;

/// <summary>Problems that only the GraphQL door answers; all others are those of REST.</summary>
internal static class TransportProblem
{
    public static readonly ProblemCode MethodNotAllowed = new("method-not-allowed", 405, "This operation needs another method.", "このメソッドでは行えない操作です。");
    public static readonly ProblemCode NotAcceptable = new("not-acceptable", 406, "No media type of the header Accept can be answered.", "Acceptヘッダーの形式では応答できません。");
    public static readonly ProblemCode MediaTypeUnsupported = new("media-type-unsupported", 415, "The body must be application/json in UTF-8, not encoded.", "本文はUTF-8のapplication/jsonとしてください。");
    public static readonly ProblemCode StreamRequired = new("stream-required", 400, "A subscription needs text/event-stream or a WebSocket.", "サブスクリプションにはtext/event-streamまたはWebSocketが必要です。");
    public static readonly ProblemCode TooManySubscriptions = new("too-many-subscriptions", 429, "Too many operations are open; end one first.", "同時に実行できる数を超えています。");
    public static readonly ProblemCode RightsChanged = new("rights-changed", 403, "The assignment under which this was opened is not the one in force; open it anew.", "開始時の権限が変わりました。もう一度開始してください。");
    public static readonly ProblemCode AnswerTooSlow = new("answer-too-slow", 503, "The answer took too long; ask for less.", "応答に時間がかかりすぎました。条件を絞ってください。");
    public static readonly ProblemCode CommandNotBegun = new("answer-too-slow", 503, "This command was not begun: those before it took too long. Send it again.", "先行する処理に時間がかかったため、この処理は開始していません。もう一度送信してください。");
    public static readonly ProblemCode DocumentInvalid = new("document-invalid", 400, "The document cannot be executed.", "このドキュメントは実行できません。");
    public static readonly ProblemCode DocumentNotTrusted = new("document-not-trusted", 400, "Only documents that were registered are executed, by documentId.", "登録済みのドキュメントのみ、documentIdで実行できます。");
}
