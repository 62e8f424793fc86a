using System.CommandLine;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.GraphQL;

/// <summary><c>childlink graphql execute</c>: client documents against a schema, without a server.</summary>
internal static class GraphQLCommand
{
    private const string ExecuteDescription = """
        Execute documents over JSON data and print one response per line.

        Each line of the documents file is an object {"id", "document", "variables", "operationName"}, the last two optional; each line of the answer is
        {"id", "result"} with a whole GraphQL response, or {"id", "results": [...]} for a subscription, one response per event.
        A line that cannot be read gives {"line", "error"}, and the command ends with 1.

        The root object of the data serves every operation type. A field is the property of its name; a missing property is null; arguments are ignored.
        "__typename" tells the object type where a field is of an interface or union. {"__error": "message"} in the place of a value is a field that fails.
        The value of a subscription's field is the list of its events.
        """;

    public static Command Create(Workbench bench)
    {
        var schema = new Option<string>("--schema") { Description = "Schema file (SDL).", Required = true };
        var root = new Option<string>("--root") { Description = "JSON file with the data.", Required = true };
        var documents = new Option<string>("--documents") { Description = "JSON lines file with the documents; - reads from the input.", Required = true };
        var execute = new Command("execute", ExecuteDescription) { schema, root, documents };
        execute.SetAction(bench.Action((parse, ct) => ExecuteRun.RunAsync(
            bench, parse.GetRequiredValue(schema), parse.GetRequiredValue(root), parse.GetRequiredValue(documents), ct)));

        return new Command("graphql", "GraphQL documents of clients: check them without a server.") { execute };
    }
}
