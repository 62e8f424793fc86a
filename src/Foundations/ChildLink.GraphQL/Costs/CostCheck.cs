using System.Text.Json;

namespace ChildLink.GraphQL.Costs;

/// <summary>Compares a cost with its limits, and tells it.</summary>
internal static class CostCheck
{
    private static readonly JsonEncodedText Cost = JsonEncodedText.Encode("cost");
    private static readonly JsonEncodedText FieldCost = JsonEncodedText.Encode("fieldCost");
    private static readonly JsonEncodedText TypeCost = JsonEncodedText.Encode("typeCost");

    /// <summary>Code of a cost beyond its limit; the one that HotChocolate gives, with the same numbers beside it.</summary>
    private const string TooCostly = "HC0047";

    /// <summary>Errors of the request, one per limit that is passed; one alone when the cost could not be found.</summary>
    public static IReadOnlyList<GraphQLError> Of(OperationCost cost, CostLimits limits)
    {
        if (cost.IsTooComplex)
            return [new GraphQLError("The operation is too complex: its fields nest too deeply, or in too many different ways to be counted.", [], Code: TooCostly)];
        var errors = new List<GraphQLError>();
        Check(errors, "field cost", "FieldCost", cost.FieldCost, limits.MaxFieldCost);
        Check(errors, "type cost", "TypeCost", cost.TypeCost, limits.MaxTypeCost);
        Check(errors, "depth", "Depth", cost.Depth, limits.MaxDepth);
        Check(errors, "number of fields", "Fields", cost.Fields, limits.MaxFields);
        Check(errors, "number of aliases", "Aliases", cost.Aliases, limits.MaxAliases);
        return errors;
    }

    /// <summary>Whether numbers that do not depend on variables are beyond their limits.</summary>
    public static bool IsAlwaysRefused(OperationCost cost, CostLimits limits) =>
        cost.Depth > limits.MaxDepth || cost.Fields > limits.MaxFields || cost.Aliases > limits.MaxAliases;

    /// <summary>Writes the property <c>cost</c> of <c>extensions</c>.</summary>
    public static void Report(OperationCost cost, Utf8JsonWriter extensions)
    {
        extensions.WriteStartObject(Cost);
        extensions.WriteNumber(FieldCost, Finite(cost.FieldCost));
        extensions.WriteNumber(TypeCost, Finite(cost.TypeCost));
        extensions.WriteEndObject();
    }

    /// <summary>A cost can be beyond every number; JSON has none for that.</summary>
    private static double Finite(double cost) => double.IsFinite(cost) ? cost : double.MaxValue;

    private static void Check(List<GraphQLError> errors, string what, string name, double cost, double limit)
    {
        if (cost <= limit)
            return;
        var details = new Dictionary<string, double> { [char.ToLowerInvariant(name[0]) + name[1..]] = Finite(cost), ["max" + name] = limit };
        errors.Add(new GraphQLError($"The maximum allowed {what} was exceeded.", [], Code: TooCostly, Details: details));
    }
}
