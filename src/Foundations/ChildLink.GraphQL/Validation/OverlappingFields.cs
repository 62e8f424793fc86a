using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>
/// Fields under one response key can be answered as one (section 5.3.2). Compares the fields of a selection set pairwise, with those of
/// the fragments it spreads, and each pair of fragments once in a document.
/// </summary>
internal sealed partial class OverlappingFields(Schema schema, Dictionary<string, FragmentFacts> fragments, ErrorList errors)
{
    private const int QuadraticSize = 12;
    private readonly Dictionary<SelectionSetNode, CollectedFields> collected = [];

    // True: compared as fields of objects that are never the same. That comparison asks less, so it does not stand for the other.
    private readonly Dictionary<(CollectedFields, FragmentFacts), bool> fieldsAndFragments = [];
    private readonly Dictionary<(FragmentFacts, FragmentFacts), bool> fragmentPairs = [];

    /// <summary>Reports the conflicts of a selection set of a field, an operation or a fragment.</summary>
    public void Check(SelectionSetNode set, CompositeType? parent)
    {
        if (IsPlain(set))
            return;
        var conflicts = new List<FieldConflict>();
        var fields = Collect(set, parent);
        Within(fields, conflicts);
        for (var i = 0; i < fields.Spreads.Count; i++)
        {
            BetweenFieldsAndFragment(fields, fields.Spreads[i], false, conflicts);
            for (var j = i + 1; j < fields.Spreads.Count; j++)
                BetweenFragments(fields.Spreads[i], fields.Spreads[j], false, conflicts);
        }

        foreach (var conflict in conflicts)
        {
            errors.Add(
                ValidationRules.OverlappingFieldsCanBeMerged,
                $"Fields \"{TokenText.Shortened(conflict.Key)}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.First.Select(f => f.Span), .. conflict.Second.Select(f => f.Span)]);
        }
    }

    // Most selection sets are a few fields with keys of their own.
    private static bool IsPlain(SelectionSetNode set)
    {
        var selections = set.Selections;
        if (selections.Length == 1)
            return selections[0] is not InlineFragmentNode;
        if (selections.Length > QuadraticSize)
            return false;
        for (var i = 0; i < selections.Length; i++)
        {
            if (selections[i] is not FieldNode field)
                return false;
            var key = field.ResponseKey;
            for (var j = 0; j < i; j++)
            {
                if (((FieldNode)selections[j]).ResponseKey == key)
                    return false;
            }
        }

        return true;
    }

    private CollectedFields Collect(SelectionSetNode set, CompositeType? parent)
    {
        if (!collected.TryGetValue(set, out var fields))
        {
            errors.Spend(set.Selections.Length);
            collected[set] = fields = new CollectedFields(schema, fragments, set, parent);
        }

        return fields;
    }

    private void Within(CollectedFields set, List<FieldConflict> conflicts)
    {
        foreach (var (key, fields) in set.Groups)
        {
            if (fields.Count == 1 || AreAlike(fields))
                continue;
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = i + 1; j < fields.Count; j++)
                    Compare(key, fields[i], fields[j], false, conflicts);
            }
        }
    }

    // The same field over and over is a cheap attack and no conflict.
    private static bool AreAlike(List<FieldUse> fields)
    {
        var first = fields[0];
        foreach (var field in fields)
        {
            if (!AreAlike(first, field))
                return false;
        }

        return true;
    }

    private static bool AreAlike(FieldUse first, FieldUse second) =>
        first.IsSimple && second.IsSimple && first.Node.Name.Value == second.Node.Name.Value && first.Definition?.Type == second.Definition?.Type;

    private void Between(CollectedFields first, CollectedFields second, bool areExclusive, List<FieldConflict> conflicts)
    {
        foreach (var (key, fields) in first.Groups)
        {
            errors.Spend(1);
            if (second.Find(key) is not { } others)
                continue;
            foreach (var field in fields)
            {
                foreach (var other in others)
                    Compare(key, field, other, areExclusive, conflicts);
            }
        }
    }

    private void BetweenFieldsAndFragment(CollectedFields fields, FragmentFacts fragment, bool areExclusive, List<FieldConflict> conflicts)
    {
        if (fields.Groups.Count == 0)
            return;
        var open = new Stack<FragmentFacts>([fragment]);
        while (open.TryPop(out var next))
        {
            errors.Spend(1);
            if (!IsNew(fieldsAndFragments, (fields, next), areExclusive))
                continue;
            var others = Collect(next.Node.SelectionSet, next.Type);
            if (others == fields)
                continue;
            Between(fields, others, areExclusive, conflicts);
            for (var i = others.Spreads.Count - 1; i >= 0; i--)
                open.Push(others.Spreads[i]);
        }
    }

    private void BetweenFragments(FragmentFacts one, FragmentFacts other, bool areExclusive, List<FieldConflict> conflicts)
    {
        var open = new Stack<(FragmentFacts First, FragmentFacts Second)>([(one, other)]);
        while (open.TryPop(out var pair))
        {
            errors.Spend(2);
            var (first, second) = pair;
            if (first == second || Has(fragmentPairs, (second, first), areExclusive) || !IsNew(fragmentPairs, (first, second), areExclusive))
                continue;
            var fields = Collect(first.Node.SelectionSet, first.Type);
            var others = Collect(second.Node.SelectionSet, second.Type);
            Between(fields, others, areExclusive, conflicts);
            for (var i = fields.Spreads.Count - 1; i >= 0; i--)
                open.Push((fields.Spreads[i], second));
            for (var i = others.Spreads.Count - 1; i >= 0; i--)
                open.Push((first, others.Spreads[i]));
        }
    }

    private static bool Has<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool areExclusive)
        where TPair : notnull => compared.TryGetValue(pair, out var before) && (areExclusive || !before);

    private static bool IsNew<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool areExclusive)
        where TPair : notnull
    {
        if (Has(compared, pair, areExclusive))
            return false;
        compared[pair] = areExclusive;
        return true;
    }
}
