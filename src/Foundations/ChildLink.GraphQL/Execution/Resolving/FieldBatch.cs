using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>All parents of a level for which one field is wanted. Valid until its resolver's task ends.</summary>
public sealed class FieldBatch
{
    private readonly VariableValues variables;
    private readonly object?[] values;
    private bool closed;

    internal FieldBatch(SelectedField selection, ArraySegment<object?> parents, InputObject arguments, VariableValues variables, object? state, object?[] values)
    {
        Selection = selection;
        Parents = parents;
        Arguments = arguments;
        State = state;
        this.variables = variables;
        this.values = values;
    }

    /// <summary>The field as it was selected, for looking ahead.</summary>
    public SelectedField Selection { get; }

    /// <summary>The parents, at least one; the root value at the root. One object may stand here more than once.</summary>
    public ArraySegment<object?> Parents { get; }

    /// <summary>How many parents.</summary>
    public int Count => Parents.Count;

    /// <summary>The arguments, coerced once for all parents.</summary>
    public InputObject Arguments { get; }

    /// <summary>What the host gave with the request.</summary>
    public object? State { get; }

    /// <summary>The arguments of a field below this one, for looking ahead; null when they have errors, which the field itself will tell.</summary>
    public InputObject? ArgumentsOf(SelectedField below) => below.Arguments.For(variables, out _);

    /// <summary>A parent.</summary>
    /// <exception cref="InvalidCastException">The parent is another type.</exception>
    public TParent Parent<TParent>(int index) => (TParent)Parents[index]!;

    /// <summary>Sets the value for a parent; see <see cref="FieldResolver"/> for the forms of values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such parent.</exception>
    /// <exception cref="InvalidOperationException">The resolver's task has ended.</exception>
    public void Set(int index, object? value)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index));
        if (closed)
            throw new InvalidOperationException($"The batch of '{Selection.Field}' was resolved already.");
        values[index] = value;
    }

    /// <summary>Fails the field for one parent.</summary>
    /// <inheritdoc cref="Set" path="/exception"/>
    /// <param name="index">Which parent.</param>
    /// <param name="message">For the developer of the client; never a personal value.</param>
    /// <param name="code">Stable code for <c>extensions.code</c>, or null for none.</param>
    public void Fail(int index, string message, string? code = null) => Set(index, new FieldFailure(message, code));

    /// <summary>Fails the field for all parents.</summary>
    /// <param name="message">For the developer of the client; never a personal value.</param>
    /// <param name="code">Stable code for <c>extensions.code</c>, or null for none.</param>
    public void FailAll(string message, string? code = null)
    {
        var failure = new FieldFailure(message, code);
        for (var i = 0; i < Count; i++)
            Set(i, failure);
    }

    internal void Close() => closed = true;
}
