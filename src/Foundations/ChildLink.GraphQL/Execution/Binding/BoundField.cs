using System.Collections.Frozen;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>When and how a field gets into the answer.</summary>
internal enum FieldMode
{
    /// <summary><c>__typename</c>: known from the plan.</summary>
    TypeName,

    /// <summary>Written by its resolver while the answer is written.</summary>
    LateWriter,

    /// <summary>Objects written whole by their resolver while the answer is written.</summary>
    LateSubtree,

    /// <summary>A nullable leaf in memory: taken and written while the answer is written.</summary>
    LateValue,

    /// <summary>A leaf that is resolved with its level: from a batch, or one whose null would propagate.</summary>
    EarlyLeaf,

    /// <summary>Objects and lists of them.</summary>
    Composite,
}

/// <summary>A field of an object type with all that running it needs.</summary>
/// <param name="Field">The field.</param>
/// <param name="Resolver">Its resolver.</param>
/// <param name="Mode">When it gets into the answer.</param>
/// <param name="Leaf">How its leaves are written, or null for composite types.</param>
/// <param name="Possible">Object types its objects can be; none for leaves.</param>
/// <param name="TypeName">How a value of an abstract type tells its object type, or null.</param>
internal sealed record BoundField(Field Field, FieldResolver Resolver, FieldMode Mode, LeafOutput? Leaf, ObjectType[] Possible, Func<object, string?>? TypeName)
{
    /// <summary>Positions of the possible types, by name.</summary>
    public FrozenDictionary<string, int> PossibleByName { get; } = Possible.Index().ToFrozenDictionary(p => p.Item.Name, p => p.Index);
}
