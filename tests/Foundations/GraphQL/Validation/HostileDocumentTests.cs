using System.Diagnostics;
using System.Text;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Validation;

namespace ChildLink.Tests.GraphQL.Validation;

public sealed class HostileDocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const long Memory = 200_000_000;

    public static TheoryData<string, string, bool?> Documents { get; } = new()
    {
        { "10,000 aliases", Many(10_000, i => $"a{i}: any "), true },
        { "one field 30,000 times", Many(30_000, _ => "any "), true },
        { "3,000 times the same arguments", Many(3_000, _ => "any(value: [1, {a: 2}]) "), null },
        { "3,000 conflicting fields", Many(3_000, i => $"a: any(value: {i}) "), false },
        { "3,000 fields with selections of one key", Many(3_000, _ => "keeper { id friends { id } } "), null },
        { "conflicts at every depth", Many(200, i => $"keeper {{ friends {{ x{i % 2}: id friends {{ y: {(i % 2 == 0 ? "id" : "name")} }} }} }} "), false },
        { "exponential fragments", "{ keeper { ...F0 } } " + string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Being {{ friends {{ ...F{i + 1} }} a{i}: friends {{ ...F{i + 1} }} }} ")) + "fragment F40 on Being { id }", true },
        { "exponential fragments of one key", "{ keeper { ...F0 ...G0 } } " + string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Being {{ friends {{ ...F{i + 1} ...G{i + 1} }} }} fragment G{i} on Being {{ friends {{ ...G{i + 1} ...F{i + 1} }} }} ")) + "fragment F40 on Being { id } fragment G40 on Being { id }", null },
        { "a chain of 10,000 fragments", "{ keeper { ...F0 } } " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"fragment F{i} on Being {{ ...F{i + 1} }} ")) + "fragment F10000 on Being { id }", true },
        { "a chain of 5,000 fragments and fields", "{ keeper { ...F0 ...G0 } } " + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"fragment F{i} on Being {{ friends {{ ...F{i + 1} }} }} fragment G{i} on Being {{ friends {{ ...G{i + 1} }} }}")) + "fragment F5000 on Being { id } fragment G5000 on Being { id }", null },
        { "a circle of 10,000 fragments", "{ keeper { ...F0 } } " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"fragment F{i} on Being {{ ...F{(i + 1) % 10_000} }} ")), false },
        { "fragments that all spread all", "{ keeper { ...F0 } } " + string.Concat(Enumerable.Range(0, 150).Select(i => $"fragment F{i} on Being {{ {string.Concat(Enumerable.Range(0, 150).Select(j => $"...F{j} "))} }} ")), false },
        { "1,000 operations over 1,000 fragments", string.Concat(Enumerable.Range(0, 1_000).Select(i => $"query Q{i} {{ keeper {{ ...F0 }} }} ")) + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"fragment F{i} on Being {{ ...F{i + 1} }} ")) + "fragment F1000 on Being { id }", null },
        { "10,000 variables", $"query ({string.Concat(Enumerable.Range(0, 10_000).Select(i => $"$v{i}: Any "))}) {{ any(value: [{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"$v{i} "))}]) }}", null },
        { "10,000 directives", "{ any " + string.Concat(Enumerable.Range(0, 10_000).Select(_ => "@skip(if: true) ")) + "}", false },
        { "10,000 input fields", "{ required(input: {" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"f{i}: 1 ")) + "}) }", false },
        { "10,000 arguments", "{ any(" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"value: {i} ")) + ") }", false },
        { "10,000 spreads at the root of a subscription", "subscription { " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}: tick ")) + "}", false },
        { "introspection in fragments", "{ " + string.Concat(Enumerable.Range(0, 500).Select(i => $"a{i}: __schema {{ ...F0 }} ")) + "}" + string.Concat(Enumerable.Range(0, 500).Select(i => $"fragment F{i} on __Schema {{ ...F{i + 1} }} ")) + "fragment F500 on __Schema { types { name } }", null },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Hostile_documents_are_judged_in_a_second(string kind, string document, bool? isValid)
    {
        kind.ShouldNotBeEmpty();
        var source = Encoding.UTF8.GetBytes(document);
        IReadOnlyList<GraphQLError> errors = [];

        // Of three tries, because other tests share the processors.
        TimeSpan elapsed = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && elapsed > Patience; i++)
        {
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            errors = Judge(source);
            elapsed = clock.Elapsed;
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Memory, kind);
        }

        elapsed.ShouldBeLessThan(Patience, kind);
        if (isValid is { } expected)
            (errors.Count == 0).ShouldBe(expected, string.Join('\n', errors.Select(e => e.Message).Take(3)));

        // Whatever was not judged is refused, and by the limit alone.
        if (isValid is null && errors.Count > 0)
            errors.ShouldAllBe(e => e.Rule == ValidationRules.Limits);
        errors.Sum(e => e.Message.Length + e.Locations.Count).ShouldBeLessThan(300_000);
    }

    [Fact]
    public async Task A_chain_of_fragments_does_not_end_the_process_on_a_small_stack()
    {
        var document = "{ keeper { ...F0 ...G0 } } " + string.Concat(Enumerable.Range(0, 9_000).Select(i => $"fragment F{i} on Being {{ friends {{ ...F{i + 1} }} }} fragment G{i} on Being {{ friends {{ ...G{i + 1} }} }} "))
            + "fragment F9000 on Being { id } fragment G9000 on Being { id }";
        var done = new TaskCompletionSource<IReadOnlyList<GraphQLError>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () => done.SetResult(DocumentValidator.Validate(ValidationCase.Zoo, GraphQLParser.Parse(Encoding.UTF8.GetBytes(document), ParseLimits.TypeSystem).Document!)), 256 * 1024);
        thread.Start();
        (await done.Task).ShouldAllBe(e => e.Rule == ValidationRules.Limits);
    }

    private static IReadOnlyList<GraphQLError> Judge(byte[] source)
    {
        var parsed = GraphQLParser.Parse(source, new ParseLimits(MaxTokens: 1_000_000));
        parsed.Error.ShouldBeNull();
        return DocumentValidator.Validate(ValidationCase.Zoo, parsed.Document!);
    }

    private static string Many(int count, Func<int, string> selection) => "{ " + string.Concat(Enumerable.Range(0, count).Select(selection)) + "}";
}
