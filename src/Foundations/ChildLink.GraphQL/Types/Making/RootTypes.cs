using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Root types (section 3.3.1): named by the schema's definition and extensions, or by their default names where there is no definition.</summary>
internal static class RootTypes
{
    private static readonly OperationKind[] Kinds = [OperationKind.Query, OperationKind.Mutation, OperationKind.Subscription];

    /// <summary>Takes the roots into the draft.</summary>
    public static void Name(SdlIndex index, SchemaDraft draft)
    {
        foreach (var root in index.SchemaParts.SelectMany(part => part.OperationTypes))
        {
            draft.Roots[root.Kind] = draft.Types[root.Type.Name.Value];
            draft.RootNodes[root.Kind] = root.Type;
        }

        draft.Definition = index.SchemaDefinitions.FirstOrDefault();
        if (draft.Definition is not null)
            return;
        foreach (var kind in Kinds)
        {
            // With no definition the default name wins over an extension that names another type, as in graphql-js.
            if (index.Types.ContainsKey(kind.ToString()))
                draft.Roots[kind] = draft.Types[kind.ToString()];
        }
    }

    /// <summary>There is a query root, roots are objects, and all are different.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        if (!draft.Roots.ContainsKey(OperationKind.Query))
            errors.Add("A schema must have a root type for queries.", draft.Definition);
        foreach (var kind in Kinds)
        {
            if (draft.Roots.TryGetValue(kind, out var type) && type is not ObjectType)
                errors.Add($"The {Word(kind)} root must be an object type; {type} is none.", draft.RootNodes.GetValueOrDefault(kind) ?? draft.NodeOf(type));
        }

        foreach (var group in draft.Roots.Where(r => r.Value is ObjectType).GroupBy(r => r.Value).Where(g => g.Skip(1).Any()))
            errors.Add($"All root types must be different; {group.Key} is the root of {string.Join(" and ", group.Select(r => Word(r.Key)))}.", [.. group.Select(r => draft.RootNodes.GetValueOrDefault(r.Key))]);
    }

    private static string Word(OperationKind kind) => kind.ToString().ToLowerInvariant();
}
