using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.GraphQL;

namespace ChildLink.Api.GraphQL.Transport.Answers;

/// <summary>Errors of a request as JSON (section 7.1.2). No value of a result stands in them.</summary>
internal static class ErrorWriting
{
    private static readonly Dictionary<string, double> Nothing = [];

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole answer: <c>{"errors":[…]}</c>.</summary>
    public static ReadOnlyMemory<byte> Answer(Refusal refusal, Guid requestId) => Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("errors");
        WriteList(json, refusal, requestId);
        json.WriteEndObject();
    });

    /// <summary>The errors alone: <c>[…]</c>.</summary>
    public static ReadOnlyMemory<byte> List(Refusal refusal, Guid requestId) => Write(json => WriteList(json, refusal, requestId));

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
            write(json);
        return buffer.WrittenMemory;
    }

    private static void WriteList(Utf8JsonWriter json, Refusal refusal, Guid requestId)
    {
        json.WriteStartArray();
        foreach (var error in refusal.Errors)
            Write(json, error, refusal, requestId);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GraphQLError error, Refusal refusal, Guid requestId)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations.Count > 0)
        {
            json.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WriteStartArray("path");
            foreach (var step in path)
            {
                if (step is int position)
                    json.WriteNumberValue(position);
                else
                    json.WriteStringValue((string)step);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("extensions");
        json.WriteString("code", error.Code ?? refusal.Problem.Code);
        if (refusal.Field is not null)
            json.WriteString("field", refusal.Field);
        foreach (var (name, number) in error.Details ?? Nothing)
            json.WriteNumber(name, number);
        json.WriteString("requestId", requestId);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
