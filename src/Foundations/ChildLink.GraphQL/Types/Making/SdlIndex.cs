using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Definitions and extensions of a document of the type system, sorted out.</summary>
internal sealed class SdlIndex
{
    private readonly Dictionary<string, List<TypeDefinitionNode>> extensions = [];

    public SdlIndex(DocumentNode document)
    {
        Document = document;
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode schema:
                    (schema.IsExtension ? SchemaExtensions : SchemaDefinitions).Add(schema);
                    break;
                case TypeDefinitionNode { IsExtension: true } extension:
                    if (!extensions.TryGetValue(extension.Name.Value, out var known))
                        extensions[extension.Name.Value] = known = [];
                    known.Add(extension);
                    break;
                case TypeDefinitionNode type:
                    TypeDefinitions.Add(type);
                    Types[type.Name.Value] = type;
                    break;
                case DirectiveDefinitionNode directive:
                    DirectiveDefinitions.Add(directive);
                    break;
            }
        }
    }

    public DocumentNode Document { get; }

    public List<SchemaDefinitionNode> SchemaDefinitions { get; } = [];

    public List<SchemaDefinitionNode> SchemaExtensions { get; } = [];

    public List<TypeDefinitionNode> TypeDefinitions { get; } = [];

    /// <summary>Definitions of types by name.</summary>
    public Dictionary<string, TypeDefinitionNode> Types { get; } = [];

    public List<DirectiveDefinitionNode> DirectiveDefinitions { get; } = [];

    /// <summary>The definition of a type, then its extensions, in the order of the text.</summary>
    public IReadOnlyList<TypeDefinitionNode> Parts(TypeDefinitionNode definition) =>
        extensions.TryGetValue(definition.Name.Value, out var more) ? [definition, .. more] : [definition];

    /// <summary>The definition of the schema, then its extensions.</summary>
    public IEnumerable<SchemaDefinitionNode> SchemaParts => SchemaDefinitions.Concat(SchemaExtensions);
}
