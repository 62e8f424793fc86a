using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>
/// Resolvers over JSON for a whole schema: a field is the property of its name, a missing one is null, arguments are ignored; <c>__typename</c> tells the type of an
/// object where it may be of several; an object <c>{"__error": "message"}</c> is a field (or item) that failed; the source of a subscription is a list, an event per item.
/// For tools and tests.
/// </summary>
public static class JsonResolvers
{
    /// <summary>Resolvers of every field; roots are <see cref="JsonElement"/>s of objects.</summary>
    public static ResolverMap For(Schema schema)
    {
        var map = new ResolverMap();
        foreach (var type in schema.Types.Values)
        {
            if (type.Name.StartsWith("__", StringComparison.Ordinal))
                continue;
            if (type is InterfaceType or UnionType)
                map.BindType(type.Name, TypeName);
            if (type is not ObjectType fields)
                continue;
            foreach (var field in fields.Fields)
                map.Bind(field.ToString(), type == schema.Subscription ? Source(field) : FieldResolver.Value<object?>(parent => Property(parent, field)));
        }

        return map;
    }

    private static FieldResolver Source(Field field) => FieldResolver.Stream((request, _) => ValueTask.FromResult(Events(field, request.RootValue)));

    private static IAsyncEnumerable<object?> Events(Field field, object? root)
    {
        if (root is not JsonElement { ValueKind: JsonValueKind.Object } data || !data.TryGetProperty(field.Name, out var events) || events.ValueKind != JsonValueKind.Array)
            throw new GraphQLFieldException($"The data of \"{field}\" is no list of events.");
        return events.EnumerateArray().Select(e => Value(field.Type, e)).ToAsyncEnumerable();
    }

    private static string? TypeName(object value) =>
        value is JsonElement { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("__typename", out var name) && name.ValueKind == JsonValueKind.String ? JsonText.Of(name) : null;

    private static object? Property(object? parent, Field field) =>
        parent is JsonElement { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(field.Name, out var value) ? Value(field.Type, value) : null;

    private static object? Value(GraphType type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Array when type.Nullable is ListType list => value.EnumerateArray().Select(item => Value(list.OfType, item)).ToArray(),
        JsonValueKind.String when type.Named is not ScalarType { Name: not ("String" or "ID") } => JsonText.Of(value) ?? (object)value,
        JsonValueKind.Object when value.TryGetProperty("__error", out var message) => new FieldFailure(message.ToString()),
        _ => value,
    };
}
