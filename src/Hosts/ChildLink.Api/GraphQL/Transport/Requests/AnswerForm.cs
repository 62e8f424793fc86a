namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>Form of an answer over HTTP.</summary>
public enum AnswerForm
{
    /// <summary><c>application/json</c>: a well-formed request is answered with 200, whatever came of it.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status says what came of the request.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>: events <c>next</c> and <c>complete</c>.</summary>
    EventStream,
}
