using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Values of the variables that <c>@skip</c> and <c>@include</c> of an operation use.</summary>
/// <param name="names">Names of the variables, without the sign.</param>
/// <param name="values">Their values, in the same order, each null when the request says null for it; or null for values that let everything be.</param>
internal sealed class Conditions(string[] names, bool?[]? values)
{
    /// <summary>Whatever the variables are: every selection that some values let be.</summary>
    public static Conditions Any { get; } = new([], null);

    /// <summary>Whether a condition is null: what it stands in fails, when it is reached.</summary>
    public bool HasNull { get; } = values is not null && Array.IndexOf(values, null) >= 0;

    /// <summary>Whether both directives of a selection (section 3.13) let it be; <c>@include</c> is looked at only when <c>@skip</c> does.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="lost">The condition that is null, so that nothing can be said; else null.</param>
    public bool Include(SelectionNode selection, out ValueNode? lost)
    {
        lost = null;
        return selection.Directives.IsEmpty || (Holds(selection, "skip", unless: true, ref lost) && Holds(selection, "include", unless: false, ref lost));
    }

    private bool Holds(SelectionNode selection, string name, bool unless, ref ValueNode? lost)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name.Value != name)
                continue;
            var value = Value(directive);
            if (value is null)
                lost = If(directive);
            return value is not null && value != unless;
        }

        return true;
    }

    private bool? Value(DirectiveNode directive) => If(directive) switch
    {
        VariableNode when values is null => directive.Name.Value == "include",
        VariableNode variable => values[Array.IndexOf(names, variable.Name.Value)],
        BooleanValueNode literal => literal.Value,
        _ => throw new InvalidOperationException($"The argument of @{directive.Name} is no Boolean: the document was not validated."),
    };

    internal static ValueNode? If(DirectiveNode directive)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Value == "if")
                return argument.Value;
        }

        return null;
    }
}

/// <summary>Finds the variables that <c>@skip</c> and <c>@include</c> of an operation use; each selection is looked at once.</summary>
internal sealed class ConditionFinder(IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
{
    private readonly HashSet<string> visited = [];
    private readonly List<string> names = [];
    private readonly Stack<SelectionSetNode> open = [];

    public static string[] Names(OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        var finder = new ConditionFinder(fragments);
        finder.open.Push(operation.SelectionSet);
        while (finder.open.TryPop(out var set))
            finder.Visit(set);
        return [.. finder.names];
    }

    private void Visit(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include" && Conditions.If(directive) is VariableNode variable && !names.Contains(variable.Name.Value))
                    names.Add(variable.Name.Value);
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner }:
                    open.Push(inner);
                    break;
                case InlineFragmentNode inline:
                    open.Push(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                    open.Push(fragments[spread.Name.Value].SelectionSet);
                    break;
                default:
                    break;
            }
        }
    }
}
