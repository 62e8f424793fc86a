using System.Buffers;
using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class SubscriptionTests
{
    private const string Sdl = """
        type Query { a: Int }
        type Subscription { jobs(from: Int!): Job }
        type Job { done: Int! }
        """;

    [Fact]
    public async Task Each_event_is_an_execution_with_a_state_of_its_own()
    {
        var schema = Schema((request, ct) => Count((int)request.Arguments["from"]!, ct));

        var answers = await AnswersAsync(schema, """{"n": 2}""");

        answers.ShouldBe([
            """{"data":{"jobs":{"done":2}}}""",
            """{"data":{"jobs":null},"errors":[{"message":"three","locations":[{"line":1,"column":43}],"path":["jobs","done"]}]}""",
            """{"data":{"jobs":{"done":4}}}""",
        ]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n": "x"}""")]
    public async Task Wrong_variables_refuse_the_request(string variables)
    {
        var outcome = await OpenAsync(Schema((_, ct) => Count(0, ct)), variables);

        outcome.Stream.ShouldBeNull();
        outcome.Errors.Count.ShouldBe(1);
        outcome.Errors[0].Path.ShouldBeNull();
    }

    [Fact]
    public async Task A_source_that_refuses_to_open_is_an_error_of_the_request_at_its_field()
    {
        var outcome = await OpenAsync(Schema((_, _) => throw new GraphQLFieldException("no", "refused")), """{"n": 1}""");

        outcome.Stream.ShouldBeNull();
        outcome.Errors.Single().ShouldSatisfyAllConditions(e => e.Path.ShouldBe(["jobs"]), e => e.Code.ShouldBe("refused"));
    }

    [Fact]
    public async Task Any_other_exception_of_the_source_reaches_the_host()
    {
        await Should.ThrowAsync<TimeoutException>(() => OpenAsync(Schema((_, _) => throw new TimeoutException()), """{"n": 1}"""));
        await Should.ThrowAsync<TimeoutException>(() => AnswersAsync(Schema((_, _) => Broken()), """{"n": 1}"""));
    }

    [Fact]
    public async Task Stopping_the_events_stops_the_source()
    {
        using var stop = new CancellationTokenSource();
        var outcome = await OpenAsync(Schema((_, ct) => Endless(ct)), """{"n": 1}""");

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in outcome.Stream!.EventsAsync(stop.Token))
                await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task Queries_are_no_subscriptions_and_the_other_way_round()
    {
        var schema = Schema((_, ct) => Count(0, ct));
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());

        await Should.ThrowAsync<ArgumentException>(async () => await Executor.SubscribeAsync(Engine.Prepare(schema, "{ a }"), default, null, null, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<ArgumentException>(async () =>
            await Executor.ExecuteAsync(Engine.Prepare(schema, "subscription { jobs(from: 1) { done } }"), default, null, null, json, null, TestContext.Current.CancellationToken));
    }

    private static ExecutableSchema Schema(Func<StreamRequest, CancellationToken, IAsyncEnumerable<object?>> open) => Engine.Bind(Sdl, new ResolverMap()
        .Bind("Query.a", FieldResolver.Value<object?>(_ => 1))
        .Bind("Subscription.jobs", FieldResolver.Stream((request, ct) => ValueTask.FromResult(open(request, ct))))
        .Bind("Job.done", FieldResolver.Batch((batch, _) =>
        {
            if (batch.Parent<int>(0) == 3)
                batch.Fail(0, (string)batch.State!);
            else
                batch.Set(0, batch.Parents[0]);
            return ValueTask.CompletedTask;
        })));

    private static async Task<SubscriptionOutcome> OpenAsync(ExecutableSchema schema, string variables)
    {
        // Released before the first event: the stream must not look into it any more.
        using var values = JsonDocument.Parse(variables);
        return await Executor.SubscribeAsync(Engine.Prepare(schema, "subscription($n: Int!) { jobs(from: $n) { done } }"), values.RootElement, null, null, TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> AnswersAsync(ExecutableSchema schema, string variables)
    {
        var outcome = await OpenAsync(schema, variables);
        var answers = new List<string>();
        await foreach (var happened in outcome.Stream!.EventsAsync(TestContext.Current.CancellationToken))
        {
            var buffer = new ArrayBufferWriter<byte>();
            await using var json = new Utf8JsonWriter(buffer);
            await happened.ExecuteAsync("three", json, null, TestContext.Current.CancellationToken);
            await json.FlushAsync(TestContext.Current.CancellationToken);
            answers.Add(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }

        return answers;
    }

    private static async IAsyncEnumerable<object?> Count(int from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var i = from; i < from + 3; i++)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<object?> Broken()
    {
        await Task.Yield();
        yield return 1;
        throw new TimeoutException();
    }

    private static async IAsyncEnumerable<object?> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            yield return 1;
            await Task.Delay(Timeout.Infinite, ct);
        }
    }
}
