using System.Security.Cryptography;
using System.Text;
using ChildLink.Cli.Commands.Running;
using ChildLink.GraphQL.Types;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>Makes each schema text once; many lines bear the same one.</summary>
internal sealed class SchemaShelf
{
    private const int Size = 64;
    private readonly Dictionary<string, SchemaResult> made = [];

    /// <summary>The schema of a text or why it is none.</summary>
    public SchemaResult Of(byte[] sdl)
    {
        var key = Encoding.Latin1.GetString(SHA256.HashData(sdl));
        if (made.TryGetValue(key, out var known))
            return known;
        if (made.Count == Size)
            made.Clear();
        return made[key] = SchemaMaker.Make(sdl);
    }

    /// <summary>The schema of a file.</summary>
    /// <exception cref="CommandRefusedException">The file cannot be read, or is no valid schema.</exception>
    public Schema Read(string path)
    {
        var result = Of(GivenFile.Open(path, File.ReadAllBytes));
        return result.Schema ?? throw new CommandRefusedException("invalid-schema", $"{path} is no valid schema:\n{string.Join('\n', result.Errors.Select(Line))}", Answer.Usage);
    }

    private static string Line(ChildLink.GraphQL.GraphQLError error) =>
        error.Locations is [var place, ..] ? $"{place.Line}:{place.Column}: {error.Message}" : error.Message;
}
