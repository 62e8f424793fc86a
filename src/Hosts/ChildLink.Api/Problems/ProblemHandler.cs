using System.Data.Common;
using ChildLink.Api.Rest;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Gateway;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace ChildLink.Api.Problems;

/// <summary>Answers what could not be foreseen. Cause and text stay apart: the log gets type and code, the client the problem.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    /// <summary>SQLSTATE classes of a server that is away, full or starting; everything else is our fault.</summary>
    private static readonly string[] Away = ["08", "53", "57", "58"];

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        if (httpContext.Response.HasStarted)
            return false;
        var problem = ProblemOf(exception);
        var requestId = httpContext.Items[Answering.RequestIdHeader]?.ToString() ?? "";
        if (requestId.Length > 0)
            httpContext.Response.Headers[Answering.RequestIdHeader] = requestId;
        Failed(logger, problem.Code, exception.GetType().Name, (exception as DbException)?.SqlState ?? "", requestId);
        await ProblemWriter.WriteAsync(httpContext, problem, null, null, CancellationToken.None);
        return true;
    }

    private static ProblemCode ProblemOf(Exception exception) => exception switch
    {
        DisclosureLogUnavailableException => ProblemCode.LogUnavailable,
        AnswerTooLargeException => ProblemCode.AnswerTooLarge,
        StreamMovedException => ProblemCode.StreamMoved,
        BadHttpRequestException { StatusCode: 413 } => ProblemCode.BodyTooLarge,
        BadHttpRequestException => ProblemCode.Malformed,
        PostgresException p when Array.Exists(Away, c => p.SqlState.StartsWith(c, StringComparison.Ordinal)) => ProblemCode.DatabaseUnavailable,
        PostgresException => ProblemCode.Internal,
        NpgsqlException or TimeoutException => ProblemCode.DatabaseUnavailable,
        _ => ProblemCode.Internal,
    };

    // No message and no stack of the exception: a message of the database may quote a value.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Code}: {Exception} {SqlState} {RequestId}")]
    private static partial void Failed(ILogger logger, string code, string exception, string sqlState, string requestId);
}
