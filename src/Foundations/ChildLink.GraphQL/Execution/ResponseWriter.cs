using System.Text.Json;

namespace ChildLink.GraphQL.Execution;

/// <summary>Writes responses and their errors (section 7.1).</summary>
public static class ResponseWriter
{
    private static readonly Dictionary<string, double> NoDetails = [];
    private static readonly JsonEncodedText Errors = JsonEncodedText.Encode("errors");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Locations = JsonEncodedText.Encode("locations");
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Column = JsonEncodedText.Encode("column");
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Extensions = JsonEncodedText.Encode("extensions");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");

    /// <summary>Writes the response of a request that was refused: <c>errors</c>, no <c>data</c>.</summary>
    /// <param name="answer">Where to; one object is written.</param>
    /// <param name="errors">At least one.</param>
    /// <param name="writeExtensions">Writes properties into <c>extensions</c>; null for no extensions.</param>
    /// <param name="host">Adds to each error; null for nothing.</param>
    public static void WriteRefusal(Utf8JsonWriter answer, IReadOnlyList<GraphQLError> errors, Action<Utf8JsonWriter>? writeExtensions = null, IErrorExtensions? host = null)
    {
        answer.WriteStartObject();
        WriteErrors(answer, errors, host);
        WriteExtensions(answer, writeExtensions);
        answer.WriteEndObject();
    }

    /// <summary>Writes the response of a request whose root failed: <c>data</c> is null.</summary>
    internal static void WriteNull(Utf8JsonWriter answer, GraphQLError error, Action<Utf8JsonWriter>? writeExtensions)
    {
        answer.WriteStartObject();
        answer.WriteNull(AnswerWriter.Data);
        WriteErrors(answer, [error]);
        WriteExtensions(answer, writeExtensions);
        answer.WriteEndObject();
    }

    /// <summary>Writes the property <c>errors</c>, or nothing when there are none.</summary>
    public static void WriteErrors(Utf8JsonWriter answer, IReadOnlyList<GraphQLError> errors, IErrorExtensions? host = null)
    {
        if (errors.Count == 0)
            return;
        answer.WriteStartArray(Errors);
        foreach (var error in errors)
            WriteError(answer, error, host);
        answer.WriteEndArray();
    }

    internal static void WriteExtensions(Utf8JsonWriter answer, Action<Utf8JsonWriter>? writeExtensions)
    {
        if (writeExtensions is null)
            return;
        answer.WriteStartObject(Extensions);
        writeExtensions(answer);
        answer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter answer, GraphQLError error, IErrorExtensions? host)
    {
        answer.WriteStartObject();
        answer.WriteString(Message, error.Message);
        WriteLocations(answer, error);
        WritePath(answer, error.Path);
        if (error.Code is not null || error.Details is not null || host is not null)
        {
            answer.WriteStartObject(Extensions);
            if (error.Code is not null)
                answer.WriteString(Code, error.Code);
            foreach (var (name, number) in error.Details ?? NoDetails)
                answer.WriteNumber(name, number);
            host?.WriteErrorExtensions(error, answer);
            answer.WriteEndObject();
        }

        answer.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter answer, GraphQLError error)
    {
        if (error.Locations.Count == 0)
            return;
        answer.WriteStartArray(Locations);
        foreach (var location in error.Locations)
        {
            answer.WriteStartObject();
            answer.WriteNumber(Line, location.Line);
            answer.WriteNumber(Column, location.Column);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter answer, IReadOnlyList<object>? path)
    {
        if (path is null)
            return;
        answer.WriteStartArray(Path);
        foreach (var step in path)
        {
            if (step is int index)
                answer.WriteNumberValue(index);
            else
                answer.WriteStringValue((string)step);
        }

        answer.WriteEndArray();
    }
}
