using System.Collections.Concurrent;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Documents;

/// <summary>An operation of a valid document, ready to run any number of times, also at once.</summary>
public sealed class PreparedOperation
{
    /// <summary>Plans kept per operation; every further combination of condition variables is planned anew for its request.</summary>
    private const int MostPlans = 8;

    private readonly PreparedDocument document;
    private readonly Lazy<string[]> conditionNames;
    private readonly ConcurrentDictionary<ulong, OperationPlan> plans = [];
    private readonly Lazy<OperationPlan> everything;

    internal PreparedOperation(PreparedDocument document, OperationDefinitionNode definition)
    {
        this.document = document;
        Definition = definition;
        // Not before it is asked for: a document may have thousands of operations, and a request runs one.
        conditionNames = new Lazy<string[]>(() => ConditionFinder.Names(definition, document.Fragments));
        everything = new Lazy<OperationPlan>(() => Plan(Conditions.Any));
    }

    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind => Definition.Kind;

    /// <summary>Its name, or null.</summary>
    public string? Name => Definition.Name?.Value;

    /// <summary>
    /// The root fields in the order of the answer, as if the variables of all <c>@skip</c> and <c>@include</c> let every field be: a request may answer fewer, never others.
    /// </summary>
    public IReadOnlyList<SelectedField> RootFields => everything.Value.Root.Fields;

    /// <summary>What it costs when no variables are given and their conditions let every field be; a request's own cost is that of its variables.</summary>
    public OperationCost Cost => everything.Value.Cost(VariableValues.None);

    internal OperationDefinitionNode Definition { get; }

    internal ExecutableSchema Schema => document.Schema;

    internal CostLimits Limits => document.Costs;

    internal ReadOnlyMemory<byte> Source => document.Source;

    /// <summary>The plan for a request's variables, or null when one of them is null where <c>@skip</c> or <c>@include</c> needs a truth.</summary>
    internal OperationPlan? PlanFor(VariableValues variables)
    {
        var names = conditionNames.Value;
        if (names.Length == 0)
            return everything.Value;
        var values = new bool[names.Length];
        var key = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            if (!variables.TryGet(names[i], out var value) || value is not bool truth)
                return null;
            values[i] = truth;
            if (truth && i < 64)
                key |= 1UL << i;
        }

        if (values.Length <= 64 && plans.TryGetValue(key, out var known))
            return known;
        var plan = Plan(new Conditions(names, values));
        return values.Length <= 64 && plans.Count < MostPlans ? plans.GetOrAdd(key, plan) : plan;
    }

    private OperationPlan Plan(Conditions conditions) => new(document, Definition, conditions);
}
