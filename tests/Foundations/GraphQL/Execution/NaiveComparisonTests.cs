using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class NaiveComparisonTests
{
    private const int Documents = 300;

    private static readonly ExecutableSchema[] Schemas = [.. TestSchemas.All.Select(Engine.OverJson)];

    /// <summary>With one fault in so many values.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task Level_by_level_gives_what_field_by_field_gives(int faults)
    {
        var random = new Random(20250905 + faults);
        var errors = 0;
        for (var i = 0; i < Documents; i++)
        {
            var executable = Schemas[i % Schemas.Length];
            var schema = executable.Schema;
            var (text, document) = Document(schema, random);
            var variables = Conditions(document, random);
            var root = new RandomData(schema, random, faults).Root();
            var operation = document.Definitions.OfType<OperationDefinitionNode>().First();

            var (data, paths) = new NaiveExecutor(schema, document, variables).Run(operation, root);
            var prepared = Engine.Prepare(executable, text, operation.Name?.Value);
            var (answer, _) = await Engine.RunAsync(prepared, variables.ToJsonString(), JsonSerializer.SerializeToElement(root));

            Engine.Data(answer).ShouldBe(Again(data), $"{text}\n{root.ToJsonString()}");
            Engine.Paths(answer).ShouldBe(paths, $"{text}\n{root.ToJsonString()}");
            errors += paths.Length;
        }

        if (faults == 10)
            errors.ShouldBeGreaterThan(Documents / 4);
    }

    /// <summary>A valid document without arguments or variables other than conditions.</summary>
    private static (string Text, DocumentNode Document) Document(ChildLink.GraphQL.Types.Schema schema, Random random)
    {
        while (true)
        {
            var text = new RandomDocuments(schema, random).Next();
            var document = GraphQLParser.Parse(Encoding.UTF8.GetBytes(text)).Document!;
            var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
            if (operation.Kind != OperationKind.Subscription && operation.Variables.All(v => v.Type is NonNullTypeNode { OfType: NamedTypeNode { Name.Value: "Boolean" } }))
                return (text, document);
        }
    }

    private static JsonObject Conditions(DocumentNode document, Random random) =>
        new(document.Definitions.OfType<OperationDefinitionNode>().First().Variables.Select(v => KeyValuePair.Create(v.Variable.Name.Value, (JsonNode?)(random.Next(2) == 0))));

    private static string Again(JsonNode? data) => data is null ? "null" : JsonNode.Parse(data.ToJsonString())!.ToJsonString();
}
