using System.Text.Json;

namespace ChildLink.GraphQL.Execution;

/// <summary>The state of a host that adds to the <c>extensions</c> of every error of an execution.</summary>
public interface IErrorExtensions
{
    /// <summary>Writes properties into the object <c>extensions</c> of an error, which is open; its code and its details, if any, stand there already.</summary>
    /// <param name="error">The error.</param>
    /// <param name="json">Where to.</param>
    void WriteErrorExtensions(GraphQLError error, Utf8JsonWriter json);
}
