using System.Data.Common;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Api.Problems;

/// <summary>What could not be foreseen: the server's log gets type and code, the caller a problem.</summary>
internal sealed partial class FaultReport(ILogger<FaultReport> logger)
{
    /// <summary>SQLSTATE classes of a server that is away, full or starting; everything else is our fault.</summary>
    private static readonly string[] Away = ["08", "53", "57", "58"];

    /// <summary>Writes a fault of work that no request waits for into the server's log.</summary>
    public void TellOfWork(Exception exception, Guid work) => Tell(exception, work.ToString("D"));

    /// <summary>Writes a fault into the server's log and tells its problem.</summary>
    public ProblemCode Tell(Exception exception, string requestId)
    {
        var problem = ProblemOf(exception);
        Failed(logger, problem.Code, exception.GetType().Name, (exception as DbException)?.SqlState ?? "", requestId);
        return problem;
    }

    /// <summary>The problem of a fault.</summary>
    public static ProblemCode ProblemOf(Exception exception) => exception switch
    {
        DisclosureLogUnavailableException => ProblemCode.LogUnavailable,
        AnswerTooLargeException => ProblemCode.AnswerTooLarge,
        StreamMovedException => ProblemCode.StreamMoved,
        BadHttpRequestException bad => ProblemCode.OfBadRequest(bad.StatusCode),
        PostgresException p when Array.Exists(Away, c => p.SqlState.StartsWith(c, StringComparison.Ordinal)) => ProblemCode.DatabaseUnavailable,
        PostgresException => ProblemCode.Internal,
        NpgsqlException or TimeoutException => ProblemCode.DatabaseUnavailable,
        _ => ProblemCode.Internal,
    };

    // No message and no stack of the exception: a message of the database may quote a value.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Code}: {Exception} {SqlState} {RequestId}")]
    private static partial void Failed(ILogger logger, string code, string exception, string sqlState, string requestId);
}
