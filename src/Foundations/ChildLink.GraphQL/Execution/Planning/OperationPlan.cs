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
    /// so beyond this weight (of some 5,000 fields) they serve one use and are not kept.
    /// </summary>
    private const long MostKeptWeight = 100_000;

    /// <summary>Weight of what is there in every plan.</summary>
    private const int Least = 20;

    private readonly Conditions conditions;
    private readonly OperationDefinitionNode operation;
    private readonly OperationCost? cost;
    private readonly CostGraph? costs;
    private PreparedDocument? keeper;
    private SelectionPlan? root;
    private long kept;

    public OperationPlan(PreparedDocument document, OperationDefinitionNode operation, Conditions conditions)
    {
        this.conditions = conditions;
        this.operation = operation;
        Schema = document.Schema;
        Source = document.Source;
        Fragments = document.Fragments;
        var graph = CostGraphMaker.Make(this, operation, document.Costs);
        var least = graph.With(VariableValues.None);
        if (graph.DependsOnVariables && !CostCheck.IsAlwaysRefused(least, document.Costs))
            costs = graph;
        else
            cost = least;
    }

    public ExecutableSchema Schema { get; }

    public ReadOnlyMemory<byte> Source { get; }

    public FrozenDictionary<string, FragmentDefinitionNode> Fragments { get; }

    /// <summary>Made when it is first needed: an operation that costs too much never does.</summary>
    public SelectionPlan Root
    {
        get
        {
            if (Volatile.Read(ref root) is { } known)
                return known;
            var made = SelectionPlanner.Root(this, Schema.Schema.Root(operation.Kind)!, operation.SelectionSet);
            if (Interlocked.CompareExchange(ref root, made, null) is { } other)
                return other;
            keeper?.Grow(made.Weight);
            return made;
        }
    }

    /// <summary>Why the root cannot be answered at all, whatever the data; or null. It has no path.</summary>
    public GraphQLError? RootError =>
        Root.Failure is { } failure ? new GraphQLError(failure.Message, [SourceLocations.Of(Source.Span, failure.Node!.Span.Start)], Code: failure.Code) : null;

    /// <summary>The values that decide which selections are.</summary>
    public Conditions Conditions => conditions;

    /// <summary>What it costs with the variables of a request; one that is refused whatever they are has the cost of none.</summary>
    public OperationCost Cost(VariableValues variables) => cost ?? costs!.With(variables);

    /// <summary>Counts this plan, and all that is planned with it later, to a document; to be called before the plan is given away.</summary>
    public void KeepWith(PreparedDocument document)
    {
        keeper = document;
        document.Grow(Least + (costs?.Weight ?? 0));
    }

    /// <summary>Whether a plan of a deeper place may be kept; it is counted.</summary>
    public bool MayKeep(SelectionPlan made)
    {
        if (Interlocked.Add(ref kept, made.Weight) > MostKeptWeight)
            return false;
        keeper?.Grow(made.Weight);
        return true;
    }
}
