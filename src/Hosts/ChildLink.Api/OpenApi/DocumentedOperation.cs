using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>An operation with everything that the document says about it.</summary>
/// <param name="Operation">The operation as it is mapped.</param>
/// <param name="Id">Name for generated clients.</param>
/// <param name="Tag">Group.</param>
/// <param name="English">Summary.</param>
/// <param name="Japanese">Summary in Japanese.</param>
/// <param name="Answer">Name of the schema of its answer.</param>
internal sealed record DocumentedOperation(Operation Operation, string Id, DocumentTag Tag, string English, string Japanese, string Answer)
{
    /// <summary>What the summary does not say, in English.</summary>
    public string? Detail { get; init; }

    /// <summary>Status of the answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Path and query parameters.</summary>
    public IReadOnlyList<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>Name of the schema of the body, or null without one.</summary>
    public string? Body { get; init; }

    /// <summary>Media types of an answer that is a file; none: JSON.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Media types of a body that is a file; none: JSON.</summary>
    public IReadOnlyList<string> FileBody { get; init; } = [];

    /// <summary>Problems beyond those of every operation.</summary>
    public IReadOnlyList<ProblemCode> Problems { get; init; } = [];
}
