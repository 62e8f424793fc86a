using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Makes schemas of SDL (section 3).</summary>
public static class SchemaMaker
{
    /// <summary>A schema of a text.</summary>
    /// <param name="sdl">SDL in UTF-8.</param>
    /// <param name="limits">Limits of the parser, or null for <see cref="ParseLimits.TypeSystem"/>.</param>
    public static SchemaResult Make(ReadOnlyMemory<byte> sdl, ParseLimits? limits = null)
    {
        var parsed = GraphQLParser.Parse(sdl, limits ?? ParseLimits.TypeSystem);
        return parsed.Document is { } document ? Make(document) : new SchemaResult(null, [parsed.Error!]);
    }

    /// <summary>A schema of a parsed text: definitions and extensions of the type system only.</summary>
    public static SchemaResult Make(DocumentNode sdl) => throw new NotSupportedException("Not there yet.");
}
