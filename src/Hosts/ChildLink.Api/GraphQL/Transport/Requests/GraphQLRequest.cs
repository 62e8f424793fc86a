using System.Text.Json;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>A well-formed request: a document or the id of a trusted one, and what to do with it.</summary>
/// <remarks>
/// <see cref="Document"/> and <see cref="Variables"/> hold words of the caller and live until the request is disposed. A class, not a
/// record: a record would print them.
/// </remarks>
public sealed class GraphQLRequest(JsonDocument? holder) : IDisposable
{
    /// <summary>The document in UTF-8; empty where <see cref="DocumentId"/> is given.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>Id of a trusted document, or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Name of the operation, or null; any text.</summary>
    public string? OperationName { get; init; }

    /// <summary>An object, or undefined where none was sent.</summary>
    public JsonElement Variables { get; init; }

    /// <inheritdoc/>
    public void Dispose() => holder?.Dispose();
}
