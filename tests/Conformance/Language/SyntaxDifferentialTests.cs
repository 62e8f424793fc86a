using ChildLink.GraphQL.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>Texts of all kinds are read or refused, at the same place, as graphql-js does.</summary>
public sealed class SyntaxDifferentialTests(ITestOutputHelper output)
{
    private static readonly int Seed = Differential.Seed(20250903);

    [Fact]
    public async Task Texts_are_read_or_refused_at_the_same_place()
    {
        var count = Differential.Count(4000);
        output.WriteLine($"seed {Seed}, {count} texts");
        var texts = new RandomTexts(new Random(Seed), ["a", "on", "type", "extend", "true", "null"]);
        var documents = Enumerable.Range(0, count).Select(i => (Schema: (int?)null, Document: Text(texts, i))).ToArray();
        var verdicts = await Judge.AskAsync([], documents);

        var differences = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var ours = Place(documents[i].Document);
            var (v16, v17) = (verdicts[i].V16.Syntax, verdicts[i].V17.Syntax);
            if (ours != v17 && !SyntaxDeviations.Explain(documents[i].Document, ours, v16, v17))
                differences.Add($"ours {ours ?? "reads"}, 16 {v16 ?? "reads"}, 17 {v17 ?? "reads"}: {documents[i].Document}");
            else if (ours != v16 && v16 != v17 && !SyntaxDeviations.Explain(documents[i].Document, ours, v16, v17))
                differences.Add($"17 and 16 differ without a known reason: {v16} {v17}: {documents[i].Document}");
        }

        differences.Take(20).ShouldBeEmpty();
        verdicts.Count(v => v.V17.Syntax is null).ShouldBeGreaterThan(count / 50);
    }

    private static string Text(RandomTexts texts, int i) => (i % 4) switch
    {
        0 => texts.Characters(),
        1 => texts.Soup(),
        _ => texts.Mutated(SyntaxSamples.All[i % SyntaxSamples.All.Length]),
    };

    private static string? Place(string document)
    {
        var location = GraphQLParser.Parse(SourceText.Utf8(document)).Error?.Locations[0];
        return location is { } place ? $"{place.Line}:{place.Column}" : null;
    }
}
