using System.Text.Json;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Api.GraphQL.Transport;

/// <summary>What the GraphQL door serves.</summary>
/// <param name="Schema">The schema with its resolvers.</param>
/// <param name="Sdl">Its text in UTF-8, for everybody to read.</param>
/// <param name="StateOf">Makes the state that resolvers are given, for one answer: from its scope and the id of the request.</param>
public sealed record ServedSchema(ExecutableSchema Schema, ReadOnlyMemory<byte> Sdl, Func<DisclosureScope, Guid, IAnswerState> StateOf)
{
    /// <summary>Root fields that show or adopt the policy itself and nobody's data: they answer also while the served policy is not the adopted one.</summary>
    public IReadOnlySet<string> AboutPolicy { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <summary>What resolvers of one answer share; disposed when the answer is written.</summary>
public interface IAnswerState : IErrorExtensions, IDisposable
{
    /// <summary>Notes an event of a subscription in the scope before its message is written.</summary>
    /// <param name="happened">What the source gave.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether the caller of this very message may be told of it at all; if not, nothing is sent.</returns>
    ValueTask<bool> TellsAsync(object? happened, CancellationToken ct);

    /// <summary>Writes properties into <c>extensions</c>, after the data was written.</summary>
    void WriteExtensions(Utf8JsonWriter json);
}
