using ChildLink.Api.Admitting;
using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.Api.Problems;
using ChildLink.GraphQL;

namespace ChildLink.Api.GraphQL.Transport.Answers;

/// <summary>Why a request is answered by errors alone, and what the status says about it.</summary>
/// <param name="Problem">The problem; its code stands in the access log.</param>
/// <param name="Errors">At least one error.</param>
/// <param name="Field">Part of the request that is wrong, or null.</param>
/// <param name="IsWellFormed">Whether it is a request of GraphQL at all: only then the older form of answers says 200.</param>
internal sealed record Refusal(ProblemCode Problem, IReadOnlyList<GraphQLError> Errors, string? Field, bool IsWellFormed)
{
    /// <summary>Bytes that are no request.</summary>
    public static Refusal Of(RequestFault fault, bool japanese) =>
        new(fault.Problem, [Error(fault.Problem, fault.Field, fault.Detail, japanese)], fault.Field, IsWellFormed: false);

    /// <summary>A document that cannot be executed: syntax, rules, limits, no such operation.</summary>
    public static Refusal OfDocument(IReadOnlyList<GraphQLError> errors) => new(TransportProblem.DocumentInvalid, errors, null, IsWellFormed: true);

    /// <summary>A person who may not do this.</summary>
    public static Refusal Of(CallerVerdict.Refused refused, bool japanese) =>
        Of(refused.Problem, japanese) with { Errors = [Error(refused.Problem, refused.Field, refused.Detail, japanese)], Field = refused.Field };

    /// <summary>A well-formed request that is refused as a whole.</summary>
    public static Refusal Of(ProblemCode problem, bool japanese) => new(problem, [Error(problem, null, null, japanese)], null, IsWellFormed: true);

    /// <summary>Status of the answer (GraphQL over HTTP, "Status Codes").</summary>
    public int StatusOf(AnswerForm form) => IsWellFormed && form != AnswerForm.GraphQLResponse ? StatusCodes.Status200OK : Problem.Status;

    private static GraphQLError Error(ProblemCode problem, string? field, string? detail, bool japanese)
    {
        var title = japanese ? problem.Japanese : problem.English;
        return new GraphQLError(detail is null ? title : $"{title} {field} {detail}", [], null, problem.Code);
    }
}
