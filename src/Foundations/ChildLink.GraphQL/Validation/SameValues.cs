using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>Whether two literals are written alike. <c>1</c> and <c>1.0</c> are not: what they mean is for the type to say, and the type may be unknown.</summary>
internal static class SameValues
{
    /// <summary>Whether the same arguments have the same values, in any order.</summary>
    public static bool OfArguments(ImmutableArray<ArgumentNode> first, ImmutableArray<ArgumentNode> second, ErrorList errors)
    {
        if (first.Length != second.Length)
            return false;
        foreach (var argument in first)
        {
            errors.Spend(second.Length);
            var other = second.LastOrDefault(a => a.Name.Value == argument.Name.Value);
            if (other is null || !Of(argument.Value, other.Value, errors))
                return false;
        }

        return true;
    }

    private static bool Of(ValueNode first, ValueNode second, ErrorList errors)
    {
        errors.Spend(1);
        return (first, second) switch
        {
            (VariableNode f, VariableNode s) => f.Name.Value == s.Name.Value,
            (IntValueNode f, IntValueNode s) => f.Text == s.Text,
            (FloatValueNode f, FloatValueNode s) => f.Text == s.Text,
            (StringValueNode f, StringValueNode s) => f.IsBlock == s.IsBlock && f.Value == s.Value,
            (BooleanValueNode f, BooleanValueNode s) => f.Value == s.Value,
            (EnumValueNode f, EnumValueNode s) => f.Value == s.Value,
            (ListValueNode f, ListValueNode s) => OfLists(f.Values, s.Values, errors),
            (ObjectValueNode f, ObjectValueNode s) => OfObjects(f.Fields, s.Fields, errors),
            _ => first is NullValueNode && second is NullValueNode,
        };
    }

    private static bool OfLists(ImmutableArray<ValueNode> first, ImmutableArray<ValueNode> second, ErrorList errors)
    {
        if (first.Length != second.Length)
            return false;
        for (var i = 0; i < first.Length; i++)
        {
            if (!Of(first[i], second[i], errors))
                return false;
        }

        return true;
    }

    private static bool OfObjects(ImmutableArray<ObjectFieldNode> first, ImmutableArray<ObjectFieldNode> second, ErrorList errors)
    {
        if (first.Length != second.Length)
            return false;
        var (sorted, others) = (Sorted(first), Sorted(second));
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Name.Value != others[i].Name.Value || !Of(sorted[i].Value, others[i].Value, errors))
                return false;
        }

        return true;
    }

    private static ObjectFieldNode[] Sorted(ImmutableArray<ObjectFieldNode> fields) => [.. fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal)];
}
