using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>True or false (section 3.5.4), as <see cref="bool"/>.</summary>
public sealed class BooleanForm : IScalarForm
{
    private const string NotBoolean = "Boolean takes true or false only.";

    private BooleanForm()
    {
    }

    /// <summary>The only one.</summary>
    public static BooleanForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal is BooleanValueNode truth ? ParsedScalar.Of(truth.Value) : ParsedScalar.Refused(NotBoolean);

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? ParsedScalar.Of(json.ValueKind == JsonValueKind.True)
        : ParsedScalar.Refused(NotBoolean);

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        bool? truth = ResultValue.Unwrap(value) switch
        {
            bool b => b,
            { } other => ResultValue.TryDouble(other) is { } number && double.IsFinite(number) ? number != 0 : null,
        };
        if (truth is null)
            return "Boolean cannot represent this result.";
        json.WriteBooleanValue(truth.Value);
        return null;
    }
}
