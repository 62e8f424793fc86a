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

    /// <summary>Condition variables of an operation whose plans are kept: two bits of a key each.</summary>
    private const int MostKeyed = 32;

    private readonly PreparedDocument document;
    private string[]? conditionNames;
    private OperationPlan? everything;
    private KeptPlan[] plans = [];

    internal PreparedOperation(PreparedDocument document, OperationDefinitionNode definition)
    {
        this.document = document;
        Definition = definition;
    }

    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind => Definition.Kind;

    /// <summary>Its name, or null.</summary>
    public string? Name => Definition.Name?.Value;

    /// <summary>
    /// The root fields in the order of the answer, as if the variables of all <c>@skip</c> and <c>@include</c> let every field be: a request may answer fewer, never others.
    /// </summary>
    public IReadOnlyList<SelectedField> RootFields => Everything.Root.Fields;

    /// <summary>What it costs when no variables are given and their conditions let every field be; a request's own cost is that of its variables.</summary>
    public OperationCost Cost => Everything.Cost(VariableValues.None);

    internal OperationDefinitionNode Definition { get; }

    internal ExecutableSchema Schema => document.Schema;

    internal CostLimits Limits => document.Costs;

    internal ReadOnlyMemory<byte> Source => document.Source;

    /// <summary>Not made before it is asked for: a document may have thousands of operations, and a request runs one.</summary>
    private OperationPlan Everything
    {
        get
        {
            if (Volatile.Read(ref everything) is { } known)
                return known;
            lock (document.Planning)
                return everything ??= Kept(Conditions.Any);
        }
    }

    private string[] ConditionNames => Volatile.Read(ref conditionNames) ?? (conditionNames = ConditionFinder.Names(Definition, document.Fragments));

    /// <summary>The plan for a request's variables. Those of conditions may be null, where they have a default: then the plan fails where such a condition stands.</summary>
    internal OperationPlan PlanFor(VariableValues variables)
    {
        var names = ConditionNames;
        if (names.Length == 0)
            return Everything;
        var values = new bool?[names.Length];
        var key = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = variables.TryGet(names[i], out var value) && value is bool truth ? truth : null;
            if (i < MostKeyed)
                key |= (values[i] is null ? 2UL : values[i] == true ? 1UL : 0) << (2 * i);
        }

        return values.Length <= MostKeyed ? PlanFor(key, names, values) : new OperationPlan(document, Definition, new Conditions(names, values));
    }

    private OperationPlan PlanFor(ulong key, string[] names, bool?[] values)
    {
        if (Find(Volatile.Read(ref plans), key) is { } known)
            return known;
        if (plans.Length == MostPlans)
            return new OperationPlan(document, Definition, new Conditions(names, values));
        lock (document.Planning)
        {
            if (Find(plans, key) is { } other)
                return other;
            var made = Kept(new Conditions(names, values));
            Volatile.Write(ref plans, [.. plans, new KeptPlan(key, made)]);
            return made;
        }
    }

    private static OperationPlan? Find(KeptPlan[] plans, ulong key)
    {
        foreach (var plan in plans)
        {
            if (plan.Key == key)
                return plan.Plan;
        }

        return null;
    }

    private OperationPlan Kept(Conditions conditions)
    {
        var made = new OperationPlan(document, Definition, conditions);
        made.KeepWith(document);
        return made;
    }

    private sealed record KeptPlan(ulong Key, OperationPlan Plan);
}
