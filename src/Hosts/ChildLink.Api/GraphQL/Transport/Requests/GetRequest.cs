using System.Text;
using System.Text.Json;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>Reads a request from the parameters of an address.</summary>
public static class GetRequest
{
    /// <summary>Reads the parameters; unknown ones are ignored, one that stands there twice is a fault.</summary>
    public static (GraphQLRequest? Request, RequestFault? Fault) Read(IQueryCollection parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var name in (ReadOnlySpan<string>)["query", "documentId", "id", "operationName", "variables", "extensions"])
        {
            if (parameters[name].Count > 1)
                return (null, RequestFault.Malformed(name, "must stand there once."));
        }

        var query = Text(parameters, "query");
        var id = Text(parameters, "documentId") ?? Text(parameters, "id");
        if (query is null && id is null)
            return (null, RequestFault.Malformed("query", "must be a document."));
        if (query is not null && id is not null)
            return (null, RequestFault.Malformed("documentId", "must not stand beside query."));
        foreach (var name in (ReadOnlySpan<string>)["query", "operationName"])
        {
            // Bytes that were no UTF-8 became replacement characters on the way; a document may hold them, a name may not.
            if (Text(parameters, name)?.Any(char.IsSurrogate) == true && !IsWhole(Text(parameters, name)!))
                return (null, RequestFault.Malformed(name, "must be Unicode text."));
        }

        if (!TryObject(Text(parameters, "extensions"), out var extensions))
            return (null, RequestFault.Malformed("extensions", "must be a JSON object."));
        extensions?.Dispose();
        if (!TryObject(Text(parameters, "variables"), out var variables))
            return (null, RequestFault.Malformed("variables", "must be a JSON object."));
        return (new GraphQLRequest(variables)
        {
            Document = query is null ? default : Encoding.UTF8.GetBytes(query),
            DocumentId = id,
            OperationName = Text(parameters, "operationName"),
            Variables = variables is { RootElement: { ValueKind: JsonValueKind.Object } root } ? root : default,
        }, null);
    }

    private static string? Text(IQueryCollection parameters, string name) => parameters[name] is [{ Length: > 0 } value] ? value : null;

    private static bool IsWhole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static bool TryObject(string? text, out JsonDocument? json)
    {
        json = null;
        if (text is null)
            return true;
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            json = !UnicodeText.IsWhole(utf8) ? null : JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return false;
        }

        if (json?.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            return true;
        json?.Dispose();
        json = null;
        return false;
    }
}
