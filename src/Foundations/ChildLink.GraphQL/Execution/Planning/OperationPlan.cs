using System.Collections.Frozen;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Plan of an operation for one set of values of the variables that its <c>@skip</c> and <c>@include</c> use.</summary>
internal sealed class OperationPlan
{
    /// <summary>
    /// Plans of deeper places are made when data first reaches them. With abstract types nested in abstract types there are exponentially many,
    /// so beyond this many fields they serve one use and are not kept.
    /// </summary>
    private const int MostKeptFields = 5_000;

    private readonly Conditions conditions;
    private readonly CostGraph costs;
    private int kept;

    public OperationPlan(PreparedDocument document, OperationDefinitionNode operation, Conditions conditions)
    {
        this.conditions = conditions;
        Schema = document.Schema;
        Source = document.Source;
        Fragments = document.Fragments;
        Root = SelectionPlanner.Root(this, document.Schema.Schema.Root(operation.Kind)!, operation.SelectionSet);
        costs = CostGraphMaker.Make(this, operation, document.Costs.DefaultListSize);
    }

    public ExecutableSchema Schema { get; }

    public ReadOnlyMemory<byte> Source { get; }

    public FrozenDictionary<string, FragmentDefinitionNode> Fragments { get; }

    public SelectionPlan Root { get; }

    /// <summary>Whether the conditions of a selection hold.</summary>
    public bool Includes(SelectionNode selection) => conditions.Include(selection);

    /// <summary>What it costs with the variables of a request.</summary>
    public OperationCost Cost(VariableValues variables) => costs.With(variables);

    public bool MayKeep(SelectionPlan made) => Interlocked.Add(ref kept, made.Fields.Length) <= MostKeptFields;
}
