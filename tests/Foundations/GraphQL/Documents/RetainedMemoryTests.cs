using System.Text;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Tests.Foundations.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Documents;

/// <summary>What a cache keeps of documents that are made to take much: measured memory, so nothing else runs meanwhile.</summary>
[Collection(nameof(RetainedMemoryTests))]
public sealed class RetainedMemoryTests
{
    private const string Sdl = "type Query { t: T n(first: Int): [N] } type T { i: Int t: T l(first: Int): [T] } interface N { i: Int n: N } "
        + "type A implements N { i: Int n: N } type B implements N { i: Int n: N } type C implements N { i: Int n: N }";

    private static readonly Lazy<ExecutableSchema> Schema = new(() => Engine.OverJson(Sdl));

    /// <summary>Name, variables of the requests, whether they are refused for their cost, and the text by number.</summary>
    public static TheoryData<string, string[], bool, Func<int, string>> Hostile => new()
    {
        { "places all different", ["{}"], true, i => Paths(i, 9, "") },
        { "more places than are looked at", ["{}"], true, i => Paths(i, 12, "") },
        { "places all different, with a size from a variable", ["""{"n":1}""", """{"n":2}"""], true, i => Paths(i, 9, "x: l(first: $n) { i }") },
        { "lists of sizes from variables, too many items", ["""{"n":100000}"""], true, i => Leaves(i, "$n", 50) },
        { "lists of sizes from variables, planned whole", ["""{"n":1}"""], false, i => Leaves(i, "$n", 50) },
        { "keys at the root", ["{}"], true, i => $"{{ {string.Concat(Enumerable.Range(0, 5_000).Select(k => $"k{i + 1}_{k}:t{{i}}"))} }}" },
        { "many conditions", Conditions, false, Conditional },
        { "long keys above many fields", ["{}"], false, LongKeys },
        { "abstract types in abstract types", ["{}"], false, i => $"{{ k{i + 1}: n {{ n {{ n {{ n {{ n {{ n {{ i }} }} }} }} }} }} }}" },
    };

    private static string[] Conditions => [.. Enumerable.Range(0, 16).Select(c => $$"""{"a":{{Bit(c, 0)}},"b":{{Bit(c, 1)}},"c":{{Bit(c, 2)}},"d":{{Bit(c, 3)}}}""")];

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task What_is_kept_is_bounded_whatever_is_asked(string name, string[] variables, bool isRefused, Func<int, string> text)
    {
        var limits = new DocumentLimits(MaxBytes: 1024 * 1024);
        var cache = new DocumentCache(Schema.Value, limits, new CostLimits());
        await AskAsync(cache, text(-1), variables, isRefused);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 60; i++)
            await AskAsync(cache, text(i), variables, isRefused);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {kept:N0} bytes kept for {cache.Count} documents that count {cache.Bytes:N0}");
        cache.Bytes.ShouldBeLessThanOrEqualTo(limits.MaxBytes);
        kept.ShouldBeLessThan(24 * limits.MaxBytes);
        kept.ShouldBeLessThan((24 * cache.Bytes) + (1024 * 1024), "what is counted must be what is kept");
        GC.KeepAlive(cache);
    }

    [Fact]
    public async Task What_is_planned_counts_and_one_heavy_document_leaves_alone()
    {
        var cache = new DocumentCache(Schema.Value, new DocumentLimits(MaxBytes: 16 * 2_000));
        var small = cache.Prepare("{ t { i } }"u8);
        await AskAsync(cache, "{ t { i } }", ["{}"], false);
        cache.Bytes.ShouldBeInRange(11 + 40, 11 + 200);

        await AskAsync(cache, $"{{ {string.Concat(Enumerable.Range(0, 90).Select(i => $"k{i}: t {{ i }} "))} }}", ["{}"], false);

        cache.Count.ShouldBe(1);
        cache.Bytes.ShouldBeLessThan(500);
        cache.Prepare("{ t { i } }"u8).ShouldBeSameAs(small);
    }

    private static async Task AskAsync(DocumentCache cache, string text, string[] variables, bool isRefused)
    {
        var prepared = cache.Prepare(Encoding.UTF8.GetBytes(text));
        prepared.Errors.Select(e => e.Message).ShouldBeEmpty();
        using var root = System.Text.Json.JsonDocument.Parse(Data(6));
        foreach (var values in variables)
        {
            var (_, summary) = await Engine.RunAsync(prepared.Operations[0], values, root.RootElement);
            summary.RequestErrors.ShouldBe(isRefused);
        }
    }

    /// <summary>Fragments that double at each level, and beside them chains that make every path another set of merged fields.</summary>
    private static string Paths(int seed, int levels, string more)
    {
        var text = new StringBuilder($"query q{seed + 1}{(more.Length > 0 ? "($n: Int)" : "")} {{ t {{ ...F0 {more} }} }} ");
        for (var i = 0; i < levels; i++)
        {
            text.Append($"fragment F{i} on T {{ a: t {{ ...F{i + 1} ...E{i}_{i + 1} }} b: t {{ ...F{i + 1} }} }} ");
            for (var k = i + 1; k <= levels; k++)
                text.Append(k == levels ? $"fragment E{i}_{k} on T {{ i }} " : $"fragment E{i}_{k} on T {{ a: t {{ ...E{i}_{k + 1} }} b: t {{ ...E{i}_{k + 1} }} }} ");
        }

        return text.Append($"fragment F{levels} on T {{ i }}").ToString();
    }

    private static string Leaves(int seed, string size, int lists) =>
        $"query q{seed + 1}($n: Int) {{ t {{ {string.Concat(Enumerable.Range(0, lists).Select(k => $"k{k}: l(first: {size}) {{ i }} "))} }} }}";

    private static string Conditional(int seed) =>
        $"query q{seed + 1}($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!) {{ t {{ "
        + string.Concat(Enumerable.Range(0, 20).Select(k => $"k{k}: t @skip(if: ${"abcd"[k % 4]}) {{ i t {{ i t {{ i }} }} }} ")) + "} }";

    private static string LongKeys(int seed)
    {
        var inner = string.Concat(Enumerable.Range(0, 80).Select(k => $"k{k}: i "));
        return Enumerable.Range(0, 6).Aggregate($"{{ {inner} }}", (below, level) => $"{{ {new string('x', 1_000)}{seed + 1}_{level}: t {below} }}");
    }

    private static string Data(int depth) => depth == 0
        ? """{"i":1,"l":[]}"""
        : $$"""{"i":1,"l":[],"__typename":"{{"ABC"[depth % 3]}}","t":{{Data(depth - 1)}},"n":{{(depth == 6 ? $"[{Nested(5)}]" : "null")}}}""";

    private static string Nested(int depth) => depth == 0 ? "null" : $$"""{"__typename":"{{"ABC"[depth % 3]}}","i":1,"n":{{Nested(depth - 1)}}}""";

    private static string Bit(int number, int place) => ((number >> place) & 1) == 1 ? "true" : "false";
}

[CollectionDefinition(nameof(RetainedMemoryTests), DisableParallelization = true)]
public sealed class RetainedMemoryCollection;
