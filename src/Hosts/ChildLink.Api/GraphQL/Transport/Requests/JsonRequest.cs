using System.Runtime.InteropServices;
using System.Text.Json;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>Reads a request that is a JSON object: a body over HTTP, or the payload of <c>subscribe</c> over a WebSocket.</summary>
public static class JsonRequest
{
    /// <summary>How deep variables may nest.</summary>
    private const int Depth = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    /// <summary>Reads bytes; they must stay as they are until the request is disposed.</summary>
    public static (GraphQLRequest? Request, RequestFault? Fault) Read(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument? json = null;
        try
        {
            // First of all: half a surrogate pair in the name of a member is no fault that the parser could report.
            if (!UnicodeText.IsWhole(utf8.Span))
                return (null, RequestFault.Malformed("body", "must be JSON in UTF-8; escapes must form whole characters."));
            json = JsonDocument.Parse(utf8, Strict);
            var (request, fault) = Read(json.RootElement, json);
            if (request is not null)
                json = null;
            return (request, fault);
        }
        catch (JsonException)
        {
            return (null, RequestFault.Malformed("body", $"must be a JSON object in UTF-8, nested at most {Depth} deep, with no member twice."));
        }
        finally
        {
            json?.Dispose();
        }
    }

    /// <summary>Reads an element whose text was checked; other members than the known ones are ignored, as the specification says.</summary>
    /// <param name="body">The element.</param>
    /// <param name="holder">What the request disposes; null where somebody else holds the element.</param>
    public static (GraphQLRequest? Request, RequestFault? Fault) Read(JsonElement body, JsonDocument? holder)
    {
        if (body.ValueKind == JsonValueKind.Array)
            return (null, RequestFault.Malformed("body", "must be one request: batches are not taken."));
        if (body.ValueKind != JsonValueKind.Object)
            return (null, RequestFault.Malformed("body", "must be a JSON object."));
        if (Member(body, "operationName") is { ValueKind: not (JsonValueKind.String or JsonValueKind.Null) })
            return (null, RequestFault.Malformed("operationName", "must be a string."));
        foreach (var map in (ReadOnlySpan<string>)["variables", "extensions"])
        {
            if (Member(body, map) is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
                return (null, RequestFault.Malformed(map, "must be an object."));
        }

        var query = Member(body, "query");
        var id = Member(body, "documentId") ?? Member(body, "id");
        if (query is { ValueKind: not JsonValueKind.String } || (query is null && id is null))
            return (null, RequestFault.Malformed("query", "must be a string."));
        if (id is { ValueKind: not (JsonValueKind.String or JsonValueKind.Null) } || (query is null && id is { ValueKind: JsonValueKind.Null }))
            return (null, RequestFault.Malformed("documentId", "must be a string."));
        if (query is not null && id is { ValueKind: JsonValueKind.String })
            return (null, RequestFault.Malformed("documentId", "must not stand beside query."));
        return (new GraphQLRequest(holder)
        {
            Document = query is { } text ? Unescaped(text) : default,
            DocumentId = query is null ? id!.Value.GetString() : null,
            OperationName = Member(body, "operationName")?.GetString() is { Length: > 0 } name ? name : null,
            Variables = Member(body, "variables") is { ValueKind: JsonValueKind.Object } variables ? variables : default,
        }, null);
    }

    private static JsonElement? Member(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value : null;

    private static byte[] Unescaped(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        if (!reader.ValueIsEscaped)
            return raw[1..^1].ToArray();
        var buffer = new byte[raw.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer)).ToArray();
    }
}
