using System.Collections;
using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Writes what was resolved, depth first, and takes nullable leaves on the way.</summary>
/// <param name="json">Where to.</param>
/// <param name="leaves">Looks at lists of leaves before they are begun.</param>
/// <param name="log">Where errors of nullable leaves go.</param>
/// <param name="variables">For arguments of nullable leaves.</param>
/// <param name="state">The host's own, given to resolvers that write.</param>
/// <param name="reports">False when the answer was settled: its errors are known already.</param>
/// <param name="ct">Stops between objects.</param>
internal sealed class AnswerWriter(Utf8JsonWriter json, LeafValues leaves, ErrorLog log, VariableValues variables, object? state, bool reports, CancellationToken ct)
{
    public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

    /// <summary>Writes an object.</summary>
    public void Write(ObjectSet set, int row)
    {
        ct.ThrowIfCancellationRequested();
        json.WriteStartObject();
        foreach (var field in set.Plan.Fields)
        {
            switch (field.Mode)
            {
                case FieldMode.LateValue:
                    WriteLeaf(field, Value(field, set.Items[row]));
                    break;
                case FieldMode.EarlyLeaf:
                    WriteLeaf(field, ((LeafColumn)set.Columns[field.Column]).Values[row]);
                    break;
                case FieldMode.LateWriter or FieldMode.LateSubtree:
                    json.WritePropertyName(field.Key);
                    WriteByResolver(field, set.Items[row]);
                    break;
                case FieldMode.TypeName:
                    json.WriteString(field.Key, set.Plan.TypeName);
                    break;
                default:
                    json.WritePropertyName(field.Key);
                    log.Enter(field.ResponseKey);
                    Write(set.Columns[field.Column], row);
                    log.Leave();
                    break;
            }
        }

        json.WriteEndObject();
    }

    private void Write(Column column, int position)
    {
        if (column is ListColumn list)
        {
            WriteList(list, position);
            return;
        }

        var objects = (ObjectColumn)column;
        var row = objects.Cell(position);
        if (row < 0)
            json.WriteNullValue();
        else
            Write(objects.Set(position), row);
    }

    private void WriteList(ListColumn list, int position)
    {
        var start = list.Cells[position];
        if (start < 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (var i = 0; i < list.Lengths[position]; i++)
        {
            log.Enter(i);
            Write(list.Items, start + i);
            log.Leave();
        }

        json.WriteEndArray();
    }

    private void WriteByResolver(SelectedField field, object? parent)
    {
        var before = json.BytesCommitted + json.BytesPending;
        if (field.Writer is { } leaf)
            leaf.Write(parent, state, json);
        else
            ((SubtreeResolver)field.Bound.Resolver).Write(parent, state, field, json);
        if (json.BytesCommitted + json.BytesPending == before)
            throw new InvalidOperationException($"The resolver of '{field.Field}' wrote nothing.");
    }

    private object? Value(SelectedField field, object? parent)
    {
        if (field.Arguments.Constant is { } constant)
            return field.Value!.ResolveOrFail(parent, constant);
        return field.Arguments.For(variables, out var failure) is { } arguments ? field.Value!.ResolveOrFail(parent, arguments) : failure;
    }

    private void WriteLeaf(SelectedField field, object? value)
    {
        if (value is null)
        {
            json.WriteNull(field.Key);
            return;
        }

        if (field.Single is not { } leaf || value is FieldFailure)
        {
            json.WritePropertyName(field.Key);
            WriteLeaf(field, field.Field.Type, value);
            return;
        }

        if (leaf.TryWrite(field.Key, value, json))
            return;
        json.WritePropertyName(field.Key);
        if (leaf.Write(value, json) is { } refusal)
            Refused(field, new FieldFailure(refusal));
    }

    private void WriteLeaf(SelectedField field, GraphType type, object? value)
    {
        log.Enter(field.ResponseKey);
        WriteItem(field, type, value);
        log.Leave();
    }

    private void WriteItem(SelectedField field, GraphType type, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case FieldFailure failure:
                Report(field, failure);
                json.WriteNullValue();
                break;
            default:
                if (type.Nullable is ListType list)
                    WriteItems(field, list, value);
                else if (field.Bound.Leaf!.Write(value, json) is { } refusal)
                    RefusedHere(field, new FieldFailure(refusal));
                break;
        }
    }

    private void WriteItems(SelectedField field, ListType list, object value)
    {
        if (LeafValues.Items(value) is not { } items)
        {
            RefusedHere(field, Failures.NoList(field.Field));
        }
        else if (leaves.AnyDies(list.OfType, field.Bound.Leaf!, items))
        {
            ReportFirst(field, list, items);
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartArray();
            for (var i = 0; i < items.Count; i++)
            {
                log.Enter(i);
                WriteItem(field, list.OfType, items[i]);
                log.Leave();
            }

            json.WriteEndArray();
        }
    }

    /// <summary>The list dies of one of its items: that item's error, and those of nullable items before it.</summary>
    private void ReportFirst(SelectedField field, ListType list, IList items)
    {
        if (reports)
            new Settlement([], new RentedArrays(), leaves, log, variables).Leaf(field, list, items);
    }

    private void Refused(SelectedField field, FieldFailure failure)
    {
        log.Enter(field.ResponseKey);
        RefusedHere(field, failure);
        log.Leave();
    }

    private void RefusedHere(SelectedField field, FieldFailure failure)
    {
        Report(field, failure);
        json.WriteNullValue();
    }

    private void Report(SelectedField field, FieldFailure failure)
    {
        if (reports)
            log.Report(field, failure);
    }
}
