using System.Text.Json;

namespace ChildLink.GraphQL.Types;

/// <summary>JSON as values.</summary>
internal sealed class JsonCoercion(InputCoercion coercion, CoercionErrors errors)
{
    public bool Try(JsonElement json, GraphType type, out object? value)
    {
        value = null;
        var isNull = json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        if (type is NonNullType nonNull)
            return isNull ? Refuse($"A value of non-null type {type} must not be null.") : Try(json, nonNull.OfType, out value);
        if (isNull)
            return true;
        return type switch
        {
            ListType list => TryList(json, list, out value),
            InputObjectType input => TryObject(json, input, out value),
            EnumType names => TryEnum(json, names, out value),
            ScalarType scalar => TryScalar(json, scalar, out value),
            _ => throw new ArgumentException($"{type} is not an input type.", nameof(type)),
        };
    }

    private bool TryList(JsonElement json, ListType type, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Array)
        {
            if (!Try(json, type.OfType, out var single))
                return false;
            value = new[] { single };
            return true;
        }

        var items = new object?[json.GetArrayLength()];
        var before = errors.Count;
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (errors.IsFull)
                break;
            var from = errors.Count;
            if (!Try(item, type.OfType, out items[i]))
                errors.Within(from, i);
            i++;
        }

        if (errors.Count > before)
            return false;
        value = items;
        return true;
    }

    private bool TryObject(JsonElement json, InputObjectType type, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Object)
            return Refuse($"A value of type {type} must be an object.");
        var before = errors.Count;
        var given = new JsonElement[type.Fields.Length];
        foreach (var property in json.EnumerateObject())
        {
            if (JsonText.NameOf(property) is { } name && type.Positions.TryGetValue(name, out var position))
                given[position] = property.Value;
            else
                errors.Add($"The input type {type} has no field {Spelled(property)}.", null);
        }

        var fields = new FieldSet(coercion, type.Fields, errors);
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i].ValueKind == JsonValueKind.Undefined)
            {
                fields.Leave(i, null, "field");
                continue;
            }

            var from = errors.Count;
            if (Try(given[i], type.Fields[i].Type, out var inner))
                fields.Set(i, inner);
            else
                errors.Within(from, type.Fields[i].Name);
        }

        if (errors.Count == before)
        {
            var done = fields.Done();
            if (type.IsOneOf && !OneOf.HasOneValue(done))
                return Refuse(OneOf.Rule(type));
            value = done;
        }

        return errors.Count == before;
    }

    private bool TryEnum(JsonElement json, EnumType type, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.String)
            return Refuse($"A value of enum {type} must be one of its names as text.");
        if (JsonText.Of(json) is not { } name || !type.ByName.TryGetValue(name, out var known))
            return Refuse($"The enum {type} has no such value.");
        value = known.Name;
        return true;
    }

    private bool TryScalar(JsonElement json, ScalarType type, out object? value)
    {
        value = null;
        // Built-in forms look at the one text they take; custom ones may keep the whole of it, and it must be possible to write it again.
        if (!BuiltIns.Contains(type) && !JsonText.IsUnicode(json))
            return Refuse(JsonText.NotUnicode);
        var parsed = coercion.Forms.Of(type).ParseJson(json);
        value = parsed.Value;
        return parsed.Error is null || Refuse(parsed.Error);
    }

    /// <summary>The name if it could be one of GraphQL; anything else may be a value in the wrong place and is not repeated.</summary>
    private static string Spelled(JsonProperty property) =>
        JsonText.NameOf(property) is { Length: > 0 and <= 64 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"\"{name}\"" : "of a name that was given";

    private bool Refuse(string message)
    {
        errors.Add(message, null);
        return false;
    }
}
