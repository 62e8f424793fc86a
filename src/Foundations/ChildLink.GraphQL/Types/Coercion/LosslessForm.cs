using System.Buffers;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Any value, kept whole as <see cref="JsonElement"/>: the form of custom scalars that have none of their own. Numbers keep every digit; names of enums become text.</summary>
public sealed class LosslessForm : IScalarForm
{
    private LosslessForm()
    {
    }

    /// <summary>The only one.</summary>
    public static LosslessForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = int.MaxValue }))
            Write(literal, json);
        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return ParsedScalar.Of(JsonElement.ParseValue(ref reader));
    }

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json) => ParsedScalar.Of(json.Clone());

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        if (value is JsonElement element)
        {
            if (!JsonText.IsUnicode(element))
                return JsonText.NotUnicode;
            element.WriteTo(json);
            return null;
        }

        if (ResultValue.TryDouble(value) is not null && FloatForm.Instance.Write(value, json) is null)
            return null;
        if (value is bool truth)
        {
            json.WriteBooleanValue(truth);
            return null;
        }

        return value is string or Guid ? IdForm.Instance.Write(value, json) : "The scalar has no form for this result.";
    }

    private static void Write(ValueNode literal, Utf8JsonWriter json)
    {
        switch (literal)
        {
            case IntValueNode number:
                json.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case FloatValueNode number:
                json.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case StringValueNode text:
                json.WriteStringValue(text.Value);
                break;
            case BooleanValueNode truth:
                json.WriteBooleanValue(truth.Value);
                break;
            case EnumValueNode name:
                json.WriteStringValue(name.Value);
                break;
            case ListValueNode list:
                json.WriteStartArray();
                foreach (var item in list.Values)
                    Write(item, json);
                json.WriteEndArray();
                break;
            case ObjectValueNode fields:
                json.WriteStartObject();
                foreach (var field in fields.Fields)
                {
                    json.WritePropertyName(field.Name.Value);
                    Write(field.Value, json);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
