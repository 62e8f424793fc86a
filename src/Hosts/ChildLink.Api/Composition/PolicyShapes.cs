using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Inquiries;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Plans;

namespace ChildLink.Api.Composition;

/// <summary>One kind of policy document: the name of its JSON Schema, its type, and where its files lie below the policies folder.</summary>
/// <param name="Name">File name without its ending: <c>schemas/&lt;name&gt;.schema.json</c>.</param>
/// <param name="Document">The C# type that the loader reads.</param>
/// <param name="Folder">Folder of its files; <c>*</c> stands for a municipality.</param>
/// <param name="Pattern">Names of its files.</param>
public sealed record PolicyShape(string Name, Type Document, string Folder, string Pattern);

/// <summary>
/// JSON Schemas (draft 7) of every kind of policy document, made from the very types that the loader reads: editors complete and
/// check what <c>childlink policy check</c> will read.
/// </summary>
public static class PolicyShapes
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lock Gate = new();

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<PolicyShape> All { get; } =
    [
        new("purposes", typeof(PurposesDocument), "", "purposes.yaml"),
        new("roles", typeof(RolesDocument), "", "roles.yaml"),
        new("catalogue", typeof(CatalogueDocument), "", "catalogue.yaml"),
        new("disclosure", typeof(DisclosureDocument), "", "disclosure.yaml"),
        new("legal-bases", typeof(LegalBasesDocument), "", "legal-bases.yaml"),
        new("policy-tests", typeof(PolicyTestsDocument), "tests", "*.yaml"),
        new("city", typeof(CityDocument), "municipalities/*", "city.yaml"),
        new("provision", typeof(ProvisionDocument), "municipalities/*/provisions", "*.yaml"),
        new("plan", typeof(PlanDocument), "municipalities/*/plans", "*.yaml"),
        new("support", typeof(SupportDocument), "municipalities/*", "support.yaml"),
        new("narrowing", typeof(NarrowingRuleDocument), "municipalities/*/narrowing", "*.yaml"),
        new("inquiry", typeof(InquiryFormDocument), "municipalities/*/inquiries", "*.yaml"),
    ];

    /// <summary>The schema of a kind.</summary>
    public static JsonObject SchemaOf(PolicyShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = shape.Name };
        foreach (var (name, value) in ObjectOf(shape.Document))
            schema[name] = value?.DeepClone();
        return schema;
    }

    private static JsonObject ObjectOf(Type type)
    {
        var empty = Activator.CreateInstance(type)!;
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var schema = ValueOf(property.PropertyType, property.GetCustomAttribute<PolicyWordAttribute>()?.Set);
            properties[name] = schema;
            // What is empty until it is written, and may not be null, has to be written.
            if (property.GetValue(empty) is "" && !MayBeNull(property))
                required.Add((JsonNode)name);
        }

        var made = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
            made["required"] = required;
        return made;
    }

    private static JsonObject ValueOf(Type type, Type? words)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(ContextKinds))
        {
            var kinds = WordsOf(typeof(ContextKinds));
            return new JsonObject { ["oneOf"] = new JsonArray(kinds, new JsonObject { ["type"] = "array", ["items"] = kinds.DeepClone() }) };
        }

        if (plain == typeof(string))
            return words is null ? new JsonObject { ["type"] = "string" } : WordsOf(words);
        if (plain == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (plain == typeof(int) || plain == typeof(long))
            return new JsonObject { ["type"] = "integer" };
        if (plain == typeof(decimal) || plain == typeof(double))
            return new JsonObject { ["type"] = "number" };
        if (typeof(IEnumerable).IsAssignableFrom(plain) && plain.IsGenericType)
            return new JsonObject { ["type"] = "array", ["items"] = ValueOf(plain.GetGenericArguments()[0], words) };
        if (plain.IsClass)
            return ObjectOf(plain);
        throw new NotSupportedException($"{type} has no JSON Schema; say how it is written in YAML.");
    }

    private static JsonObject WordsOf(Type set)
    {
        var words = set.IsEnum
            ? (IEnumerable<string>)typeof(PolicyWords).GetMethod(nameof(PolicyWords.All))!.MakeGenericMethod(set).Invoke(null, null)!
            : (IEnumerable<string>)(set.GetProperty("All") ?? set.GetProperty("Known"))!.GetValue(null)!;
        return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Order(StringComparer.Ordinal).Select(w => (JsonNode)w)]) };
    }

    private static bool MayBeNull(PropertyInfo property)
    {
        lock (Gate)
            return Nullability.Create(property).WriteState == NullabilityState.Nullable;
    }
}
