using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.Conformance.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>Variables and arguments become the values that graphql-js makes of them, or are refused where it refuses.</summary>
public sealed class InputDifferentialTests(ITestOutputHelper output)
{
    private static readonly int Seed = Differential.Seed(5);
    private static readonly Schema Schema = SchemaMaker.Make(Encoding.UTF8.GetBytes(InputSample.Sdl)).Schema!;
    private static readonly InputCoercion Coercion = new(ScalarForms.BuiltIn);

    [Fact]
    public async Task Inputs_become_the_same_values_or_are_refused_alike()
    {
        var count = Differential.Count(2000);
        output.WriteLine($"seed {Seed}, {count} operations");
        var samples = Enumerable.Range(0, count).Select(i => InputSample.Make(Schema, Seed * 1_000_003 + i)).ToArray();
        var verdicts = await TypeJudge.AskAsync([.. samples.Select(s => new { sdl = InputSample.Sdl, document = s.Document, variables = JsonSerializer.Deserialize<JsonElement>(s.Variables) })]);

        var differences = new List<string>();
        var (valid, refusedVariables, refusedArguments) = (0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            if (verdicts[i].V17.TryGetProperty("invalid", out _))
                continue;
            valid++;
            var ours = Ours(samples[i]);
            refusedVariables += ours.Variables is null ? 1 : 0;
            refusedArguments += ours is { Variables: not null, Arguments: null } ? 1 : 0;
            if (!InputComparison.Agree(ours, verdicts[i].V17) || !InputComparison.Agree(ours, verdicts[i].V16))
                differences.Add($"{samples[i]}\nours {ours}\n16 {verdicts[i].V16}\n17 {verdicts[i].V17}");
        }

        differences.Take(10).ShouldBeEmpty();
        valid.ShouldBeGreaterThan(count / 2);
        refusedVariables.ShouldBeGreaterThan(count / 20);
        refusedArguments.ShouldBeGreaterThan(count / 200);
    }

    private static (string? Variables, string? Arguments) Ours(InputSample sample)
    {
        var document = GraphQLParser.Parse(Encoding.UTF8.GetBytes(sample.Document)).Document!;
        var operation = (OperationDefinitionNode)document.Definitions[0];
        var field = (FieldNode)operation.SelectionSet.Selections[0];
        if (!Coercion.TryVariables(Schema, operation, document.Source, JsonSerializer.Deserialize<JsonElement>(sample.Variables), out var variables, out _))
            return (null, null);
        var values = operation.Variables.Select(v => v.Variable.Name.Value)
            .Select(name => variables.TryGet(name, out var value) ? $"\"{name}\":{CoercedText.Of(value)}" : null).Where(text => text is not null);
        var arguments = Coercion.TryArguments(Schema.Query.ByName[field.Name.Value].Arguments, field.Arguments, field, variables, out var given, out _) ? CoercedText.Of(given) : null;
        return ($"{{{string.Join(",", values)}}}", arguments);
    }
}
