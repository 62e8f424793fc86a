using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>References to types in a document, looked up in a schema.</summary>
public static class TypeReference
{
    /// <summary>The type a reference means, or null when the schema does not have its named type.</summary>
    public static GraphType? Find(IReadOnlyDictionary<string, NamedType> types, TypeNode reference) => reference switch
    {
        ListTypeNode list => Find(types, list.OfType)?.InList(),
        NonNullTypeNode nonNull => Find(types, nonNull.OfType)?.WithoutNull(),
        NamedTypeNode named => types.GetValueOrDefault(named.Name.Value),
        _ => null,
    };

    /// <summary>The named type inside all wrapping.</summary>
    internal static NamedTypeNode Named(TypeNode reference)
    {
        while (true)
        {
            switch (reference)
            {
                case ListTypeNode list:
                    reference = list.OfType;
                    break;
                case NonNullTypeNode nonNull:
                    reference = nonNull.OfType;
                    break;
                default:
                    return (NamedTypeNode)reference;
            }
        }
    }
}
