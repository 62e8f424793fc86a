using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>Whether two fields under one key are the same field, of the same shape.</content>
internal sealed partial class OverlappingFields
{
    // What collecting and comparing two selection sets costs against a comparison of two fields, measured.
    private const int CostOfSelections = 8;

    private void Compare(string key, FieldUse first, FieldUse second, bool parentsAreExclusive, List<FieldConflict> conflicts)
    {
        errors.Spend(1);

        // More would neither be told nor change the verdict, and they are quadratic in number.
        if (conflicts.Count > errors.MaxErrors || AreAlike(first, second))
            return;

        // Objects of two types are never one, so only the shape of the answer must agree (section 5.3.2, SameResponseShape).
        var areExclusive = parentsAreExclusive || (first.Parent != second.Parent && first.Parent is ObjectType && second.Parent is ObjectType);
        if (Reason(first, second, areExclusive) is { } reason)
            conflicts.Add(new FieldConflict(key, reason, [first.Node], [second.Node]));
        else if (first.Node.SelectionSet is { } firstSet && second.Node.SelectionSet is { } secondSet)
            CompareSelections(key, first, firstSet, second, secondSet, areExclusive, conflicts);
    }

    private string? Reason(FieldUse first, FieldUse second, bool areExclusive)
    {
        if (!areExclusive)
        {
            var (name, other) = (first.Node.Name.Value, second.Node.Name.Value);
            if (name != other)
                return $"\"{TokenText.Shortened(name)}\" and \"{TokenText.Shortened(other)}\" are different fields";
            if (!SameValues.OfArguments(first.Node.Arguments, second.Node.Arguments, errors))
                return "they have differing arguments";
        }

        return first.Definition?.Type is { } type && second.Definition?.Type is { } otherType && Conflict(type, otherType)
            ? $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    private void CompareSelections(
        string key, FieldUse first, SelectionSetNode firstSet, FieldUse second, SelectionSetNode secondSet, bool areExclusive, List<FieldConflict> conflicts)
    {
        errors.Descend();
        errors.Spend(CostOfSelections);
        var below = new List<FieldConflict>();
        var fields = Collect(firstSet, first.Definition?.Type.Named as CompositeType);
        var others = Collect(secondSet, second.Definition?.Type.Named as CompositeType);
        Between(fields, others, areExclusive, below);
        foreach (var fragment in others.Spreads)
            BetweenFieldsAndFragment(fields, fragment, areExclusive, below);
        foreach (var fragment in fields.Spreads)
            BetweenFieldsAndFragment(others, fragment, areExclusive, below);
        foreach (var fragment in fields.Spreads)
        {
            foreach (var other in others.Spreads)
                BetweenFragments(fragment, other, areExclusive, below);
        }

        if (below.Count > 0)
            conflicts.Add(FieldConflict.Of(key, first.Node, second.Node, below));
    }

    private static bool Conflict(GraphType first, GraphType second) => (first, second) switch
    {
        _ when first == second => false,
        (ListType f, ListType s) => Conflict(f.OfType, s.OfType),
        (ListType, _) or (_, ListType) => true,
        (NonNullType f, NonNullType s) => Conflict(f.OfType, s.OfType),
        (NonNullType, _) or (_, NonNullType) => true,
        (CompositeType, CompositeType) => false,
        _ => true,
    };
}
