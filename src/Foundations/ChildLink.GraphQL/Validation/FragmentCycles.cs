using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>No fragment spreads itself, directly or through others (section 5.5.2.2).</summary>
internal sealed class FragmentCycles(List<FragmentFacts> all, Dictionary<string, FragmentFacts> byName, ErrorList errors)
{
    private const int MaxNames = 50;
    private readonly Dictionary<string, int> positions = [];
    private readonly HashSet<string> visited = [];
    private readonly List<FragmentSpreadNode> path = [];

    /// <summary>Reports each cycle once, with the spreads that form it.</summary>
    public void Check()
    {
        foreach (var fragment in all)
        {
            if (visited.Add(fragment.Node.Name.Value) && fragment.Spreads.Count > 0)
                From(fragment.Node);
        }
    }

    // With a stack of its own: a chain of ten thousand fragments is no cycle and must not end the process.
    private void From(FragmentDefinitionNode start)
    {
        var open = new Stack<(string Name, List<FragmentSpreadNode> Spreads, int Next)>();
        Open(start);
        while (open.TryPop(out var frame))
        {
            if (frame.Next > 0)
                path.RemoveAt(path.Count - 1);
            if (frame.Next == frame.Spreads.Count)
            {
                positions.Remove(frame.Name);
                continue;
            }

            var spread = frame.Spreads[frame.Next];
            open.Push(frame with { Next = frame.Next + 1 });
            path.Add(spread);
            errors.Spend(1);
            if (positions.TryGetValue(spread.Name.Value, out var position))
                Report(position);
            else if (byName.TryGetValue(spread.Name.Value, out var fragment) && visited.Add(spread.Name.Value))
                Open(fragment.Node);
        }

        void Open(FragmentDefinitionNode fragment)
        {
            positions[fragment.Name.Value] = path.Count;
            open.Push((fragment.Name.Value, SpreadsOf(fragment.SelectionSet), 0));
        }
    }

    private void Report(int position)
    {
        var cycle = path[position..];
        var via = string.Join(", ", cycle.SkipLast(1).Take(MaxNames).Select(s => $"\"{s.Name.Value}\""));
        errors.Add(
            ValidationRules.NoFragmentCycles,
            $"Cannot spread fragment \"{cycle[^1].Name.Value}\" within itself{(via.Length > 0 ? " via " + via : "")}.",
            cycle.Select(s => s.Span).ToArray());
    }

    // Those of the outermost selections first, inner ones from the last to the first: which cycles are told, and from where, depends on it.
    private static List<FragmentSpreadNode> SpreadsOf(SelectionSetNode set)
    {
        var spreads = new List<FragmentSpreadNode>();
        var sets = new Stack<SelectionSetNode>([set]);
        while (sets.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        spreads.Add(spread);
                        break;
                    case FieldNode { SelectionSet: { } below }:
                        sets.Push(below);
                        break;
                    case InlineFragmentNode fragment:
                        sets.Push(fragment.SelectionSet);
                        break;
                }
            }
        }

        return spreads;
    }
}
