using ChildLink.Cli.Commands.Running;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Types;

namespace ChildLink.Cli.GraphQL;

/// <summary>Schemas from files.</summary>
internal static class SchemaFile
{
    /// <summary>The schema of a file.</summary>
    /// <exception cref="CommandRefusedException">It has errors; all are named with their places.</exception>
    public static async Task<Schema> ReadAsync(string file, CancellationToken ct)
    {
        var made = SchemaMaker.Make(await File.ReadAllBytesAsync(file, ct));
        return made.Schema ?? throw new CommandRefusedException("schema-invalid", string.Join(Environment.NewLine, made.Errors.Select(e => $"{file}{Place(e)}: {e.Message}")));
    }

    private static string Place(GraphQLError error) => error.Locations.Count == 0 ? "" : $":{error.Locations[0].Line}:{error.Locations[0].Column}";
}
