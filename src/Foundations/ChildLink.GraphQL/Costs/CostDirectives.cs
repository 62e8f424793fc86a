using System.Collections.Immutable;
using System.Globalization;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Costs;

/// <summary>
/// Reads <c>@cost(weight:)</c> and <c>@listSize(assumedSize:, slicingArguments:, sizedFields:)</c> of a schema, as the draft of a cost specification by IBM has them.
/// A schema need not define them: then conventions hold.
/// </summary>
internal static class CostDirectives
{
    private static readonly string[] Slicing = ["first", "last"];
    private static readonly string[] Sized = ["edges", "nodes"];

    /// <summary>What resolving a field once weighs, its arguments included.</summary>
    public static double WeightOf(Field field, FieldNode node)
    {
        var weight = Weight(field.AppliedDirectives) ?? (field.Type.Named is CompositeType ? 1 : 0);
        foreach (var given in node.Arguments)
            weight += field.Argument(given.Name.Value) is { } argument ? Weight(argument.AppliedDirectives) ?? 0 : 0;
        return weight;
    }

    /// <summary>What a value of a type weighs.</summary>
    public static double WeightOf(NamedType type) => Weight(type.AppliedDirectives) ?? (type is CompositeType ? 1 : 0);

    /// <summary>How a field is sized: <c>first</c> and <c>last</c> size its list, or else the lists <c>edges</c> and <c>nodes</c> below it.</summary>
    public static FieldSizing SizingOf(Field field)
    {
        var directive = field.AppliedDirectives.FirstOrDefault(d => d.Name.Value == "listSize");
        var slicing = Texts(directive, "slicingArguments") ?? [.. Slicing.Where(name => field.Argument(name) is { } a && a.Type.Named.Name == "Int")];
        var sized = Texts(directive, "sizedFields") ?? (IsList(field.Type) || slicing.Length == 0 ? [] : Sized);
        var assumed = Value(directive, "assumedSize") is IntValueNode size && int.TryParse(size.Text, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        return new FieldSizing(slicing, sized, assumed);
    }

    public static bool IsList(GraphType type) => type.Nullable is ListType;

    private static double? Weight(ImmutableArray<DirectiveNode> directives)
    {
        var text = Value(directives.FirstOrDefault(d => d.Name.Value == "cost"), "weight") switch
        {
            StringValueNode s => s.Value,
            IntValueNode i => i.Text,
            FloatValueNode f => f.Text,
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : null;
    }

    private static string[]? Texts(DirectiveNode? directive, string name) => Value(directive, name) switch
    {
        ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(v => v.Value)],
        StringValueNode one => [one.Value],
        _ => null,
    };

    private static ValueNode? Value(DirectiveNode? directive, string name) => directive?.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;
}

/// <summary>What sizes the lists of a field.</summary>
/// <param name="SlicingArguments">Arguments that say how many items; the largest counts.</param>
/// <param name="SizedFields">Lists directly below the field that they size; none when they size the field itself.</param>
/// <param name="AssumedSize">Items when no argument says, or null.</param>
internal sealed record FieldSizing(string[] SlicingArguments, string[] SizedFields, int? AssumedSize);
