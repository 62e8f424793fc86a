using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Turns what resolvers gave into columns, and objects into the sets of the next level (section 6.4.3, CompleteValue, for a whole level at once).</summary>
internal sealed class Completion(RentedArrays arrays, LeafValues leaves)
{
    private List<ObjectSet> next = [];
    private List<ObjectSet> taken = [];

    /// <summary>Failures by number; see <see cref="Column.Failed"/>.</summary>
    public List<FieldFailure> Failures { get; } = [];

    /// <summary>Whether anything failed or is null where it must not be: then the answer is settled before it is written.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>Sets that wait for their resolvers; valid until the next call.</summary>
    public List<ObjectSet> TakeNextLevel()
    {
        (next, taken) = (taken, next);
        next.Clear();
        return taken;
    }

    public Column Complete(SelectedField field, object?[] values, int count)
    {
        if (field.Bound.Leaf is not { } leaf)
            return Complete(field, field.Field.Type, values, count);
        for (var i = 0; i < count && field.Field.Type is NonNullType && !HasFailures; i++)
            HasFailures = leaves.Dies(field.Field.Type, leaf, values[i]);
        return new LeafColumn(values);
    }

    private Column Complete(SelectedField field, GraphType type, object?[] values, int count)
    {
        var cells = Gaps(field, type, values, count);
        if (type.Nullable is ListType list)
            return CompleteLists(field, list, values, count, cells ?? arrays.Numbers(count));
        return field.Bound.TypeName is null
            ? CompleteObjects(field, values, count, cells)
            : CompleteAbstract(field, field.Bound.TypeName, values, count, cells ?? arrays.Numbers(count));
    }

    /// <summary>Cells of what is null or failed, with zero everywhere else; null when nothing is.</summary>
    private int[]? Gaps(SelectedField field, GraphType type, object?[] values, int count)
    {
        int[]? cells = null;
        for (var i = 0; i < count; i++)
        {
            if (values[i] is not (null or FieldFailure))
                continue;
            if (cells is null)
            {
                cells = arrays.Numbers(count);
                cells.AsSpan(0, count).Clear();
            }

            HasFailures |= type is NonNullType;
            cells[i] = values[i] is FieldFailure failure ? Fail(failure) : Column.Null;
        }

        return cells;
    }

    private ListColumn CompleteLists(SelectedField field, ListType list, object?[] values, int count, int[] cells)
    {
        var lengths = arrays.Numbers(count);
        var items = arrays.Objects(16);
        var total = 0;
        for (var i = 0; i < count; i++)
        {
            lengths[i] = 0;
            if (values[i] is null or FieldFailure)
                continue;
            if (LeafValues.Items(values[i]!) is not { } given)
            {
                cells[i] = Fail(Execution.Failures.NoList(field.Field));
                continue;
            }

            cells[i] = total;
            lengths[i] = given.Count;
            while (items.Length < total + given.Count)
                items = arrays.Grow(items);
            for (var k = 0; k < given.Count; k++)
                items[total++] = given[k];
        }

        return new ListColumn(cells, lengths, Complete(field, list.OfType, items, total));
    }

    private ObjectColumn CompleteObjects(SelectedField field, object?[] values, int count, int[]? cells)
    {
        var plan = field.Below(0);
        if (plan.Failure is { } lost)
            return Lost(lost, count, cells);
        if (cells is null)
            return new ObjectColumn(null, null, [Enqueue(new ObjectSet(plan, values, count))]);
        var set = new ObjectSet(plan, arrays.Objects(count), 0);
        for (var i = 0; i < count; i++)
        {
            if (cells[i] == 0)
                cells[i] = set.Add(values[i]!, arrays);
        }

        return new ObjectColumn(cells, null, [Enqueue(set)]);
    }

    /// <summary>No object can be answered: each that is there fails.</summary>
    private ObjectColumn Lost(FieldFailure failure, int count, int[]? cells)
    {
        if (cells is null)
        {
            cells = arrays.Numbers(count);
            cells.AsSpan(0, count).Clear();
        }

        for (var i = 0; i < count; i++)
        {
            if (cells[i] == 0)
                cells[i] = Fail(failure);
        }

        return new ObjectColumn(cells, null, []);
    }

    private ObjectColumn CompleteAbstract(SelectedField field, Func<object, string?> typeName, object?[] values, int count, int[] cells)
    {
        var kinds = arrays.Numbers(count);
        var sets = new ObjectSet?[field.Bound.Possible.Length];
        for (var i = 0; i < count; i++)
        {
            if (values[i] is null or FieldFailure)
                continue;
            if (KindOf(field, typeName, values[i]!, out var kind) is { } failure)
            {
                cells[i] = Fail(failure);
                continue;
            }

            var set = sets[kind] ??= new ObjectSet(field.Below(kind), arrays.Objects(16), 0);
            if (set.Plan.Failure is { } lost)
            {
                cells[i] = Fail(lost);
                continue;
            }

            kinds[i] = kind;
            cells[i] = set.Add(values[i]!, arrays);
        }

        foreach (var set in sets)
        {
            if (set is not null)
                Enqueue(set);
        }

        return new ObjectColumn(cells, kinds, sets);
    }

    private static FieldFailure? KindOf(SelectedField field, Func<object, string?> typeName, object value, out int kind)
    {
        kind = -1;
        try
        {
            if (typeName(value) is { } name && field.Bound.PossibleByName.TryGetValue(name, out kind))
                return null;
            return Execution.Failures.NoType(field.Field);
        }
        catch (GraphQLFieldException e)
        {
            return new FieldFailure(e.Message, e.Code);
        }
    }

    private ObjectSet Enqueue(ObjectSet set)
    {
        if (set.Plan.Early.Length > 0 && set.Count > 0)
            next.Add(set);
        return set;
    }

    private int Fail(FieldFailure failure)
    {
        HasFailures = true;
        Failures.Add(failure);
        return Column.Failed(Failures.Count - 1);
    }
}
