using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.GraphQL.Validation;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>Judges one line after the other and collects the answers.</summary>
internal sealed class LineCheck(SchemaShelf shelf, Schema? schema)
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly StringBuilder answers = new();

    /// <summary>Answer lines not taken yet.</summary>
    public StringBuilder Answers => answers;

    /// <summary>Whether one of the lines was not valid.</summary>
    public bool HasInvalid { get; private set; }

    /// <summary>Judges a line. One that is no task is answered like an invalid document.</summary>
    public void Answer(int number, ReadOnlyMemory<byte> line, bool isTooLong)
    {
        var task = isTooLong ? new LineTask(default, null, null, "is longer than 64 MiB") : LineTask.Read(line.Span);
        IReadOnlyList<GraphQLError> errors = task.Fault is { } fault ? [new GraphQLError($"Line {number} {fault}.", [])] : Judge(task);
        HasInvalid |= errors.Count > 0;
        Write(task.Id, errors);
    }

    /// <summary>The answers since the last call, a line each.</summary>
    public string TakeAnswers()
    {
        var taken = answers.ToString();
        answers.Clear();
        return taken;
    }

    private IReadOnlyList<GraphQLError> Judge(LineTask task)
    {
        var its = schema;
        if (task.Schema is { } sdl)
        {
            var made = shelf.Of(sdl);
            if (task.Document is null || made.Schema is null)
                return task.Document is null ? made.Errors : [.. made.Errors.Select(e => e with { Message = "Schema: " + e.Message })];
            its = made.Schema;
        }

        if (its is null)
            return [new GraphQLError("There is no schema: neither --schema nor one in the line.", [])];
        var parsed = GraphQLParser.Parse(task.Document);
        return parsed.Document is { } document ? DocumentValidator.Validate(its, document) : [parsed.Error!];
    }

    private void Write(ReadOnlyMemory<byte> id, IReadOnlyList<GraphQLError> errors)
    {
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WritePropertyName("id"u8);
            if (id.IsEmpty)
                json.WriteNullValue();
            else
                json.WriteRawValue(id.Span);
            json.WriteBoolean("valid"u8, errors.Count == 0);
            json.WriteStartArray("errors"u8);
            foreach (var error in errors)
                Write(json, error);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        answers.Append(Encoding.UTF8.GetString(bytes.WrittenSpan)).Append('\n');
    }

    private static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        json.WriteStartArray("locations"u8);
        foreach (var place in error.Locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, place.Line);
            json.WriteNumber("column"u8, place.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
