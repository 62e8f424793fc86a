using ChildLink.Api.Admitting;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>
/// The way of every request: who, for what, admitted? → answer into a buffer → durable log entry → headers and body.
/// </summary>
internal sealed class Answering(Municipality municipality)
{
    private readonly CallerAdmission admission = new(municipality);

    /// <summary>Header of the answer; the same id stands in the access log.</summary>
    public const string RequestIdHeader = "Request-Id";

    /// <summary>Answers a request under an operation.</summary>
    /// <param name="http">The request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="answer">Writes the answer into the scope, or says why not.</param>
    /// <param name="status">Status of a written answer.</param>
    public async Task AnswerAsync(
        HttpContext http, Operation operation, Func<DisclosureScope, CancellationToken, Task<ViewOutcome>> answer, int status = StatusCodes.Status200OK)
    {
        var ct = http.RequestAborted;
        var requestId = Begin(http);
        if (await AdmitAsync(http, operation, requestId, ct) is not { } caller)
            return;
        using var scope = municipality.Gateway.Open(caller, operation.Name, requestId);
        switch (await WriteAsync(scope, answer, ct))
        {
            case ViewOutcome.Written:
                await WriteAsync(http, status, await scope.ReleaseAsync(ct), ct);
                break;
            case ViewOutcome.NotFound:
                await scope.RefuseAsync(ProblemCode.NotFound.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.NotFound, null, null, ct);
                break;
            case ViewOutcome.Refused refused:
                await scope.RefuseAsync(refused.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.OfRefusal(refused.Code), refused.Field, null, ct);
                break;
            case ViewOutcome.Malformed malformed:
                await scope.RefuseAsync(ProblemCode.Malformed.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.Malformed, malformed.Field, malformed.Message, ct);
                break;
        }
    }

    /// <summary>An answer that outgrew its buffer is a fault, but what was read for it stands in the log.</summary>
    private static async Task<ViewOutcome> WriteAsync(DisclosureScope scope, Func<DisclosureScope, CancellationToken, Task<ViewOutcome>> answer, CancellationToken ct)
    {
        try
        {
            return await answer(scope, ct);
        }
        catch (AnswerTooLargeException)
        {
            await scope.RefuseAsync(ProblemCode.AnswerTooLarge.Code, ct);
            throw;
        }
    }

    /// <summary>Gives the request its id.</summary>
    public Guid Begin(HttpContext http)
    {
        var id = Guid.CreateVersion7(municipality.Time.GetUtcNow());
        http.Response.Headers[RequestIdHeader] = id.ToString("D");
        http.Items[RequestIdHeader] = id; // the handler of failures clears headers
        return id;
    }

    /// <summary>Hands the bytes over. Only after the log entry.</summary>
    public static async Task WriteAsync(
        HttpContext http, int status, ReadOnlyMemory<byte> body, CancellationToken ct, string contentType = "application/json; charset=utf-8")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(body, ct);
    }

    private async Task<Caller?> AdmitAsync(HttpContext http, Operation operation, Guid requestId, CancellationToken ct)
    {
        var identity = http.ProvenIdentity() ?? throw new InvalidOperationException("The endpoint does not demand a token.");
        var use = DeclaredUse.Of(http.Request.Headers);
        var refused = new CallerVerdict.Refused(ProblemCode.OperationNotAllowed, null, null);
        switch (await admission.JudgeAsync(identity, use, ct))
        {
            case CallerVerdict.Admitted admitted when operation.Allows(admitted.Caller.Purpose):
                return admitted.Caller;
            case CallerVerdict.Refused earlier:
                refused = earlier;
                break;
        }

        await admission.LogRefusalAsync(requestId, identity, use, operation.Name, refused.Problem.Code, ct);
        await ProblemWriter.WriteAsync(http, refused.Problem, refused.Field, refused.Detail, ct);
        return null;
    }
}
