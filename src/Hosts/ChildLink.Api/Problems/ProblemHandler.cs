using ChildLink.Api.Rest;
using Microsoft.AspNetCore.Diagnostics;

namespace ChildLink.Api.Problems;

/// <summary>Answers what could not be foreseen. Cause and text stay apart: the log gets type and code, the client the problem.</summary>
internal sealed class ProblemHandler(FaultReport faults) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        if (httpContext.Response.HasStarted)
            return false;
        var requestId = httpContext.Items[Answering.RequestIdHeader]?.ToString() ?? "";
        if (requestId.Length > 0)
            httpContext.Response.Headers[Answering.RequestIdHeader] = requestId;
        var problem = faults.Tell(exception, requestId);
        await ProblemWriter.WriteAsync(httpContext, problem, null, null, CancellationToken.None);
        return true;
    }
}
