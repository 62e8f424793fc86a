namespace ChildLink.GraphQL.Types;

/// <summary>Prints schemas as SDL.</summary>
public static class SchemaPrinter
{
    /// <summary>The text of a schema: descriptions and applied directives kept, what is built in left out, types in the schema's order.</summary>
    public static string Print(Schema schema) => throw new NotSupportedException("Not there yet.");
}
