using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>One run of an operation: resolves level by level, then writes.</summary>
internal sealed class RunningOperation : IDisposable
{
    private readonly OperationPlan plan;
    private readonly OperationKind kind;
    private readonly VariableValues variables;
    private readonly object? state;
    private readonly CancellationToken ct;
    private readonly RentedArrays arrays = new();
    private readonly ErrorLog log = new();
    private readonly LeafValues leaves = new();
    private readonly Completion completion;
    private readonly ObjectSet root;

    public RunningOperation(OperationPlan plan, OperationKind kind, VariableValues variables, object? rootValue, object? state, CancellationToken ct)
    {
        this.plan = plan;
        this.kind = kind;
        this.variables = variables;
        this.state = state;
        this.ct = ct;
        completion = new Completion(arrays, leaves);
        root = new ObjectSet(plan.Root, [rootValue], 1);
    }

    /// <summary>In the order of the answer; whole when <see cref="Write"/> has ended.</summary>
    public IReadOnlyList<GraphQLError> Errors => log.Errors;

    /// <summary>The first phase.</summary>
    /// <param name="stop">Ends a mutation between two root fields; null for nothing.</param>
    /// <returns>How many root fields were not begun.</returns>
    public async ValueTask<int> ResolveAsync(CommandStop? stop)
    {
        if (kind != OperationKind.Mutation)
        {
            await ResolveLevelsAsync(root);
            return 0;
        }

        var unbegun = 0;
        foreach (var field in plan.Root.Early)
        {
            if (stop is { Requested.IsCancellationRequested: true })
            {
                Fail(field, stop.Failure);
                unbegun++;
                continue;
            }

            await ResolveAsync(root, field);
            await ResolveLevelsAsync(null);
        }

        return unbegun;
    }

    /// <summary>The second phase: writes the property <c>data</c>.</summary>
    /// <returns>False when it is null.</returns>
    public bool Write(Utf8JsonWriter answer)
    {
        var alive = !completion.HasFailures || new Settlement(completion.Failures, arrays, leaves, log, variables).Settle(root);
        answer.WritePropertyName(AnswerWriter.Data);
        if (alive)
            new AnswerWriter(answer, leaves, log, variables, state, reports: !completion.HasFailures, ct).Write(root, 0);
        else
            answer.WriteNullValue();
        return alive;
    }

    /// <inheritdoc/>
    public void Dispose() => arrays.Dispose();

    private async ValueTask ResolveLevelsAsync(ObjectSet? first)
    {
        List<ObjectSet> level = first is null ? completion.TakeNextLevel() : [first];
        while (level.Count > 0)
        {
            foreach (var set in level)
            {
                foreach (var field in set.Plan.Early)
                    await ResolveAsync(set, field);
            }

            level = completion.TakeNextLevel();
        }
    }

    private void Fail(SelectedField field, FieldFailure failure)
    {
        var values = arrays.Objects(1);
        values[0] = failure;
        root.Columns[field.Column] = completion.Complete(field, values, 1);
    }

    private async ValueTask ResolveAsync(ObjectSet set, SelectedField field)
    {
        ct.ThrowIfCancellationRequested();
        var values = arrays.Objects(set.Count);
        if (field.Arguments.For(variables, out var failure) is not { } arguments)
            values.AsSpan(0, set.Count).Fill(failure);
        else if (field.Failure is not null)
            values.AsSpan(0, set.Count).Fill(field.Failure);
        else if (field.Bound.Resolver is BatchResolver batch)
            await ResolveAsync(batch, set, field, arguments, values);
        else if (field.Bound.Resolver is ValueResolver value)
            Resolve(value, set, arguments, values);
        else
            values[0] = set.Items[0]; // The root of a subscription: the value is the event.
        set.Columns[field.Column] = completion.Complete(field, values, set.Count);
    }

    private async ValueTask ResolveAsync(BatchResolver resolver, ObjectSet set, SelectedField field, InputObject arguments, object?[] values)
    {
        var batch = new FieldBatch(field, new ArraySegment<object?>(set.Items, 0, set.Count), arguments, variables, state, values);
        try
        {
            await resolver.ResolveAsync(batch, ct);
        }
        catch (GraphQLFieldException e)
        {
            batch.FailAll(e.Message, e.Code);
        }

        batch.Close();
    }

    private static void Resolve(ValueResolver resolver, ObjectSet set, InputObject arguments, object?[] values)
    {
        for (var i = 0; i < set.Count; i++)
            values[i] = resolver.ResolveOrFail(set.Items[i], arguments);
    }
}
