using ChildLink.Api.Admitting;
using ChildLink.Api.Authentication;
using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Language;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace ChildLink.Api.GraphQL.Transport.Http;

/// <summary>One request over HTTP: token → form of the answer → request → operation → answer (GraphQL over HTTP).</summary>
internal sealed class GraphQLEndpoint(
    Answering answering, DocumentDoor documents, OperationDoor door, SubscriptionRun subscriptions, GraphQLOptions options, TimeProvider time)
{
    private const string Both = "GET, POST";
    private const int ThrownAway = 8 << 20;

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        // Cookies are never read: whoever asks holds the token, so no other site can ask in somebody's name.
        if (http.AcceptedToken() is not { } token)
        {
            await http.ChallengeAsync();
            return;
        }

        var exchange = new HttpExchange(
            http, new Session(token.Identity, DeclaredUse.Of(http.Request.Headers), token.Expires, ProblemWriter.PrefersJapanese(http)),
            answering.Begin(http), AcceptedForms.Of(http.Request.Headers.Accept!), door);
        if (exchange.Forms.For(isSubscription: true) is null)
            await exchange.RefuseAsync(new RequestFault(TransportProblem.NotAcceptable, "Accept", "must name application/graphql-response+json, application/json or text/event-stream."));
        else if (HttpMethods.IsGet(http.Request.Method))
            await GetAsync(exchange);
        else if (HttpMethods.IsPost(http.Request.Method))
            await PostAsync(exchange);
        else
            await exchange.RefuseAsync(new RequestFault(TransportProblem.MethodNotAllowed, "method", "must be GET or POST."), Both);
    }

    private async Task GetAsync(HttpExchange exchange)
    {
        var (request, fault) = GetRequest.Read(exchange.Http.Request.Query);
        if (request is null)
        {
            await exchange.RefuseAsync(fault!);
            return;
        }

        using (request)
            await RunAsync(exchange, request);
    }

    private async Task PostAsync(HttpExchange exchange)
    {
        // This door's own bound takes the place of the server's. What goes beyond it is still taken from the wire, and thrown away:
        // a connection that is cut while the client sends would swallow the answer that says why.
        if (exchange.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = options.BodyBytes + ThrownAway;
        if (BodyType.FaultOf(exchange.Http.Request) is { } unsupported)
        {
            await exchange.RefuseAsync(unsupported);
            return;
        }

        var (body, unread) = await BoundedBody.ReadAsync(exchange.Http.Request, options.BodyBytes, options.LongestTime, time, exchange.Http.RequestAborted);
        using var held = body;
        if (body is null)
        {
            await exchange.RefuseAsync(unread!);
            return;
        }

        var (request, fault) = JsonRequest.Read(body.Bytes);
        if (request is null)
        {
            await exchange.RefuseAsync(fault!);
            return;
        }

        using (request)
            await RunAsync(exchange, request);
    }

    private async Task RunAsync(HttpExchange exchange, GraphQLRequest request)
    {
        var (operation, refusal) = documents.Choose(request, exchange.Session.Japanese);
        if (operation is null)
            await exchange.RefuseAsync(refusal!, OperationDoor.Unnamed);
        else if (HttpMethods.IsGet(exchange.Http.Request.Method) && !operation.MayStandInAddress())
            await exchange.RefuseAsync(new RequestFault(TransportProblem.MethodNotAllowed, "method", "must be POST."), HttpMethods.Post, operation.LogName());
        else if (exchange.Forms.For(operation.Kind == OperationKind.Subscription) is not { } form)
            await exchange.RefuseAsync(new RequestFault(TransportProblem.NotAcceptable, "Accept", "must name a form of single answers."), null, operation.LogName());
        else if (operation.Kind == OperationKind.Subscription)
            await StreamAsync(exchange, operation, request, form);
        else
            await RunAsync(exchange, operation, request);
    }

    private async Task RunAsync(HttpExchange exchange, PreparedOperation operation, GraphQLRequest request)
    {
        if (await door.AnswerAsync(operation, request.Variables, exchange.Session, exchange.RequestId, exchange.WriteAsync, exchange.Http.RequestAborted) is { } refusal)
            await exchange.WriteAsync(refusal);
    }

    private async Task StreamAsync(HttpExchange exchange, PreparedOperation operation, GraphQLRequest request, AnswerForm form)
    {
        if (form != AnswerForm.EventStream)
        {
            await exchange.RefuseAsync(Refusal.Of(TransportProblem.StreamRequired, exchange.Session.Japanese), operation.LogName());
            return;
        }

        await using var events = await EventStream.StartAsync(exchange.Http, options.Heartbeat, time);
        var end = await subscriptions.RunAsync(operation, request.Variables, exchange.Session, exchange.RequestId, events.NextAsync, exchange.Http.RequestAborted);
        if (end.Refusal is { } refusal)
            await events.NextAsync(ErrorWriting.Answer(refusal, exchange.RequestId), exchange.Http.RequestAborted);
        await events.CompleteAsync(exchange.Http.RequestAborted);
    }
}
