using System.Text.Json;

namespace ChildLink.GraphQL.Execution;

/// <summary>
/// How a field of an object type gets its value; bound to a schema coordinate by <see cref="ResolverMap"/>. Stateless and callable from many threads.
/// A resolver says that a field failed with <see cref="FieldFailure"/> or <see cref="GraphQLFieldException"/>; these alone carry a message to the client.
/// Any other exception ends the whole execution and reaches the host: an answer is never half of the truth because of a fault.
/// </summary>
/// <remarks>
/// Forms of values: objects for composite types; for lists any <see cref="System.Collections.IEnumerable"/> that is not a text (null items are null);
/// for leaves what the scalar's form takes (<see cref="Types.IScalarForm.Write"/>), for enums the name.
/// </remarks>
public abstract class FieldResolver
{
    private protected FieldResolver()
    {
    }

    /// <summary>
    /// The normal case: sees all parents of its level at once and is called once per place of the selection and concrete type of the parents.
    /// Calls of one request never overlap: a request may hold one connection.
    /// </summary>
    /// <param name="resolve">Sets the values of the batch; positions that it does not set are null.</param>
    public static FieldResolver Batch(Func<FieldBatch, CancellationToken, ValueTask> resolve) => new BatchResolver(resolve);

    /// <summary>In memory and pure: it may be called more than once for a parent.</summary>
    /// <typeparam name="TParent">What the resolvers of the type's parents give.</typeparam>
    public static FieldResolver Value<TParent>(Func<TParent, object?> resolve) => new ValueResolver<TParent>(resolve);

    /// <inheritdoc cref="Value{TParent}(Func{TParent, object?})"/>
    /// <param name="resolve">From the parent and the coerced arguments.</param>
    public static FieldResolver Value<TParent>(Func<TParent, Types.InputObject, object?> resolve) => new ArgumentResolver<TParent>(resolve);

    /// <summary>
    /// For a field whose type is a nullable leaf (or a nullable list of leaves): writes exactly one JSON value, possibly null, straight into the answer.
    /// Called once per parent whose object is in the answer, in the order of the answer, after everything else was resolved.
    /// The value is written as it is: keeping to the scalar's form is up to the resolver. Exceptions, of any type, end the execution.
    /// </summary>
    /// <typeparam name="TParent">What the resolvers of the type's parents give.</typeparam>
    /// <param name="write">Gets the parent, the host's state of the request, and the writer.</param>
    public static FieldResolver Leaf<TParent>(Action<TParent, object?, Utf8JsonWriter> write) => new LeafResolver<TParent>(write);

    /// <summary>
    /// For a nullable field of objects, or of lists of objects, of a type that is bound with <see cref="ResolverMap.BindWritten"/>: writes the whole
    /// value, with what was selected of it, straight into the answer. Called like <see cref="Leaf"/>. Keeping to the types of the fields is up to the resolver.
    /// </summary>
    /// <typeparam name="TParent">What the resolvers of the type's parents give.</typeparam>
    /// <param name="write">Gets the parent, the host's state of the request, the field with what was selected of it, and the writer.</param>
    public static FieldResolver Subtree<TParent>(Action<TParent, object?, SelectedField, Utf8JsonWriter> write) => new SubtreeResolver<TParent>(write);

    /// <summary>The source of a subscription; the value of the field is the event itself.</summary>
    /// <param name="open">
    /// Opens the source. <see cref="GraphQLFieldException"/> from here is an error of the request; from the source's enumeration it ends the stream.
    /// </param>
    public static FieldResolver Stream(Func<StreamRequest, CancellationToken, ValueTask<IAsyncEnumerable<object?>>> open) => new StreamResolver(open);
}

internal sealed class BatchResolver(Func<FieldBatch, CancellationToken, ValueTask> resolve) : FieldResolver
{
    public ValueTask ResolveAsync(FieldBatch batch, CancellationToken ct) => resolve(batch, ct);
}

internal abstract class ValueResolver : FieldResolver
{
    public abstract object? Resolve(object? parent, Types.InputObject arguments);

    /// <summary>The value, or the failure that the resolver threw.</summary>
    public object? ResolveOrFail(object? parent, Types.InputObject arguments)
    {
        try
        {
            return Resolve(parent, arguments);
        }
        catch (GraphQLFieldException e)
        {
            return new FieldFailure(e.Message, e.Code);
        }
    }
}

internal sealed class ValueResolver<TParent>(Func<TParent, object?> resolve) : ValueResolver
{
    public override object? Resolve(object? parent, Types.InputObject arguments) => resolve((TParent)parent!);
}

internal sealed class ArgumentResolver<TParent>(Func<TParent, Types.InputObject, object?> resolve) : ValueResolver
{
    public override object? Resolve(object? parent, Types.InputObject arguments) => resolve((TParent)parent!, arguments);
}

internal abstract class LeafResolver : FieldResolver
{
    public abstract void Write(object? parent, object? state, Utf8JsonWriter json);
}

internal sealed class LeafResolver<TParent>(Action<TParent, object?, Utf8JsonWriter> write) : LeafResolver
{
    public override void Write(object? parent, object? state, Utf8JsonWriter json) => write((TParent)parent!, state, json);
}

internal sealed class StreamResolver(Func<StreamRequest, CancellationToken, ValueTask<IAsyncEnumerable<object?>>> open) : FieldResolver
{
    public ValueTask<IAsyncEnumerable<object?>> OpenAsync(StreamRequest request, CancellationToken ct) => open(request, ct);
}

internal abstract class SubtreeResolver : FieldResolver
{
    public abstract void Write(object? parent, object? state, SelectedField field, Utf8JsonWriter json);
}

internal sealed class SubtreeResolver<TParent>(Action<TParent, object?, SelectedField, Utf8JsonWriter> write) : SubtreeResolver
{
    public override void Write(object? parent, object? state, SelectedField field, Utf8JsonWriter json) => write((TParent)parent!, state, field, json);
}

/// <summary>Stands at the fields of types that are written by <see cref="SubtreeResolver"/>s; it is never asked.</summary>
internal sealed class WrittenResolver : FieldResolver
{
    public static WrittenResolver Instance { get; } = new();
}
