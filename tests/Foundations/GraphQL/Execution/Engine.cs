using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

/// <summary>Runs texts against texts, for tests that read like examples.</summary>
internal static class Engine
{
    public static Schema Schema(string sdl)
    {
        var made = SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl));
        made.Errors.ShouldBeEmpty();
        return made.Schema!;
    }

    public static ExecutableSchema Bind(string sdl, ResolverMap resolvers) => ExecutableSchema.Create(Schema(sdl), resolvers);

    /// <summary>A schema over JSON data.</summary>
    public static ExecutableSchema OverJson(string sdl)
    {
        var schema = Schema(sdl);
        return ExecutableSchema.Create(schema, JsonResolvers.For(schema));
    }

    public static PreparedOperation Prepare(ExecutableSchema schema, string document, string? operation = null, CostLimits? costs = null)
    {
        var prepared = PreparedDocument.Of(schema, Encoding.UTF8.GetBytes(document), costs: costs ?? CostLimits.None);
        prepared.Errors.Select(e => e.Message).ShouldBeEmpty();
        var choice = prepared.Operation(operation);
        choice.Error.ShouldBeNull();
        return choice.Operation!;
    }

    public static async Task<JsonObject> RunAsync(
        ExecutableSchema schema, string document, string variables = "{}", object? root = null, object? state = null, CostLimits? costs = null, string? operation = null) =>
        (await RunAsync(Prepare(schema, document, operation, costs), variables, root, state)).Answer;

    public static async Task<(JsonObject Answer, ExecutionSummary Summary)> RunAsync(PreparedOperation operation, string variables = "{}", object? root = null, object? state = null)
    {
        using var values = JsonDocument.Parse(variables);
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer);
        var summary = await Executor.ExecuteAsync(operation, values.RootElement, root, state, json, null, TestContext.Current.CancellationToken);
        await json.FlushAsync(TestContext.Current.CancellationToken);
        return (JsonNode.Parse(buffer.WrittenSpan)!.AsObject(), summary);
    }

    /// <summary>Runs over JSON data.</summary>
    public static async Task<JsonObject> RunAsync(string sdl, string data, string document, string variables = "{}")
    {
        using var root = JsonDocument.Parse(data);
        return await RunAsync(OverJson(sdl), document, variables, root.RootElement);
    }

    /// <summary>The data as text, and <c>path: message</c> of the errors.</summary>
    public static string Data(JsonObject answer) => answer["data"]?.ToJsonString() ?? "null";

    /// <summary>Paths of the errors as <c>a.0.b</c>, in their order.</summary>
    public static string[] Paths(JsonObject answer) =>
        [.. (answer["errors"]?.AsArray() ?? []).Select(e => string.Join('.', (e!["path"]?.AsArray() ?? []).Select(p => p!.ToString())))];
}
