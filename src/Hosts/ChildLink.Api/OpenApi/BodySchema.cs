using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>The schema of a request body, taken from the contract by which the body is read.</summary>
internal static class BodySchema
{
    private static readonly JsonSchemaExporterOptions Exact = new() { TreatNullObliviousAsNonNullable = true };

    public static OpenApiSchema Of(JsonTypeInfo type) => Convert(type.GetJsonSchemaAsNode(Exact));

    /// <summary>Says what a property of a body means.</summary>
    public static OpenApiSchema Describe(this OpenApiSchema schema, string property, string description)
    {
        var described = (OpenApiSchema)schema.Properties![property];
        described.Description = description;
        return described;
    }

    private static OpenApiSchema Convert(JsonNode node) => new()
    {
        Type = TypeOf(node["type"]!),
        Format = node["format"]?.GetValue<string>(),
        Properties = node["properties"]?.AsObject().ToDictionary(p => p.Key, IOpenApiSchema (p) => Convert(p.Value!), StringComparer.Ordinal),
        Required = node["required"] is { } required ? new SortedSet<string>(required.AsArray().Select(r => r!.GetValue<string>()), StringComparer.Ordinal) : null,
        Items = node["items"] is { } items ? Convert(items) : null,
        AdditionalPropertiesAllowed = node["additionalProperties"]?.GetValue<bool>() ?? true,
    };

    private static JsonSchemaType TypeOf(JsonNode type) => type is JsonArray several
        ? several.Aggregate(default(JsonSchemaType), (all, one) => all | TypeOf(one!))
        : Enum.Parse<JsonSchemaType>(type.GetValue<string>(), ignoreCase: true);
}
