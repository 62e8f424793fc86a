using System.Text.Json;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>What a line asks for.</summary>
/// <param name="Id">The id as JSON text, any value; empty for none.</param>
/// <param name="Document">The document, or null; a member that is null counts as none.</param>
/// <param name="Schema">SDL, or null.</param>
/// <param name="Fault">Why the line is no task, as the end of a sentence; else null.</param>
internal sealed record LineTask(ReadOnlyMemory<byte> Id, byte[]? Document, byte[]? Schema, string? Fault)
{
    /// <summary>Reads a line. Never throws: what is wrong stands in <see cref="Fault"/>.</summary>
    public static LineTask Read(ReadOnlySpan<byte> line)
    {
        var task = new LineTask(default, null, null, null);
        try
        {
            var json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = JsonLines.MaxDepth });
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return task with { Fault = "is not a JSON object" };
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                task = task.With(ref json, line);
            json.Read();
            return task.Fault is null && task.Document is null && task.Schema is null ? task with { Fault = "has neither \"document\" nor \"schema\"" } : task;
        }
        catch (JsonException)
        {
            return task with { Fault = "is not JSON" };
        }
    }

    private LineTask With(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        if (json.ValueTextEquals("id"u8))
        {
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            return this with { Id = line[start..(int)json.BytesConsumed].ToArray() };
        }

        var isDocument = json.ValueTextEquals("document"u8);
        var isSchema = json.ValueTextEquals("schema"u8);
        json.Read();
        if (!isDocument && !isSchema)
        {
            json.Skip();
            return this;
        }

        if (json.TokenType == JsonTokenType.Null)
            return isDocument ? this with { Document = null } : this with { Schema = null };
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return this with { Fault = $"has a {(isDocument ? "document" : "schema")} that is not a string" };
        }

        var text = JsonStrings.Utf8(json);
        return isDocument ? this with { Document = text } : this with { Schema = text };
    }
}
