using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;

namespace ChildLink.Api.GraphQL.Transport.Http;

/// <summary>A request over HTTP whose token is believed, and the way back.</summary>
/// <param name="Http">The request.</param>
/// <param name="Session">Who asks.</param>
/// <param name="RequestId">Id of the request.</param>
/// <param name="Forms">Forms that the client takes.</param>
/// <param name="Door">Writes refusals into the log.</param>
internal sealed record HttpExchange(HttpContext Http, Session Session, Guid RequestId, AcceptedForms Forms, OperationDoor Door)
{
    /// <summary>Refuses what is no request of GraphQL, and logs it.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="allow">Methods that would be right, or null.</param>
    /// <param name="operation">Name of the operation where it is known.</param>
    public Task RefuseAsync(RequestFault fault, string? allow = null, string operation = OperationDoor.Unnamed)
    {
        if (allow is not null)
            Http.Response.Headers.Allow = allow;
        return RefuseAsync(Refusal.Of(fault, Session.Japanese), operation);
    }

    /// <summary>Refuses and logs it.</summary>
    public async Task RefuseAsync(Refusal refusal, string operation) =>
        await WriteAsync(await Door.LogAsync(refusal, Session, RequestId, operation, Http.RequestAborted));

    /// <summary>Answers a refusal that is in the log already.</summary>
    public async Task WriteAsync(Refusal refusal)
    {
        var form = Forms.For(isSubscription: false);
        if (form is null)
            await ProblemWriter.WriteAsync(Http, refusal.Problem, refusal.Field, null, Http.RequestAborted);
        else if (form == AnswerForm.EventStream && refusal.IsWellFormed)
            await StreamAsync(ErrorWriting.Answer(refusal, RequestId));
        else
            await WriteAsync(ErrorWriting.Answer(refusal, RequestId), form.Value, refusal.StatusOf(form.Value));
    }

    /// <summary>Hands an answer over. Only after the log entry.</summary>
    public Task WriteAsync(ReleasedAnswer answer) => Forms.For(isSubscription: false) switch
    {
        AnswerForm.EventStream => StreamAsync(answer.Json),
        AnswerForm.GraphQLResponse => WriteAsync(answer.Json, AnswerForm.GraphQLResponse, answer.Status),
        _ => WriteAsync(answer.Json, AnswerForm.Json, StatusCodes.Status200OK),
    };

    private Task WriteAsync(ReadOnlyMemory<byte> json, AnswerForm form, int status)
    {
        Http.Response.Headers.XContentTypeOptions = "nosniff";
        // What is no request is answered by a status, not by a stream.
        return Answering.WriteAsync(Http, status, json, Http.RequestAborted, AcceptedForms.ContentTypeOf(form == AnswerForm.EventStream ? AnswerForm.Json : form));
    }

    /// <summary>A single answer as a stream of one event.</summary>
    private async Task StreamAsync(ReadOnlyMemory<byte> json)
    {
        await using var events = await EventStream.StartAsync(Http, Timeout.InfiniteTimeSpan, TimeProvider.System);
        await events.NextAsync(json, Http.RequestAborted);
        await events.CompleteAsync(Http.RequestAborted);
    }
}
