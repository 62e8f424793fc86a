using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>Questions to a schema that several rules ask.</summary>
internal static class SchemaLookups
{
    /// <summary>The field of a composite type, meta fields included, or null.</summary>
    public static Field? FieldOf(this Schema schema, CompositeType parent, string name)
    {
        if (parent is FieldsType type && type.ByName.TryGetValue(name, out var field))
            return field;
        if (!name.StartsWith("__", StringComparison.Ordinal))
            return null;
        var meta = schema.Introspection;
        return name == meta.TypeName.Name ? meta.TypeName
            : parent != schema.Query ? null
            : name == meta.Schema.Name ? meta.Schema
            : name == meta.Type.Name ? meta.Type
            : null;
    }

    /// <summary>Whether a value of the type can be an object of that one.</summary>
    public static bool IsPossible(this Schema schema, CompositeType type, ObjectType possible) => type switch
    {
        InterfaceType face => possible.Interfaces.Contains(face),
        UnionType union => union.Members.Contains(possible),
        _ => type == possible,
    };

    /// <summary>Whether every value of the first type is one of the second (section 5.8.5, AreTypesCompatible; and covariance of abstract types).</summary>
    public static bool IsSubtype(GraphType type, GraphType super) => (type, super) switch
    {
        _ when type == super => true,
        (NonNullType t, NonNullType s) => IsSubtype(t.OfType, s.OfType),
        (_, NonNullType) => false,
        (NonNullType t, _) => IsSubtype(t.OfType, super),
        (ListType t, ListType s) => IsSubtype(t.OfType, s.OfType),
        _ => false,
    };
}
