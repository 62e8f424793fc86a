using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>A schema with the name under which others refer to it.</summary>
internal sealed record NamedSchema(string Name, OpenApiSchema Schema);

/// <summary>The few forms that answers are made of.</summary>
internal static class Shape
{
    public static OpenApiSchema Text(string? description = null, string? pattern = null) =>
        new() { Type = JsonSchemaType.String, Description = description, Pattern = pattern };

    public static OpenApiSchema Word(string? description, params string[] words) =>
        new() { Type = JsonSchemaType.String, Description = description, Enum = [.. words.Select(w => (JsonNode)JsonValue.Create(w))] };

    public static OpenApiSchema Uuid(string? description = null) => new() { Type = JsonSchemaType.String, Format = "uuid", Description = description };

    public static OpenApiSchema Instant(string? description = null) => new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    public static OpenApiSchema Day(string? description = null) => new() { Type = JsonSchemaType.String, Format = "date", Description = description };

    public static OpenApiSchema Whole(string? description = null) => new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };

    public static OpenApiSchema Count(string? description = null) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Description = description };

    public static OpenApiSchema Number(string? description = null) => new() { Type = JsonSchemaType.Number, Description = description };

    public static OpenApiSchema Flag(string? description = null) => new() { Type = JsonSchemaType.Boolean, Description = description };

    public static OpenApiSchema List(IOpenApiSchema items, string? description = null) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    public static OpenApiSchemaReference Ref(string name) => new(name);

    /// <summary>The same, or null.</summary>
    public static OpenApiSchema OrNull(this OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    /// <summary>An object whose properties are always there.</summary>
    public static OpenApiSchema Object(string? description, params (string Name, IOpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = properties.ToDictionary(p => p.Name, p => p.Schema, StringComparer.Ordinal),
        Required = new SortedSet<string>(properties.Select(p => p.Name), StringComparer.Ordinal),
    };

    /// <summary>Lets properties be left out.</summary>
    public static OpenApiSchema Optional(this OpenApiSchema schema, params string[] names)
    {
        schema.Required!.ExceptWith(names);
        return schema;
    }

    /// <summary><c>{"items": […]}</c>, with further properties.</summary>
    public static OpenApiSchema Items(string of, params (string Name, IOpenApiSchema Schema)[] further) =>
        Object(null, [("items", List(Ref(of))), .. further]);
}
