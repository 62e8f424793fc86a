using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>Executes one line; what it needs is shared between lines.</summary>
internal sealed class ExecuteLine(DocumentCache cache, JsonElement root)
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer's line, and whether the line could be read.</summary>
    public async Task<(string Answer, bool IsRead)> ExecuteAsync(ReadOnlyMemory<byte> text, int number, bool isTooLong, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Layout);
        using var line = isTooLong ? null : Parse(text);
        var fault = line is not null ? Fault(line.RootElement) : isTooLong ? "Too long." : "Not JSON.";
        json.WriteStartObject();
        if (fault is not null)
        {
            json.WriteNumber("line", number);
            json.WriteString("error", fault);
        }
        else
        {
            var request = line!.RootElement;
            json.WritePropertyName("id");
            if (request.TryGetProperty("id", out var id))
                id.WriteTo(json);
            else
                json.WriteNullValue();
            await RespondAsync(request, json, ct);
        }

        json.WriteEndObject();
        await json.FlushAsync(ct);
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), fault is null);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonLines.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Why a line is no request, or null.</summary>
    private static string? Fault(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            return "Not an object.";
        if (!JsonTexts.AreUnicode(request))
            return "A text is not Unicode: it holds half of a surrogate pair.";
        if (!request.TryGetProperty("document", out var document) || document.ValueKind != JsonValueKind.String)
            return "\"document\" is missing or not a text.";
        return request.TryGetProperty("operationName", out var name) && name.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)
            ? "\"operationName\" is not a text."
            : null;
    }

    private async Task RespondAsync(JsonElement request, Utf8JsonWriter json, CancellationToken ct)
    {
        var variables = request.TryGetProperty("variables", out var given) ? given : default;
        var prepared = cache.Prepare(Encoding.UTF8.GetBytes(request.GetProperty("document").GetString()!));
        if (prepared.Errors.Count > 0)
        {
            WriteRefusal(json, prepared.Errors);
            return;
        }

        var choice = prepared.Operation(request.TryGetProperty("operationName", out var name) ? name.GetString() : null);
        if (choice.Operation is not { } operation)
        {
            WriteRefusal(json, [choice.Error!]);
        }
        else if (operation.Kind == OperationKind.Subscription)
        {
            await StreamAsync(operation, variables, json, ct);
        }
        else
        {
            json.WritePropertyName("result");
            await Executor.ExecuteAsync(operation, variables, root, null, json, null, ct);
        }
    }

    private async Task StreamAsync(PreparedOperation operation, JsonElement variables, Utf8JsonWriter json, CancellationToken ct)
    {
        var opened = await Executor.SubscribeAsync(operation, variables, root, null, ct);
        if (opened.Stream is null)
        {
            WriteRefusal(json, opened.Errors);
            return;
        }

        json.WriteStartArray("results");
        await foreach (var happened in opened.Stream.EventsAsync(ct))
            await happened.ExecuteAsync(null, json, null, ct);
        json.WriteEndArray();
    }

    private static void WriteRefusal(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WritePropertyName("result");
        ResponseWriter.WriteRefusal(json, errors);
    }
}
