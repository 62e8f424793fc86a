using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Prints schemas as SDL.</summary>
public static class SchemaPrinter
{
    /// <summary>
    /// The text of a schema: descriptions and applied directives kept, extensions merged into what they extend, built-in types and
    /// directives left out. Order: the schema if it needs words, directives, types, each in the schema's order. Making a schema of the text gives an equal one.
    /// </summary>
    public static string Print(Schema schema) => SyntaxPrinter.Print(SchemaSyntax.Of(schema));
}
