using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>
/// A field of an operation after fragments were merged and <c>@skip</c> and <c>@include</c> were applied: what one response key asks of one object type.
/// Made once per document (and per values of the variables of those directives), shared by all requests.
/// </summary>
public sealed class SelectedField
{
    private readonly OperationPlan plan;
    private readonly SelectedField? parent;
    private readonly SelectionPlan?[] children;
    private SourceLocation[]? locations;

    internal SelectedField(OperationPlan plan, BoundField bound, string responseKey, SelectedField? parent, FieldNode[] nodes, int column, FieldFailure? failure)
    {
        this.plan = plan;
        this.parent = parent;
        Bound = bound;
        Mode = failure is null ? bound.Mode : FieldMode.Composite;
        Failure = failure;
        Value = bound.Resolver as ValueResolver;
        Writer = bound.Resolver as LeafResolver;
        Single = bound.Field.Type.Nullable is ListType ? null : bound.Leaf;
        ResponseKey = responseKey;
        Nodes = nodes;
        Column = column;
        Key = JsonEncodedText.Encode(responseKey);
        Arguments = ArgumentPlan.Of(plan.Schema, bound.Field, nodes[0]);
        children = bound.Possible.Length == 0 ? [] : new SelectionPlan?[bound.Possible.Length];
    }

    /// <summary>The field of the schema.</summary>
    public Field Field => Bound.Field;

    /// <summary>Its key in the answer.</summary>
    public string ResponseKey { get; }

    /// <summary>Response keys from the root to here, joined by dots, without positions of lists. Joined when asked for: kept, paths of long keys take many times their text.</summary>
    public string Path => parent is null ? ResponseKey : $"{parent.Path}.{ResponseKey}";

    /// <summary>A twentieth of the memory it takes, in bytes; constant arguments are coerced, which multiplies their text as parsing does.</summary>
    internal long Weight =>
        20 + (ResponseKey.Length / 4) + ((Nodes.Length + children.Length) / 2) + (Nodes[0].Arguments is [var first, ..] given ? given[^1].Span.End - first.Span.Start : 0);

    internal BoundField Bound { get; }

    internal FieldMode Mode { get; }

    /// <summary>Why the field fails whatever its resolver would do, or null.</summary>
    internal FieldFailure? Failure { get; }

    /// <summary>The resolver when it is one of values in memory, else null.</summary>
    internal ValueResolver? Value { get; }

    /// <summary>The resolver when it is one that writes leaves, else null.</summary>
    internal LeafResolver? Writer { get; }

    /// <summary>How the field's value is written when it is a leaf and no list, else null.</summary>
    internal LeafOutput? Single { get; }

    internal FieldNode[] Nodes { get; }

    internal int Column { get; }

    internal JsonEncodedText Key { get; }

    internal ArgumentPlan Arguments { get; }

    /// <summary>Places of all merged fields in the document, found when the first error needs them.</summary>
    internal SourceLocation[] Locations => locations ??= [.. Nodes.Select(n => SourceLocations.Of(plan.Source.Span, n.Span.Start))];

    /// <summary>Places a failure is about: those of the merged fields, or that of the wrong argument.</summary>
    internal SourceLocation[] LocationsOf(FieldFailure failure) =>
        failure.Node is null ? Locations : [SourceLocations.Of(plan.Source.Span, failure.Node.Span.Start)];

    /// <summary>What is asked of objects of a type, in the order of the answer; none for leaves.</summary>
    /// <param name="type">An object type that the field's objects can be.</param>
    /// <exception cref="ArgumentException">The field's objects cannot be of the type.</exception>
    public IReadOnlyList<SelectedField> Children(ObjectType type)
    {
        if (Bound.Mode is not (FieldMode.Composite or FieldMode.LateSubtree))
            return [];
        var index = Array.IndexOf(Bound.Possible, type);
        return index >= 0 ? Below(index).Fields : throw new ArgumentException($"'{Field}' has no objects of type '{type}'.", nameof(type));
    }

    /// <summary>What is asked of the field's objects when they can be of one type only; none for leaves.</summary>
    /// <exception cref="InvalidOperationException">The field is of an abstract type with several object types.</exception>
    public IReadOnlyList<SelectedField> Children() => Bound.Possible.Length switch
    {
        0 => [],
        1 => Below(0).Fields,
        _ => throw new InvalidOperationException($"'{Field}' is of an abstract type: say of which object type the children are."),
    };

    /// <summary>The plan for objects of a possible type, made when it is first needed.</summary>
    internal SelectionPlan Below(int possible)
    {
        if (Volatile.Read(ref children[possible]) is { } known)
            return known;
        var made = SelectionPlanner.Below(plan, this, Bound.Possible[possible]);
        if (!plan.MayKeep(made))
            return made;
        return Interlocked.CompareExchange(ref children[possible], made, null) ?? made;
    }
}
