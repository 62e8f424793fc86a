using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Writes values of one leaf type (section 6.4.3, result coercion).</summary>
internal abstract class LeafOutput
{
    /// <summary>Whether a value is of the form that is certainly taken, without trying.</summary>
    public abstract bool Takes(object value);

    /// <summary>Writes a name and a value of a form that is certainly taken, in one step; false, and nothing written, for any other.</summary>
    public virtual bool TryWrite(JsonEncodedText name, object value, Utf8JsonWriter json) => false;

    /// <summary>Writes a value; when it is refused, writes nothing and says why.</summary>
    public abstract string? Write(object value, Utf8JsonWriter json);

    public static LeafOutput Of(NamedType type, ScalarForms forms) => type is EnumType names ? new EnumOutput(names) : new ScalarOutput((ScalarType)type, forms);
}

internal sealed class ScalarOutput(ScalarType type, ScalarForms forms) : LeafOutput
{
    private readonly IScalarForm form = forms.Of(type);
    private readonly bool takesText = forms.Of(type) is StringForm or IdForm;

    public override bool Takes(object value) => value switch
    {
        string => takesText,
        int => form is IntForm,
        bool => form is BooleanForm,
        double number => form is FloatForm && double.IsFinite(number),
        _ => false,
    };

    public override bool TryWrite(JsonEncodedText name, object value, Utf8JsonWriter json)
    {
        if (value is string text)
        {
            if (takesText)
                json.WriteString(name, text);
            return takesText;
        }

        if (value is int number && form is IntForm)
        {
            json.WriteNumber(name, number);
            return true;
        }

        return false;
    }

    public override string? Write(object value, Utf8JsonWriter json) => form.Write(value, json);
}

internal sealed class EnumOutput(EnumType type) : LeafOutput
{
    private readonly Dictionary<string, JsonEncodedText> encoded = type.Values.ToDictionary(v => v.Name, v => JsonEncodedText.Encode(v.Name));
    private readonly string refusal = $"Enum \"{type.Name}\" cannot represent this result.";

    public override bool Takes(object value) => Name(value) is { } name && encoded.ContainsKey(name);

    public override string? Write(object value, Utf8JsonWriter json)
    {
        if (Name(value) is not { } name || !encoded.TryGetValue(name, out var text))
            return refusal;
        json.WriteStringValue(text);
        return null;
    }

    private static string? Name(object value) => value as string ?? (value is JsonElement { ValueKind: JsonValueKind.String } json ? JsonText.Of(json) : null);
}
