using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.Conformance.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>Schemas are taken or refused, with the same errors at the same places, as graphql-js does.</summary>
public sealed class SchemaDifferentialTests(ITestOutputHelper output)
{
    private static readonly int Seed = Differential.Seed(3);

    [Fact]
    public async Task Generated_and_changed_schemas_have_the_same_errors_at_the_same_places()
    {
        var count = Differential.Count(1500);
        output.WriteLine($"seed {Seed}, {count} schemas");
        var texts = Enumerable.Range(0, count).Select(i => Text(Seed + i)).ToArray();
        var verdicts = await TypeJudge.AskAsync([.. texts.Select(sdl => new { sdl })]);

        Differences(texts, verdicts).Take(10).ShouldBeEmpty();
        verdicts.Count(v => SchemaVerdict.Of(v.V17).IsValid).ShouldBeInRange(count / 10, count * 9 / 10);
    }

    [Fact]
    public async Task The_table_of_rules_says_what_graphql_js_says()
    {
        var cases = SchemaRuleCases.All.ToArray();
        var verdicts = await TypeJudge.AskAsync([.. cases.Select(c => new { sdl = c.Sdl })]);

        Differences([.. cases.Select(c => c.Sdl)], verdicts).ShouldBeEmpty();
        foreach (var (rule, verdict) in cases.Zip(verdicts))
        {
            var isSame = SchemaVerdict.Of(verdict.V17).SaysWhat(SchemaVerdict.Ours(rule.Sdl));
            isSame.ShouldBe(rule.OtherIn17 is null, rule.Name);
        }
    }

    [Fact]
    public async Task A_printed_schema_says_to_graphql_js_what_its_text_said()
    {
        var texts = Enumerable.Range(0, Differential.Count(100)).Select(i => SdlGenerator.Make(Seed + i).Text).ToArray();
        var verdicts = await TypeJudge.AskAsync([.. texts.Select(sdl => new { sdl, printed = SchemaPrinter.Print(SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl)).Schema!) })]);

        texts.Where((_, i) => !verdicts[i].V17.GetProperty("same").GetBoolean()).Take(5).ShouldBeEmpty();
    }

    private static string Text(int seed)
    {
        var sketch = SdlGenerator.Make(seed / 4);
        return seed % 4 == 0 ? sketch.Text : SdlMutation.Apply(sketch, seed);
    }

    private static IEnumerable<string> Differences(string[] texts, (JsonElement V16, JsonElement V17)[] verdicts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var ours = SchemaVerdict.Ours(texts[i]);
            var (v16, v17) = (SchemaVerdict.Of(verdicts[i].V16), SchemaVerdict.Of(verdicts[i].V17));
            if (!SchemaDeviations.Agree17(ours, v17) || !SchemaDeviations.Agree16(ours, v16))
                yield return $"ours {ours.Text}\n16 {v16.Text}\n17 {v17.Text}\n{texts[i]}";
        }
    }
}
