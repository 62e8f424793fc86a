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
    private const int MostPlans = 32;

    private readonly PreparedDocument document;
    private readonly string[] conditionNames;
    private readonly ConcurrentDictionary<ulong, OperationPlan> plans = [];
    private readonly OperationPlan everything;

    internal PreparedOperation(PreparedDocument document, OperationDefinitionNode definition)
    {
        this.document = document;
        Definition = definition;
        conditionNames = ConditionFinder.Names(definition, document.Fragments);
        everything = Plan(Conditions.Any);
    }

    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind => Definition.Kind;

    /// <summary>Its name, or null.</summary>
    public string? Name => Definition.Name?.Value;

    /// <summary>
    /// The root fields in the order of the answer, as if the variables of all <c>@skip</c> and <c>@include</c> let every field be: a request may answer fewer, never others.
    /// </summary>
    public IReadOnlyList<SelectedField> RootFields => everything.Root.Fields;

    /// <summary>What it costs when no variables are given and their conditions let every field be; a request's own cost is that of its variables.</summary>
    public OperationCost Cost => everything.Cost(VariableValues.None);

    internal OperationDefinitionNode Definition { get; }

    internal ExecutableSchema Schema => document.Schema;

    internal CostLimits Limits => document.Costs;

    internal ReadOnlyMemory<byte> Source => document.Source;

    /// <summary>The plan for a request's variables, or null when one of them is null where <c>@skip</c> or <c>@include</c> needs a truth.</summary>
    internal OperationPlan? PlanFor(VariableValues variables)
    {
        if (conditionNames.Length == 0)
            return everything;
        var values = new bool[conditionNames.Length];
        var key = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            if (!variables.TryGet(conditionNames[i], out var value) || value is not bool truth)
                return null;
            values[i] = truth;
            if (truth && i < 64)
                key |= 1UL << i;
        }

        if (values.Length <= 64 && plans.TryGetValue(key, out var known))
            return known;
        var plan = Plan(new Conditions(conditionNames, values));
        return values.Length <= 64 && plans.Count < MostPlans ? plans.GetOrAdd(key, plan) : plan;
    }

    private OperationPlan Plan(Conditions conditions) => new(document, Definition, conditions);
}
