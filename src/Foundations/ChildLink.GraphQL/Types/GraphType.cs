namespace ChildLink.GraphQL.Types;

/// <summary>A type of a schema: named, a list, or non-null. Wrapping types are made once per inner type, so identity is equality.</summary>
public abstract class GraphType
{
    private ListType? list;
    private NonNullType? nonNull;

    private protected GraphType()
    {
    }

    /// <summary>The list of this type.</summary>
    public ListType InList() => list ?? Interlocked.CompareExchange(ref list, new ListType(this), null) ?? list;

    /// <summary>This type without null; itself when it is non-null.</summary>
    public NonNullType WithoutNull() => this as NonNullType ?? nonNull ?? Interlocked.CompareExchange(ref nonNull, new NonNullType(this), null) ?? nonNull;

    /// <summary>The named type inside all wrapping.</summary>
    public NamedType Named => this switch
    {
        ListType l => l.OfType.Named,
        NonNullType n => n.OfType.Named,
        _ => (NamedType)this,
    };

    /// <summary>The type without an outer non-null.</summary>
    public GraphType Nullable => this is NonNullType n ? n.OfType : this;

    /// <summary>Whether variables, arguments and input fields may be of it.</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields may be of it.</summary>
    public bool IsOutput => Named is not InputObjectType;
}

/// <summary><c>[Type]</c>.</summary>
public sealed class ListType : GraphType
{
    internal ListType(GraphType ofType) => OfType = ofType;

    /// <summary>Type of the items.</summary>
    public GraphType OfType { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{OfType}]";
}

/// <summary><c>Type!</c>.</summary>
public sealed class NonNullType : GraphType
{
    internal NonNullType(GraphType ofType) => OfType = ofType;

    /// <summary>The type that may not be null: named or a list.</summary>
    public GraphType OfType { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{OfType}!";
}
