using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>Fields and fragments where they are selected. A parent type is null when an error made it unknown; what depends on it is then not judged.</content>
internal sealed partial class DocumentCheck
{
    private void Selections(SelectionSetNode set, CompositeType? parent)
    {
        overlaps.Check(set, parent);
        SelectionsBelow(set, parent);
    }

    // Fields of inline fragments were compared with those around them.
    private void SelectionsBelow(SelectionSetNode set, CompositeType? parent)
    {
        errors.Descend();
        foreach (var selection in set.Selections)
        {
            errors.Spend(1);
            switch (selection)
            {
                case FieldNode field:
                    FieldSelection(field, parent);
                    break;
                case FragmentSpreadNode spread:
                    Spread(spread, parent);
                    break;
                case InlineFragmentNode fragment:
                    InlineFragment(fragment, parent);
                    break;
            }
        }
    }

    private void FieldSelection(FieldNode node, CompositeType? parent)
    {
        var field = parent is null ? null : schema.FieldOf(parent, node.Name.Value);
        if (field is null && parent is not null)
            errors.Add(ValidationRules.FieldsOnCorrectType, $"Cannot query field \"{node.Name.Value}\" on type \"{parent}\".", node.Span);
        FieldArguments(node, field);
        if (node.Directives.Length > 0)
            Directives(node.Directives, DirectiveLocation.Field);
        if (field is not null)
            Leafs(node, field);
        if (node.Name.Value is "__schema" or "__type" && node.SelectionSet is not null)
            new IntrospectionDepth(fragments, errors).Check(node);
        if (node.SelectionSet is { } selections)
            Selections(selections, field?.Type.Named as CompositeType);
    }

    private void Leafs(FieldNode node, Field field)
    {
        var isComposite = field.Type.Named is CompositeType;
        if (isComposite && node.SelectionSet is null)
            errors.Add(ValidationRules.ScalarLeafs, $"Field \"{node.Name.Value}\" of type \"{field.Type}\" must have a selection of subfields.", node.Span);
        else if (!isComposite && node.SelectionSet is { } selections)
            errors.Add(ValidationRules.ScalarLeafs, $"Field \"{node.Name.Value}\" must not have a selection since type \"{field.Type}\" has no subfields.", selections.Span);
    }

    private void Spread(FragmentSpreadNode node, CompositeType? parent)
    {
        var name = node.Name.Value;
        if (!fragments.TryGetValue(name, out var fragment))
        {
            errors.Add(ValidationRules.KnownFragmentNames, $"Unknown fragment \"{name}\".", node.Name.Span);
        }
        else
        {
            current.Spreads.Add(fragment);
            if (fragment.Type is { } type && parent is not null && !Overlap(type, parent))
            {
                errors.Add(
                    ValidationRules.PossibleFragmentSpreads,
                    $"Fragment \"{name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                    node.Span);
            }
        }

        Directives(node.Directives, DirectiveLocation.FragmentSpread);
    }

    private void InlineFragment(InlineFragmentNode node, CompositeType? parent)
    {
        var type = parent;
        if (node.TypeCondition is { } condition)
        {
            TypeName(condition);
            var named = schema.Types.GetValueOrDefault(condition.Name.Value);
            type = named as CompositeType;
            if (named is not null && type is null)
                errors.Add(ValidationRules.FragmentsOnCompositeTypes, $"Fragment cannot condition on non composite type \"{named}\".", condition.Span);
            if (type is not null && parent is not null && !Overlap(type, parent))
                errors.Add(ValidationRules.PossibleFragmentSpreads, $"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node.Span);
        }

        Directives(node.Directives, DirectiveLocation.InlineFragment);
        SelectionsBelow(node.SelectionSet, type);
    }

    private bool Overlap(CompositeType first, CompositeType second)
    {
        if (first == second)
            return true;
        foreach (var possible in schema.PossibleTypes[first])
        {
            errors.Spend(1);
            if (schema.IsPossible(second, possible))
                return true;
        }

        return false;
    }
}
