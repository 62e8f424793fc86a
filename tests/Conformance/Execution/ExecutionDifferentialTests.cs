using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.Tests.Conformance.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Conformance.Execution;

/// <summary>Random documents over random data give the answers that graphql-js gives.</summary>
public sealed class ExecutionDifferentialTests(ITestOutputHelper output)
{
    private static readonly int Seed = Differential.Seed(20250904);
    private static readonly ExecutableSchema[] Schemas = [.. TestSchemas.All.Select(TestSchemas.Of).Select(s => ExecutableSchema.Create(s, JsonResolvers.For(s)))];

    [Theory]
    [InlineData(0, 300)]
    [InlineData(12, 600)]
    [InlineData(60, 600)]
    public async Task Answers_are_those_of_graphql_js(int faults, int usual)
    {
        var count = Differential.Count(usual);
        output.WriteLine($"seed {Seed}, {count} documents, one fault in {faults} values");
        var random = new Random(Seed + faults);
        var tasks = Enumerable.Range(0, count).Select(i => Task(random, i % Schemas.Length, faults)).ToArray();
        var reference = await ReferenceExecutor.AskAsync(TestSchemas.All, tasks);

        var differences = new List<string>();
        foreach (var (task, (v16, v17)) in tasks.Zip(reference))
        {
            var ours = await OursAsync(task);
            if (ours.DifferenceTo(v17) is { } difference && ours.DifferenceTo(v16) is { } other)
                differences.Add($"17: {difference}\n16: {other}\n{task.Variables.ToJsonString()} {task.Root.ToJsonString()}\n{task.Document}");
        }

        output.WriteLine($"{reference.Count(r => r.V17.Errors.Length > 0)} with errors, {reference.Count(r => r.V17.IsRefused)} refused, {reference.Count(r => r.V17.Data is null)} null");
        differences.Take(5).ShouldBeEmpty($"{differences.Count} differ");
        if (faults == 12)
            reference.Count(r => r.V17.Errors.Length > 0).ShouldBeGreaterThan(count / 5);
    }

    private static ExecutionTask Task(Random random, int index, int faults)
    {
        var schema = Schemas[index].Schema;
        while (true)
        {
            var document = new RandomDocuments(schema, random).Next();
            var parsed = GraphQLParser.Parse(Encoding.UTF8.GetBytes(document)).Document!;
            var operation = parsed.Definitions.OfType<OperationDefinitionNode>().First();
            if (operation.Kind != OperationKind.Subscription)
                return new ExecutionTask(index, document, new RandomVariables(schema, random).Of(parsed), operation.Name?.Value, new RandomData(schema, random, faults).Root());
        }
    }

    private static async Task<Outcome> OursAsync(ExecutionTask task)
    {
        var ct = TestContext.Current.CancellationToken;
        var prepared = PreparedDocument.Of(Schemas[task.Schema], Encoding.UTF8.GetBytes(task.Document), costs: CostLimits.None);
        prepared.Errors.Select(e => e.Message + task.Document).ShouldBeEmpty();
        var operation = prepared.Operation(task.OperationName).Operation!;
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer);
        await Executor.ExecuteAsync(operation, JsonSerializer.SerializeToElement(task.Variables), JsonSerializer.SerializeToElement(task.Root), null, json, null, ct);
        await json.FlushAsync(ct);
        return Outcome.Of(JsonNode.Parse(buffer.WrittenSpan)!.AsObject());
    }
}
