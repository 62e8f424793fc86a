using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Costs;

/// <summary>
/// The costs of an operation's places, with sizes of lists still open. Places that ask the same of the same type are one node, so fragments that are spread exponentially often
/// make a small graph; evaluating it is one pass.
/// </summary>
internal sealed class CostGraph
{
    private readonly CostNode[] nodes;

    /// <param name="nodes">Nodes below a node stand before it; the root is the last. Empty when finding them was too much work.</param>
    public CostGraph(CostNode[] nodes)
    {
        this.nodes = nodes;
        DependsOnVariables = nodes.Any(n => n.Edges.Any(e => e.Size.DependsOnVariables));
    }

    /// <summary>Whether sizes of lists come from variables; else one evaluation says all.</summary>
    public bool DependsOnVariables { get; }

    /// <summary>A twentieth of the memory it takes, in bytes.</summary>
    public long Weight => nodes.Sum(n => 5L + n.Edges.Sum(e => 10L + (e.Below.Length / 4)));

    /// <summary>The cost with the variables of a request.</summary>
    public OperationCost With(VariableValues variables)
    {
        if (nodes.Length == 0)
            return OperationCost.TooComplex;
        var costs = new Totals[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
            costs[i] = Evaluate(nodes[i], costs, variables);
        var root = costs[^1];
        return new OperationCost(root.FieldCost, root.TypeCost + nodes[^1].TypeWeight, root.Depth, root.Fields, root.Aliases);
    }

    private Totals Evaluate(CostNode node, Totals[] costs, VariableValues variables)
    {
        var sum = default(Totals);
        foreach (var edge in node.Edges)
        {
            var below = default(Totals);
            var weight = edge.TypeWeight;
            foreach (var child in edge.Below)
            {
                below = below.Max(costs[child]);
                weight = Math.Max(weight, nodes[child].TypeWeight);
            }

            var size = edge.Size.With(variables) * edge.InnerSize;
            sum.FieldCost += edge.FieldWeight + Times(size, below.FieldCost);
            sum.TypeCost += Times(size, weight + below.TypeCost);
            sum.Depth = Math.Max(sum.Depth, below.Depth + (edge.IsIntrospection ? 0 : 1));
            sum.Fields += 1 + below.Fields;
            sum.Aliases += below.Aliases + (edge.IsAlias ? 1 : 0);
        }

        return sum;
    }

    /// <summary>Nothing of an endless cost is nothing, where floating point would say NaN.</summary>
    private static double Times(double size, double cost) => size == 0 || cost == 0 ? 0 : size * cost;

    private struct Totals
    {
        public double FieldCost;
        public double TypeCost;
        public double Fields;
        public double Aliases;
        public int Depth;

        /// <summary>What an object of an abstract type can cost at most, whichever it is.</summary>
        public readonly Totals Max(Totals other) => new()
        {
            FieldCost = Math.Max(FieldCost, other.FieldCost),
            TypeCost = Math.Max(TypeCost, other.TypeCost),
            Fields = Math.Max(Fields, other.Fields),
            Aliases = Math.Max(Aliases, other.Aliases),
            Depth = Math.Max(Depth, other.Depth),
        };
    }
}

/// <summary>What a place asks of objects of one type.</summary>
/// <param name="TypeWeight">What one object weighs.</param>
/// <param name="Edges">One per response key.</param>
internal sealed record CostNode(double TypeWeight, CostEdge[] Edges);

/// <summary>A response key.</summary>
/// <param name="FieldWeight">What resolving it once weighs.</param>
/// <param name="TypeWeight">What one of its values weighs, when it is a leaf.</param>
/// <param name="Size">Items of its outer list; 1 when it is none.</param>
/// <param name="InnerSize">Items of the lists within that list, multiplied.</param>
/// <param name="Below">Nodes of the types that its objects can be.</param>
/// <param name="IsAlias">Whether the key is not the field's name.</param>
/// <param name="IsIntrospection">Whether it is a field of introspection.</param>
internal sealed record CostEdge(
    double FieldWeight, double TypeWeight, ListSize Size, double InnerSize, int[] Below, bool IsAlias, bool IsIntrospection);
