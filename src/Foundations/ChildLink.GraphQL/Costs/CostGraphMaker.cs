using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Costs;

/// <summary>Makes the graph of an operation's costs from the same collected fields that its plan is made of.</summary>
internal sealed class CostGraphMaker
{
    /// <summary>
    /// Merged fields looked at, when the limits allow more. Distinct places can be exponentially many in the length of a text (each level deciding anew what is merged below),
    /// and an operation of so many is beyond every sensible limit.
    /// </summary>
    private const int MostWork = 200_000;

    /// <summary>Merged fields looked at for each response key allowed: some keys are asked for several times, and once for each type that an object can be.</summary>
    private const int WorkPerField = 16;

    /// <summary>However few response keys are allowed, that much is looked at, so that the error can say which limit is passed.</summary>
    private const int LeastWork = 16_000;

    /// <summary>Levels, so that walks over plans and answers can recurse; parsing bounds brackets, but fragments chain without them.</summary>
    private const int MostLevels = 500;

    private readonly OperationPlan plan;
    private readonly int defaultSize;
    private readonly double mostWork;
    private readonly List<CostNode> nodes = [];
    private readonly Dictionary<(ObjectType, MergedNodes), int> known = [];
    private int work;

    private CostGraphMaker(OperationPlan plan, CostLimits limits)
    {
        this.plan = plan;
        defaultSize = limits.DefaultListSize;
        mostWork = Math.Clamp(WorkPerField * limits.MaxFields, LeastWork, MostWork);
    }

    public static CostGraph Make(OperationPlan plan, OperationDefinitionNode operation, CostLimits limits)
    {
        var maker = new CostGraphMaker(plan, limits);
        var root = maker.Node(plan.Schema.Schema.Root(operation.Kind)!, [operation.SelectionSet], null, null, 0);
        return new CostGraph(root < 0 ? [] : [.. maker.nodes]);
    }

    /// <summary>The position of a node, or -1 when it was too much work.</summary>
    private int Node(ObjectType type, IEnumerable<SelectionSetNode> sets, Field? parent, FieldNode? parentNode, int level)
    {
        var groups = SelectionPlanner.Collect(plan, type, sets).Groups;
        work += groups.Sum(g => g.Nodes.Count);
        if (work > mostWork || level > MostLevels)
            return -1;
        var sizing = parent is null ? null : CostDirectives.SizingOf(parent);
        var edges = new CostEdge[groups.Count];
        for (var i = 0; i < edges.Length; i++)
        {
            var (key, merged) = groups[i];
            var bound = plan.Schema.Bound(type, merged[0].Name.Value);
            if (Below(bound, merged, level) is not { } below)
                return -1;
            var inherited = sizing is not null && sizing.SizedFields.Contains(bound.Field.Name) ? ListSize.Of(parent!, parentNode!, sizing, defaultSize) : null;
            edges[i] = Edge(key, bound, merged[0], below, inherited);
        }

        nodes.Add(new CostNode(IsIntrospection(type) ? 0 : CostDirectives.WeightOf(type), edges));
        return nodes.Count - 1;
    }

    private int[]? Below(BoundField bound, List<FieldNode> merged, int level)
    {
        var below = new int[bound.Possible.Length];
        for (var i = 0; i < below.Length; i++)
        {
            var key = (bound.Possible[i], new MergedNodes(merged));
            if (!known.TryGetValue(key, out below[i]))
            {
                below[i] = Node(bound.Possible[i], merged.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!), bound.Field, merged[0], level + 1);
                known[key] = below[i];
            }

            if (below[i] < 0)
                return null;
        }

        return below;
    }

    private CostEdge Edge(string key, BoundField bound, FieldNode node, int[] below, ListSize? inherited)
    {
        var field = bound.Field;
        var introspection = field.Name.StartsWith("__", StringComparison.Ordinal) || IsIntrospection(field.Owner);
        var isAlias = key != field.Name;
        if (introspection)
            return new CostEdge(0, 0, ListSize.One, 1, below, isAlias, true);
        var size = CostDirectives.IsList(field.Type) ? inherited ?? ListSize.Of(field, node, CostDirectives.SizingOf(field), defaultSize) : ListSize.One;
        var weight = below.Length == 0 ? CostDirectives.WeightOf(field.Type.Named) : 0;
        return new CostEdge(CostDirectives.WeightOf(field, node), weight, size, InnerSize(field.Type), below, isAlias, false);
    }

    private double InnerSize(GraphType type)
    {
        var size = 1.0;
        for (var inner = (type.Nullable as ListType)?.OfType; inner?.Nullable is ListType list; inner = list.OfType)
            size *= defaultSize;
        return size;
    }

    private static bool IsIntrospection(NamedType type) => type.Name.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Fields merged under one key, the same when they are the same nodes in the same order.</summary>
    private readonly struct MergedNodes(List<FieldNode> nodes) : IEquatable<MergedNodes>
    {
        private readonly List<FieldNode> nodes = nodes;

        public bool Equals(MergedNodes other) => nodes.SequenceEqual(other.nodes);

        public override bool Equals(object? obj) => obj is MergedNodes other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var node in nodes)
                hash.Add(node);
            return hash.ToHashCode();
        }
    }
}
