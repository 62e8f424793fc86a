using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Collects the fields of selection sets for an object type (section 6.3, CollectFields and MergeSelectionSets).</summary>
internal sealed class SelectionPlanner
{
    private readonly Schema schema;
    private readonly Conditions conditions;
    private readonly IReadOnlyDictionary<string, FragmentDefinitionNode> fragments;
    private readonly ObjectType type;
    private readonly HashSet<string> visited = [];
    private readonly Dictionary<string, int> positions = [];
    private readonly List<(string Key, List<FieldNode> Nodes)> groups = [];
    private ValueNode? lost;

    private SelectionPlanner(Schema schema, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, Conditions conditions, ObjectType type)
    {
        this.schema = schema;
        this.fragments = fragments;
        this.conditions = conditions;
        this.type = type;
    }

    /// <summary>The plan of an operation's root.</summary>
    public static SelectionPlan Root(OperationPlan plan, ObjectType type, SelectionSetNode set) => Plan(plan, type, [set], null);

    /// <summary>The plan below a field for objects of a type.</summary>
    public static SelectionPlan Below(OperationPlan plan, SelectedField field, ObjectType type) =>
        Plan(plan, type, field.Nodes.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!), field);

    /// <summary>Response keys in the order of the answer, each with the fields merged under it; used by plans and by cost analysis alike.</summary>
    /// <returns>The keys, or none and the condition that is null.</returns>
    public static (List<(string Key, List<FieldNode> Nodes)> Groups, ValueNode? Lost) Collect(OperationPlan plan, ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var planner = new SelectionPlanner(plan.Schema.Schema, plan.Fragments, plan.Conditions, type);
        foreach (var set in sets)
            planner.Collect(set);
        return planner.lost is null ? (planner.groups, null) : ([], planner.lost);
    }

    private static SelectionPlan Plan(OperationPlan plan, ObjectType type, IEnumerable<SelectionSetNode> sets, SelectedField? parent)
    {
        var (groups, lost) = Collect(plan, type, sets);
        if (lost is not null)
            return new SelectionPlan(type, [], Failure(lost));
        var fields = new SelectedField[groups.Count];
        var columns = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            var (key, nodes) = groups[i];
            var bound = plan.Schema.Bound(type, nodes[0].Name.Value);
            var failure = bound.Mode == FieldMode.LateSubtree && plan.Conditions.HasNull && LostBelow(plan, bound, nodes) is { } below ? Failure(below) : null;
            var column = bound.Mode is FieldMode.EarlyLeaf or FieldMode.Composite || failure is not null ? columns++ : -1;
            fields[i] = new SelectedField(plan, bound, key, parent, [.. nodes], column, failure);
        }

        return new SelectionPlan(type, fields);
    }

    /// <summary>
    /// A condition that is null anywhere below a field whose resolver writes its objects whole: such a resolver cannot fail halfway, so the field fails as a whole
    /// and before it, also where the data would not have reached the condition.
    /// </summary>
    private static ValueNode? LostBelow(OperationPlan plan, BoundField bound, List<FieldNode> merged)
    {
        foreach (var type in bound.Possible)
        {
            var (groups, lost) = Collect(plan, type, merged.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!));
            if (lost is not null)
                return lost;
            foreach (var (_, nodes) in groups)
            {
                if (LostBelow(plan, plan.Schema.Bound(type, nodes[0].Name.Value), nodes) is { } below)
                    return below;
            }
        }

        return null;
    }

    private static FieldFailure Failure(ValueNode lost) => new("The argument \"if\" of @skip and @include must not be null.") { Node = lost };

    /// <summary>Walks with a stack of its own: fragments chain as long as a text is, beyond what a thread's stack holds.</summary>
    private void Collect(SelectionSetNode set)
    {
        var open = new Stack<(SelectionSetNode Set, int Next)>();
        open.Push((set, 0));
        while (lost is null && open.TryPop(out var top))
        {
            if (top.Next == top.Set.Selections.Length)
                continue;
            open.Push(top with { Next = top.Next + 1 });
            var selection = top.Set.Selections[top.Next];
            if ((selection is FragmentSpreadNode spread && visited.Contains(spread.Name.Value)) || !conditions.Include(selection, out lost))
                continue;
            if (selection is FieldNode field)
                Add(field);
            else if (Inside(selection) is { } inner)
                open.Push((inner, 0));
        }
    }

    /// <summary>The selections of a fragment that applies and was not spread here before, or null.</summary>
    private SelectionSetNode? Inside(SelectionNode selection)
    {
        if (selection is InlineFragmentNode inline)
            return inline.TypeCondition is null || Applies(inline.TypeCondition) ? inline.SelectionSet : null;
        var name = ((FragmentSpreadNode)selection).Name.Value;
        return visited.Add(name) && Applies(fragments[name].TypeCondition) ? fragments[name].SelectionSet : null;
    }

    private void Add(FieldNode field)
    {
        if (positions.TryAdd(field.ResponseKey, groups.Count))
            groups.Add((field.ResponseKey, [field]));
        else
            groups[positions[field.ResponseKey]].Nodes.Add(field);
    }

    private bool Applies(NamedTypeNode condition) => schema.PossibleTypes[(CompositeType)schema.Types[condition.Name.Value]].Contains(type);
}
