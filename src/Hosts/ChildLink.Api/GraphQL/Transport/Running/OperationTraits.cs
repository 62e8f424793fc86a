using System.Runtime.CompilerServices;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Language;

namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>What the door must know of an operation before it runs.</summary>
internal static class OperationTraits
{
    private const string OwnRights = "me";
    private const string TypeName = "__typename";
    private const int LongestName = 64;

    /// <summary>A prepared operation runs thousands of times.</summary>
    private static readonly ConditionalWeakTable<PreparedOperation, string> LogNames = [];

    /// <summary>Root fields that tell about the schema or about the caller's own rights.</summary>
    private static readonly string[] WithoutPurpose = [OwnRights, TypeName, "__schema", "__type"];

    /// <summary>Whether a purpose must be declared.</summary>
    public static bool NeedsPurpose(this PreparedOperation operation) =>
        operation.Kind != OperationKind.Query || operation.RootFields.Any(f => Array.IndexOf(WithoutPurpose, f.Field.Name) < 0);

    /// <summary>Whether the caller's own rights are among the root fields.</summary>
    public static bool AsksForOwnRights(this PreparedOperation operation) => operation.RootFields.Any(f => f.Field.Name == OwnRights);

    /// <summary>Whether it is about the policy and nothing else.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="aboutPolicy">Root fields that are about the policy.</param>
    public static bool IsAboutPolicy(this PreparedOperation operation, IReadOnlySet<string> aboutPolicy)
    {
        var asked = operation.RootFields.Where(f => f.Field.Name != TypeName).ToList();
        return asked.Count > 0 && asked.TrueForAll(f => aboutPolicy.Contains(f.Field.Name));
    }

    /// <summary>Whether it may be asked for by an address.</summary>
    public static bool MayStandInAddress(this PreparedOperation operation) =>
        operation.Kind != OperationKind.Mutation && !operation.RootFields.Any(f => f.Field.AppliedDirectives.Any(d => d.Name.Value == ProductSchema.PostOnly));

    /// <summary>
    /// Name in the access log: <c>graphql query children,me as Listed</c>. First all root fields, which the schema names, so that no client
    /// can call a search something else; then the name that the client gave, where it is short. It is a name of the grammar, no free text.
    /// </summary>
    public static string LogName(this PreparedOperation operation) => LogNames.GetValue(operation, NameOf);

    private static string NameOf(PreparedOperation operation)
    {
        var kind = operation.Kind switch { OperationKind.Query => "query", OperationKind.Mutation => "mutation", _ => "subscription" };
        var fields = string.Join(',', operation.RootFields.Select(f => f.Field.Name).Distinct(StringComparer.Ordinal));
        return operation.Name is { Length: <= LongestName } given ? $"{OperationDoor.Unnamed} {kind} {fields} as {given}" : $"{OperationDoor.Unnamed} {kind} {fields}";
    }
}
