using System.Text;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Tests.Foundations.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Documents;

public sealed class DocumentCacheTests
{
    private static readonly Lazy<ExecutableSchema> Schema = new(() => Engine.OverJson("type Query { a: Int }"));

    [Fact]
    public void A_text_is_prepared_once_also_when_it_has_errors()
    {
        var cache = new DocumentCache(Schema.Value);

        foreach (var text in (string[])["{ a }", "{ b }", "{ a "])
            cache.Prepare(Bytes(text)).ShouldBeSameAs(cache.Prepare(Bytes(text)));
        cache.Prepare(Bytes("{ a}")).ShouldNotBeSameAs(cache.Prepare(Bytes("{ a }")));
        cache.Prepare(Bytes("{ b }")).Errors.Count.ShouldBe(1);
        cache.Count.ShouldBe(4);
        cache.Bytes.ShouldBe(5 + 5 + 4 + 4);
    }

    [Fact]
    public void The_text_may_change_after_the_call()
    {
        var cache = new DocumentCache(Schema.Value);
        var text = Bytes("{ x: a }");

        var prepared = cache.Prepare(text);
        text[2] = (byte)'y';

        cache.Prepare(text).ShouldNotBeSameAs(prepared);
        prepared.Operations[0].RootFields[0].ResponseKey.ShouldBe("x");
        cache.Prepare(Bytes("{ x: a }")).ShouldBeSameAs(prepared);
    }

    [Fact]
    public void The_least_recently_used_goes_first()
    {
        var cache = new DocumentCache(Schema.Value, new DocumentLimits(MaxDocuments: 2));
        var a = cache.Prepare(Bytes("{ a }"));
        var b = cache.Prepare(Bytes("{ b: a }"));

        cache.Prepare(Bytes("{ a }"));
        cache.Prepare(Bytes("{ c: a }"));

        cache.Count.ShouldBe(2);
        cache.Prepare(Bytes("{ a }")).ShouldBeSameAs(a);
        cache.Prepare(Bytes("{ b: a }")).ShouldNotBeSameAs(b);
    }

    [Fact]
    public void Bytes_are_bounded_and_large_texts_are_not_kept()
    {
        var cache = new DocumentCache(Schema.Value, new DocumentLimits(MaxBytes: 1_600));

        for (var i = 0; i < 100; i++)
            cache.Prepare(Bytes($"{{ a{i}: a {new string(' ', 80)}}}")).Errors.ShouldBeEmpty();
        cache.Bytes.ShouldBeLessThanOrEqualTo(1_600);
        cache.Count.ShouldBe(17);

        var large = Bytes($"{{ a {new string(' ', 100)}}}");
        cache.Prepare(large).ShouldNotBeSameAs(cache.Prepare(large));
        cache.Count.ShouldBe(17);
    }

    [Fact]
    public async Task Many_threads_see_one_document_per_text()
    {
        var cache = new DocumentCache(Schema.Value, new DocumentLimits(MaxDocuments: 64));
        var ct = TestContext.Current.CancellationToken;

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(
            () => Enumerable.Range(0, 2_000).Select(i => ((i * 7) + thread) % 50).Select(i => (i, cache.Prepare(Bytes($"{{ a{i}: a }}")))).ToArray(), ct)));

        var all = seen.SelectMany(s => s).ToArray();
        all.Select(s => s.Item2).Distinct().Count().ShouldBe(50);
        all.ShouldAllBe(s => s.Item2.Operations[0].RootFields[0].ResponseKey == $"a{s.i}");
    }

    [Theory]
    [InlineData("{ a }", null, true)]
    [InlineData("query A { a }", null, true)]
    [InlineData("query A { a }", "A", true)]
    [InlineData("query A { a }", "B", false)]
    [InlineData("{ a }", "", false)]
    [InlineData("query A { a } query B { a }", "B", true)]
    [InlineData("query A { a } query B { a }", null, false)]
    [InlineData("query A { a } query B { a }", "C", false)]
    [InlineData("fragment F on Query { a } query A { ...F }", null, true)]
    public void The_operation_is_the_named_one_or_the_only_one(string text, string? name, bool found)
    {
        var choice = PreparedDocument.Of(Schema.Value, Bytes(text)).Operation(name);

        (choice.Operation is not null).ShouldBe(found);
        (choice.Error is null).ShouldBe(found);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
