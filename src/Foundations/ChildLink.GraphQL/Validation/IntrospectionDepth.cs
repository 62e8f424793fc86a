using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>
/// Refuses lists of fields, interfaces, possible types or input fields within each other, three deep, below <c>__schema</c> and <c>__type</c>:
/// each level multiplies the answer by the size of the schema.
/// </summary>
internal sealed class IntrospectionDepth(Dictionary<string, FragmentFacts> fragments, ErrorList errors)
{
    private const int MaxLists = 3;
    private readonly Dictionary<string, int> deepest = [];

    /// <summary>Checks one meta field.</summary>
    public void Check(FieldNode field)
    {
        if (IsTooDeep(field.SelectionSet, 0))
            errors.Add(ValidationRules.MaxIntrospectionDepth, "Maximum introspection depth exceeded", field.Span);
    }

    private bool IsTooDeep(SelectionSetNode? set, int depth)
    {
        if (set is null)
            return false;
        errors.Descend();
        foreach (var selection in set.Selections)
        {
            errors.Spend(1);
            var isTooDeep = selection switch
            {
                FieldNode field => IsTooDeep(field, depth),
                InlineFragmentNode fragment => IsTooDeep(fragment.SelectionSet, depth),
                FragmentSpreadNode spread => IsTooDeep(spread, depth),
                _ => false,
            };
            if (isTooDeep)
                return true;
        }

        return false;
    }

    private bool IsTooDeep(FieldNode field, int depth)
    {
        if (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" && ++depth >= MaxLists)
            return true;
        return IsTooDeep(field.SelectionSet, depth);
    }

    private bool IsTooDeep(FragmentSpreadNode spread, int depth)
    {
        var name = spread.Name.Value;
        if (!fragments.TryGetValue(name, out var fragment) || (deepest.TryGetValue(name, out var before) && before >= depth))
            return false;
        deepest[name] = depth;
        return IsTooDeep(fragment.Node.SelectionSet, depth);
    }
}
