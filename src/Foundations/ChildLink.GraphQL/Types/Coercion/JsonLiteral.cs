using System.Collections.Immutable;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>JSON that was coerced, so all its texts are Unicode, as a constant literal: for variables inside literals of custom scalars.</summary>
internal static class JsonLiteral
{
    public static ValueNode Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new BooleanValueNode(json.ValueKind == JsonValueKind.True, default),
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.String => new StringValueNode(json.GetString()!, isBlock: false, default),
        JsonValueKind.Array => new ListValueNode([.. json.EnumerateArray().Select(Of)], default),
        JsonValueKind.Object => new ObjectValueNode(Fields(json), default),
        _ => new NullValueNode(default),
    };

    private static ValueNode Number(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? new IntValueNode(text, default) : new FloatValueNode(text, default);

    private static ImmutableArray<ObjectFieldNode> Fields(JsonElement json)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var property in json.EnumerateObject())
            fields.Add(new ObjectFieldNode(new Name(property.Name, default), Of(property.Value), default));
        return fields.DrainToImmutable();
    }
}
