using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.GraphQL.Validation;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>Documents get the verdict and the error places that graphql-js gives.</summary>
public sealed class ValidationDifferentialTests(ITestOutputHelper output)
{
    private static readonly int Seed = Differential.Seed(20250904);
    private static readonly Schema[] Schemas = [.. TestSchemas.All.Select(TestSchemas.Of)];

    [Fact]
    public async Task Generated_documents_are_valid_to_all() =>
        await CompareAsync(Differential.Count(300), (documents, _, _) => documents.Next(), mustBeValid: true);

    [Fact]
    public async Task Documents_with_changed_tokens_get_the_same_verdict_and_places() =>
        await CompareAsync(Differential.Count(2000), (documents, texts, _) => texts.Mutated(documents.Next()), mustBeValid: false);

    [Fact]
    public async Task Documents_with_planted_mistakes_get_the_same_verdict_and_places() =>
        await CompareAsync(Differential.Count(1000), (documents, _, random) => PlantedMistakes.Plant(documents.Next(), random, random.Next(1, 4)), mustBeValid: false);

    private async Task CompareAsync(int count, Func<RandomDocuments, RandomTexts, Random, string> make, bool mustBeValid)
    {
        output.WriteLine($"seed {Seed}, {count} documents");
        var random = new Random(Seed);
        var makers = Schemas.Select(s => (Documents: new RandomDocuments(s, random), Texts: new RandomTexts(random, Vocabulary(s)))).ToArray();
        var documents = Enumerable.Range(0, count).Select(i => (Schema: (int?)(i % Schemas.Length), Document: make(makers[i % Schemas.Length].Documents, makers[i % Schemas.Length].Texts, random))).ToArray();
        var verdicts = await Judge.AskAsync(TestSchemas.All, documents);

        var differences = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var ours = Of(Schemas[i % Schemas.Length], documents[i].Document);
            if (mustBeValid && (ours.Errors.Length > 0 || ours.Syntax is not null))
                differences.Add("not valid: " + ours.Text + "\n" + documents[i].Document);
            foreach (var (version, theirs) in ((int, Verdict)[])[(17, verdicts[i].V17), (16, verdicts[i].V16)])
            {
                if (ours.Text != theirs.Text && ValidationDeviations.Unexplained(version, ours, theirs) is { } reason)
                    differences.Add($"{reason}\n  ours {ours.Text}\n  {version} {theirs.Text}\n{documents[i].Document}");
            }
        }

        output.WriteLine($"{verdicts.Count(v => v.V17.Text == "errors ")} valid, {verdicts.Count(v => v.V17.Syntax is not null)} not read");
        differences.Take(10).ShouldBeEmpty($"{differences.Count} differences");
    }

    private static string[] Vocabulary(Schema schema) =>
    [
        .. schema.TypesInOrder.Select(t => t.Name), .. schema.TypesInOrder.OfType<FieldsType>().SelectMany(t => t.Fields).Select(f => f.Name),
        .. schema.TypesInOrder.OfType<FieldsType>().SelectMany(t => t.Fields).SelectMany(f => f.Arguments).Select(a => a.Name),
        .. schema.TypesInOrder.OfType<InputObjectType>().SelectMany(t => t.Fields).Select(f => f.Name), .. schema.DirectivesInOrder.Select(d => d.Name),
        "true", "false", "null", "1", "fragment", "query", "mutation", "subscription", "on", "F0", "v0", "v1", "k1", "LOW", "unknown",
    ];

    private static Verdict Of(Schema schema, string text)
    {
        var parsed = GraphQLParser.Parse(SourceText.Utf8(text));
        if (parsed.Error is { } error)
            return new Verdict(Place(error.Locations[0]), [], false);
        var errors = DocumentValidator.Validate(schema, parsed.Document!);
        return new Verdict(
            null,
            [.. errors.Where(e => e.Locations.Count > 0).Select(e => new PlacedError(string.Join(" ", e.Locations.Select(Place)), $"{e.Rule}: {e.Message}")).OrderBy(e => e.Places, StringComparer.Ordinal)],
            errors.Any(e => e.Locations.Count == 0));
    }

    private static string Place(SourceLocation place) => $"{place.Line}:{place.Column}";
}
