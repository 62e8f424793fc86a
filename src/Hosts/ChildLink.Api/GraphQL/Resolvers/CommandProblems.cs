using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Problems of commands that REST does not have; they stand in payloads only.</summary>
internal static class CommandProblems
{
    public static readonly ProblemCode JobRunning = new("job-running", 409, "Other work is running here; try again when it is done.", "別の処理が実行中です。終了後に再度お試しください。");
    public static readonly ProblemCode RecordsRefused = new("records-refused", 409, "The submission was refused whole; nothing was stored.", "提出全体が受け付けられませんでした。何も保存していません。");
    public static readonly ProblemCode ClientKeyReused = new("client-key-reused", 409, "The client key came before with other rows.", "このclientKeyは別の内容で使用済みです。");
}
