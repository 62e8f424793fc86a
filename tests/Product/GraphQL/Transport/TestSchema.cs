using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>A schema that knows no children: what the transport does with operations is the same for any.</summary>
internal static class TestSchema
{
    public const string Sdl = """
        directive @postOnly on FIELD_DEFINITION

        type Query {
          me: Me
          echo(text: String): String
          purpose: String
          names(kana: String!): [String!]! @postOnly
          forever: Int
          large: String
          fault: Int
        }

        type Me { person: String again: Me }

        type Mutation { note(text: String!): Int slow: Int }

        type Subscription {
          ticks(count: Int!): Tick!
          endless: Tick!
          silent: Tick!
          fault: Tick!
        }

        type Tick { number: Int purpose: String }
        """;

    public static ServedSchema Served { get; } = Make();

    /// <summary>How many sources of subscriptions are open.</summary>
    public static int Open => Volatile.Read(ref open);

    private static int open;

    private static ServedSchema Make()
    {
        var sdl = Encoding.UTF8.GetBytes(Sdl);
        var schema = SchemaMaker.Make(sdl).Schema.ShouldNotBeNull();
        var resolvers = new ResolverMap()
            .Bind("Query.me", FieldResolver.Batch((batch, _) => Each(batch, batch.State!)))
            .Bind("Query.echo", FieldResolver.Batch((batch, _) => Each(batch, batch.Arguments["text"])))
            .Bind("Query.purpose", FieldResolver.Batch((batch, _) => Each(batch, ((State)batch.State!).Scope.Caller.Purpose)))
            .Bind("Query.names", FieldResolver.Batch((batch, _) => Each(batch, new[] { "a" })))
            .Bind("Query.forever", FieldResolver.Batch(async (_, ct) => await Task.Delay(Timeout.InfiniteTimeSpan, ct)))
            .Bind("Query.large", FieldResolver.Batch((batch, _) => Each(batch, new string('x', 17 << 20))))
            .Bind("Query.fault", FieldResolver.Batch((_, _) => throw new InvalidOperationException("secret cause")))
            .Bind("Me.person", FieldResolver.Value<State>(s => s.Scope.Caller.Identity.Person))
            .Bind("Me.again", FieldResolver.Value<State>(s => s))
            .Bind("Mutation.slow", FieldResolver.Batch(async (batch, ct) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1_300), ct);
                await Each(batch, 7);
            }))
            .Bind("Mutation.note", FieldResolver.Batch((batch, _) => Each(batch, 1)))
            .Bind("Subscription.ticks", FieldResolver.Stream((request, ct) => ValueTask.FromResult<IAsyncEnumerable<object?>>(TicksAsync((int)request.Arguments["count"]!, ct))))
            .Bind("Subscription.endless", FieldResolver.Stream((_, ct) => ValueTask.FromResult<IAsyncEnumerable<object?>>(TicksAsync(int.MaxValue, ct))))
            .Bind("Subscription.silent", FieldResolver.Stream((_, ct) => ValueTask.FromResult<IAsyncEnumerable<object?>>(SilentAsync(ct))))
            .Bind("Subscription.fault", FieldResolver.Stream((_, ct) => ValueTask.FromResult<IAsyncEnumerable<object?>>(BrokenAsync(ct))))
            .Bind("Tick.number", FieldResolver.Value<object>(n => n))
            .Bind("Tick.purpose", FieldResolver.Leaf<object>((_, state, json) => json.WriteStringValue(((State)state!).Scope.Caller.Purpose)));
        return new ServedSchema(ExecutableSchema.Create(schema, resolvers), sdl, (scope, requestId) => new State(scope, requestId));
    }

    private static ValueTask Each(FieldBatch batch, object? value)
    {
        for (var i = 0; i < batch.Count; i++)
            batch.Set(i, value);
        return ValueTask.CompletedTask;
    }

    private static async IAsyncEnumerable<object?> TicksAsync(int count, [EnumeratorCancellation] CancellationToken ct)
    {
        Interlocked.Increment(ref open);
        try
        {
            for (var i = 0; i < count; i++)
            {
                yield return i;
                await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private static async IAsyncEnumerable<object?> SilentAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        yield break;
    }

    private static async IAsyncEnumerable<object?> BrokenAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), ct);
        yield return 1;
        throw new InvalidOperationException("secret cause");
    }

    private sealed class State(DisclosureScope scope, Guid requestId) : IAnswerState
    {
        public DisclosureScope Scope { get; } = scope;

        public ValueTask<bool> TellsAsync(object? happened, CancellationToken ct) => ValueTask.FromResult(true);

        public void WriteExtensions(Utf8JsonWriter json) => json.WriteBoolean("partialView", false);

        public void WriteErrorExtensions(GraphQLError error, Utf8JsonWriter json) => json.WriteString("requestId", requestId);

        public void Dispose()
        {
        }
    }
}
