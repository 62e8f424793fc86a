using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>How values of a scalar type come in and go out (section 3.5). Stateless and callable from many threads.</summary>
public interface IScalarForm
{
    /// <summary>The value of a constant literal; never null and never with a variable inside.</summary>
    ParsedScalar ParseLiteral(ValueNode literal);

    /// <summary>The value of a variable; never null.</summary>
    ParsedScalar ParseJson(JsonElement json);

    /// <summary>Writes a result as one JSON value.</summary>
    /// <param name="value">What a resolver gave; never null.</param>
    /// <param name="json">Where to; untouched when the value is refused.</param>
    /// <returns>Null when it was written; else why not, without the value itself.</returns>
    string? Write(object value, Utf8JsonWriter json);
}

/// <summary>A parsed scalar or why it was refused.</summary>
public readonly record struct ParsedScalar
{
    private ParsedScalar(object? value, string? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; null when refused.</summary>
    public object? Value { get; }

    /// <summary>Why it was refused, as a sentence that never quotes the input; null when it was not.</summary>
    public string? Error { get; }

    /// <summary>An accepted value.</summary>
    public static ParsedScalar Of(object value) => new(value, null);

    /// <summary>A refusal.</summary>
    /// <param name="reason">A sentence that never quotes the input.</param>
    public static ParsedScalar Refused(string reason) => new(null, reason);
}
