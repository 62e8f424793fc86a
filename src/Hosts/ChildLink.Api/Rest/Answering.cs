using ChildLink.Api.Admitting;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

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
        if (await AdmitAsync(http, operation, requestId, moved: null, ct) is not { } caller)
            return;
        using var scope = municipality.Gateway.Open(caller, operation.Name, requestId);
        await AnswerAsync(http, scope, answer, status, ct);
    }

    /// <summary>
    /// Answers a request whose answer begins by reading rows of children: they are asked for by the assignments that were last
    /// known, which are confirmed in the same trip. Where they moved, nothing was opened, and the request begins anew.
    /// </summary>
    /// <inheritdoc cref="AnswerAsync(HttpContext, Operation, Func{DisclosureScope, CancellationToken, Task{ViewOutcome}}, int)"/>
    public async Task AnswerReadingAsync(HttpContext http, Operation operation, Func<DisclosureScope, CancellationToken, Task<ViewOutcome>> answer)
    {
        var ct = http.RequestAborted;
        var requestId = Begin(http);
        IReadOnlyList<Assignment>? moved = null;
        if (await admission.AdmitKnownAsync(IdentityOf(http), DeclaredUse.Of(http.Request.Headers), ct) is var (known, standing) && operation.Allows(known.Purpose))
        {
            using var guess = municipality.Gateway.Open(known, operation.Name, requestId, standing);
            try
            {
                await AnswerAsync(http, guess, answer, StatusCodes.Status200OK, ct);
                return;
            }
            catch (StandingMovedException e)
            {
                moved = e.Assignments;
            }
        }

        if (await AdmitAsync(http, operation, requestId, moved, ct) is not { } caller)
            return;
        using var scope = municipality.Gateway.Open(caller, operation.Name, requestId);
        await AnswerAsync(http, scope, answer, StatusCodes.Status200OK, ct);
    }

    private static async Task AnswerAsync(
        HttpContext http, DisclosureScope scope, Func<DisclosureScope, CancellationToken, Task<ViewOutcome>> answer, int status, CancellationToken ct)
    {
        var outcome = await WriteAsync(scope, answer, ct);
        if (outcome is ViewOutcome.Written)
            await WriteAsync(http, status, await scope.ReleaseAsync(ct), ct);
        else
            await FailAsync(http, scope, outcome, ct);
    }

    /// <summary>Answers a request with a file that was released already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="make">Makes the file through the scope, or says why not.</param>
    public async Task AnswerFileAsync(
        HttpContext http, Operation operation, Func<DisclosureScope, CancellationToken, Task<(MadeSheet? Sheet, ViewOutcome? Fault)>> make)
    {
        var ct = http.RequestAborted;
        var requestId = Begin(http);
        if (await AdmitAsync(http, operation, requestId, moved: null, ct) is not { } caller)
            return;
        using var scope = municipality.Gateway.Open(caller, operation.Name, requestId);
        MadeSheet? sheet = null;
        var outcome = await WriteAsync(
            scope,
            async (s, token) =>
            {
                (sheet, var fault) = await make(s, token);
                return fault ?? new ViewOutcome.Written();
            }, ct);
        if (sheet is not null)
            await SheetFiles.WriteAsync(http, sheet, ct);
        else
            await FailAsync(http, scope, outcome, ct);
    }

    /// <summary>Answers with a document that the answer made and logged itself, by entries of this scope.</summary>
    /// <param name="http">The request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="contentType">Media type of the document.</param>
    /// <param name="answer">Makes the document, or says why not. What it gives is in the log already.</param>
    public async Task AnswerDocumentAsync(
        HttpContext http, Operation operation, string contentType,
        Func<DisclosureScope, CancellationToken, Task<(ReadOnlyMemory<byte> Document, ViewOutcome Outcome)>> answer)
    {
        var ct = http.RequestAborted;
        var requestId = Begin(http);
        if (await AdmitAsync(http, operation, requestId, moved: null, ct) is not { } caller)
            return;
        using var scope = municipality.Gateway.Open(caller, operation.Name, requestId);
        ReadOnlyMemory<byte> document = default;
        var outcome = await WriteAsync(scope, async (s, token) =>
        {
            (document, var made) = await answer(s, token);
            return made;
        }, ct);
        if (outcome is ViewOutcome.Written)
            await WriteAsync(http, StatusCodes.Status200OK, document, ct, contentType);
        else
            await FailAsync(http, scope, outcome, ct);
    }

    private static async Task FailAsync(HttpContext http, DisclosureScope scope, ViewOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case ViewOutcome.NotFound:
                await scope.RefuseAsync(ProblemCode.NotFound.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.NotFound, null, null, ct);
                break;
            case ViewOutcome.Refused refused:
                await scope.RefuseAsync(refused.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.OfRefusal(refused.Code), refused.Field, refused.Detail, ct);
                break;
            case ViewOutcome.Conflict conflict:
                await scope.RefuseAsync(ProblemCode.Conflict.Code, ct);
                await ProblemWriter.WriteAsync(http, ProblemCode.Conflict, "version", FormattableString.Invariant($"is {conflict.Version} now."), ct);
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

    private static Identity IdentityOf(HttpContext http) => http.ProvenIdentity() ?? throw new InvalidOperationException("The endpoint does not demand a token.");

    /// <param name="http">The request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="requestId">Its id.</param>
    /// <param name="moved">Assignments that were read since the request came; null where none were.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<Caller?> AdmitAsync(HttpContext http, Operation operation, Guid requestId, IReadOnlyList<Assignment>? moved, CancellationToken ct)
    {
        var identity = IdentityOf(http);
        var use = DeclaredUse.Of(http.Request.Headers);
        var refused = new CallerVerdict.Refused(ProblemCode.OperationNotAllowed, null, null);
        switch (moved is null ? await admission.JudgeAsync(identity, use, ct, operation.AboutPolicy) : admission.Judge(identity, use, moved))
        {
            case CallerVerdict.Admitted admitted when operation.Allows(admitted.Caller.Purpose):
                if (!operation.InPerson || identity.Client is null)
                    return admitted.Caller;
                refused = new CallerVerdict.Refused(ProblemCode.PersonRequired, null, null);
                break;
            case CallerVerdict.Refused earlier:
                refused = earlier;
                break;
        }

        await admission.LogRefusalAsync(requestId, identity, use, operation.Name, refused.Problem.Code, ct);
        await ProblemWriter.WriteAsync(http, refused.Problem, refused.Field, refused.Detail, ct);
        return null;
    }
}
