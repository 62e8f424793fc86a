using System.Collections;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>
/// Decides what becomes null when something failed (section 6.4.4): walks everything resolved in the order of the answer. An error in a non-null place makes the
/// nearest nullable place above it null; what follows inside of that place is not looked at, so that each null has one error. What stood before keeps its errors.
/// </summary>
internal sealed class Settlement(List<FieldFailure> failures, RentedArrays arrays, LeafValues leaves, ErrorLog log, VariableValues variables)
{
    /// <summary>Settles a whole answer.</summary>
    /// <returns>False when the root itself becomes null.</returns>
    public bool Settle(ObjectSet root) => Object(root, 0);

    private bool Object(ObjectSet set, int row)
    {
        foreach (var field in set.Plan.Fields)
        {
            log.Enter(field.ResponseKey);
            var alive = Field(set, row, field);
            log.Leave();
            if (!alive)
                return false;
        }

        return true;
    }

    private bool Field(ObjectSet set, int row, SelectedField field)
    {
        switch (field.Mode)
        {
            case FieldMode.LateValue:
                var arguments = field.Arguments.For(variables, out var failure);
                var value = arguments is null ? failure : ((ValueResolver)field.Bound.Resolver).ResolveOrFail(set.Items[row], arguments);
                return Leaf(field, field.Field.Type, value);
            case FieldMode.EarlyLeaf:
                return Leaf(field, field.Field.Type, ((LeafColumn)set.Columns[field.Column]).Values[row]);
            case FieldMode.Composite:
                return Cell(field, field.Field.Type, set.Columns[field.Column], row);
            default:
                return true;
        }
    }

    /// <summary>Reports the errors of a leaf or a list of leaves.</summary>
    /// <returns>False when null goes up from here.</returns>
    public bool Leaf(SelectedField field, GraphType type, object? value)
    {
        var nullable = type is not NonNullType;
        if (value is null)
            return nullable || Report(field, Failures.NonNull(field.Field), nullable);
        if (value is FieldFailure failed)
            return Report(field, failed, nullable);
        if (type.Nullable is ListType list)
            return LeafValues.Items(value) is { } items ? LeafItems(field, list.OfType, items) || nullable : Report(field, Failures.NoList(field.Field), nullable);
        return leaves.Refusal(field.Bound.Leaf!, value) is not { } refusal || Report(field, new FieldFailure(refusal), nullable);
    }

    private bool LeafItems(SelectedField field, GraphType type, IList items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            log.Enter(i);
            var alive = Leaf(field, type, items[i]);
            log.Leave();
            if (!alive)
                return false;
        }

        return true;
    }

    private bool Cell(SelectedField field, GraphType type, Column column, int position)
    {
        var nullable = type is not NonNullType;
        var cell = column is ListColumn lists ? lists.Cells[position] : ((ObjectColumn)column).Cell(position);
        if (cell == Column.Null)
            return nullable || Report(field, Failures.NonNull(field.Field), nullable);
        var failure = Column.Failure(cell);
        var alive = failure >= 0 ? Report(field, failures[failure], false)
            : column is ListColumn list ? Items(field, (ListType)type.Nullable, list, position)
            : Object(((ObjectColumn)column).Set(position), cell);
        if (!alive)
            SetNull(column, position);
        return alive || nullable;
    }

    private bool Items(SelectedField field, ListType type, ListColumn list, int position)
    {
        var start = list.Cells[position];
        for (var i = 0; i < list.Lengths[position]; i++)
        {
            log.Enter(i);
            var alive = Cell(field, type.OfType, list.Items, start + i);
            log.Leave();
            if (!alive)
                return false;
        }

        return true;
    }

    private void SetNull(Column column, int position)
    {
        if (column is ListColumn list)
            list.Cells[position] = Column.Null;
        else
            ((ObjectColumn)column).SetNull(position, arrays);
    }

    private bool Report(SelectedField field, FieldFailure failure, bool alive)
    {
        log.Report(field, failure);
        return alive;
    }
}
