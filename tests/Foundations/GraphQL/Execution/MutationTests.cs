using ChildLink.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class MutationTests
{
    private const string Sdl = """
        type Query { a: Int }
        type Mutation { first: Step second: Step third: Int! }
        type Step { now: Int! below: Step }
        """;

    [Fact]
    public async Task Each_root_field_ends_with_all_below_it_before_the_next_begins()
    {
        var log = new List<string>();

        var answer = await Engine.RunAsync(Schema(log), "mutation { second { below { below { now } } } first { now } again: second { now } }");

        log.ShouldBe([
            "second", "second.below", "second.below.below", "second.below.below.now",
            "first", "first.now",
            "again", "again.now",
        ]);
        answer["errors"].ShouldBeNull();
    }

    [Fact]
    public async Task A_failed_root_field_does_not_keep_the_next_from_running()
    {
        var log = new List<string>();

        var answer = await Engine.RunAsync(Schema(log), "mutation { first { below { now } } third second { now } }");

        log.ShouldContain("second.now");
        Engine.Data(answer).ShouldBe("null");
        Engine.Paths(answer).ShouldBe(["third"]);
    }

    private static ExecutableSchema Schema(List<string> log)
    {
        FieldResolver Logged(object? value) => FieldResolver.Batch(async (batch, _) =>
        {
            await Task.Yield();
            log.Add(batch.Selection.Path);
            for (var i = 0; i < batch.Count; i++)
                batch.Set(i, value);
        });
        return Engine.Bind(Sdl, new ResolverMap()
            .Bind("Query.a", Logged(1)).Bind("Mutation.first", Logged("s")).Bind("Mutation.second", Logged("s")).Bind("Mutation.third", Logged(null))
            .Bind("Step.now", Logged(1)).Bind("Step.below", Logged("s")));
    }
}
