using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>A root field as it was asked for.</summary>
/// <param name="Selection">The field, for looking ahead.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="State">The request.</param>
internal sealed record RootCall(SelectedField Selection, InputObject Arguments, RequestState State)
{
    /// <summary>The argument <c>input</c> of a mutation.</summary>
    public InputObject Input => (InputObject)Arguments["input"]!;

    /// <summary>Makes the entry of a command durable, under the command's own name: a request may hold several.</summary>
    /// <exception cref="DisclosureLogUnavailableException">No log, no effect.</exception>
    public Task RecordAsync(CancellationToken ct) => State.Scope.RecordAsync($"graphql mutation {Selection.Field.Name}", ct);
}

/// <summary>Binds resolvers, and remembers which operation every root field belongs to.</summary>
internal sealed class SchemaMap
{
    private readonly List<(string Name, Operation? Operation)> roots = [];

    /// <summary>The bindings.</summary>
    public ResolverMap Resolvers { get; } = new();

    /// <summary>Root fields with the operation whose purposes they share; null for those of every purpose.</summary>
    public IReadOnlyList<(string Name, Operation? Operation)> Roots => roots;

    /// <summary>
    /// Binds a root field. Under another purpose than its operation's it answers null with the code that REST answers; so do
    /// refusals and malformed arguments. The one entry of the request notes it, as it does a command that was not done. What is
    /// not there or not the caller's is null without an error.
    /// </summary>
    /// <param name="coordinate">The field.</param>
    /// <param name="operation">Its operation, or null for those of every purpose.</param>
    /// <param name="resolve">Resolves it.</param>
    /// <param name="confirms">Whether it begins by a reading that confirms by what the caller was admitted, in the same trip.</param>
    public void Root(string coordinate, Operation? operation, Func<RootCall, CancellationToken, Task<object?>> resolve, bool confirms = false)
    {
        roots.Add((NameOf(coordinate), operation));
        var field = NameOf(coordinate);
        Resolvers.Bind(coordinate, FieldResolver.Batch(async (batch, ct) =>
        {
            var state = (RequestState)batch.State!;
            if (!confirms)
                await state.Scope.ConfirmAsync(ct);
            if (operation is not null ? !operation.Allows(state.Caller.Purpose) : state.Caller.Purpose.Length == 0)
            {
                Refuse(batch, state.Scope, field, Failures.NotAllowed);
                return;
            }

            if (operation is { InPerson: true } && state.Caller.Identity.Client is not null)
            {
                Refuse(batch, state.Scope, field, Failures.PersonRequired);
                return;
            }

            var value = await resolve(new RootCall(batch.Selection, batch.Arguments, state), ct);
            if (value is ViewOutcome.Refused or ViewOutcome.Malformed)
            {
                Refuse(batch, state.Scope, field, Failures.Of((ViewOutcome)value));
                return;
            }

            if (value is Payload { Errors: [var error, ..] })
                state.Scope.RefusePart(field, error.Code);
            else
                state.Scope.AnswerPart();
            batch.Set(0, value is ViewOutcome.NotFound ? null : value);
        }));
    }

    /// <summary>Binds a root field that needs no purpose.</summary>
    public void Open(string coordinate, Func<RootCall, CancellationToken, Task<object?>> resolve) =>
        Resolvers.Bind(coordinate, FieldResolver.Batch(async (batch, ct) =>
        {
            var state = (RequestState)batch.State!;
            batch.Set(0, await resolve(new RootCall(batch.Selection, batch.Arguments, state), ct));
            state.Scope.AnswerPart();
        }));

    /// <summary>Binds a source of events.</summary>
    public void Source(string coordinate, Operation operation, Func<RootCall, CancellationToken, IAsyncEnumerable<object>> open)
    {
        roots.Add((NameOf(coordinate), operation));
        Resolvers.Bind(coordinate, FieldResolver.Stream((request, ct) =>
        {
            var state = (RequestState)request.State!;
            return operation.Allows(state.Caller.Purpose)
                ? ValueTask.FromResult<IAsyncEnumerable<object?>>(open(new RootCall(request.Selection, request.Arguments, state), ct))
                : throw new GraphQLFieldException(Failures.NotAllowed.Message, Failures.NotAllowed.Code);
        }));
    }

    /// <summary>Binds fields of a type that hold nothing personal.</summary>
    public void Fields<T>(string type, params (string Name, Func<T, object?> Value)[] fields)
    {
        foreach (var (name, value) in fields)
            Resolvers.Bind($"{type}.{name}", FieldResolver.Value(value));
    }

    private static string NameOf(string coordinate) => coordinate[(coordinate.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static void Refuse(FieldBatch batch, DisclosureScope scope, string field, FieldFailure failure)
    {
        scope.RefusePart(field, failure.Code!);
        batch.FailAll(failure.Message, failure.Code);
    }
}
