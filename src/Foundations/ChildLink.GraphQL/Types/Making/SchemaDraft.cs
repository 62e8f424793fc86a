using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A schema that is not checked yet: types as written, even where they break rules, and the nodes they come from.</summary>
internal sealed class SchemaDraft
{
    /// <summary>Types of the text by name, in its order, and built-in ones.</summary>
    public required Dictionary<string, NamedType> Types { get; init; }

    /// <summary>Types of the text, in its order.</summary>
    public List<NamedType> Own { get; } = [];

    /// <summary>Directives of the text, in its order.</summary>
    public List<DirectiveType> Directives { get; } = [];

    /// <summary>Root types as named, whatever they are.</summary>
    public Dictionary<OperationKind, NamedType> Roots { get; } = [];

    /// <summary>Where a root type was named.</summary>
    public Dictionary<OperationKind, SyntaxNode> RootNodes { get; } = [];

    /// <summary>The definition of the schema, or null.</summary>
    public SchemaDefinitionNode? Definition { get; set; }

    /// <summary>What a type says it implements, or what a union says it is made of: as written, with repetitions and wrong kinds.</summary>
    public Dictionary<NamedType, List<(NamedType Type, NamedTypeNode Node)>> Named { get; } = [];

    /// <summary>Definition and extensions of a type; empty for built-in types.</summary>
    public Dictionary<NamedType, IReadOnlyList<TypeDefinitionNode>> Parts { get; } = [];

    /// <summary>Nodes of fields.</summary>
    public Dictionary<Field, FieldDefinitionNode> FieldNodes { get; } = [];

    /// <summary>Nodes of arguments and input fields.</summary>
    public Dictionary<InputValue, InputValueDefinitionNode> InputNodes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Nodes of directives.</summary>
    public Dictionary<DirectiveType, DirectiveDefinitionNode> DirectiveNodes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What <see cref="Named"/> holds for a type; empty for none.</summary>
    public IReadOnlyList<(NamedType Type, NamedTypeNode Node)> NamedBy(NamedType type) => Named.GetValueOrDefault(type) ?? [];

    /// <summary>The node of a type, or null when it is built in.</summary>
    public SyntaxNode? NodeOf(NamedType type) => Parts.TryGetValue(type, out var parts) ? parts[0] : null;

    /// <summary>The nodes of a type, none when it is built in.</summary>
    public SyntaxNode[] NodesOf(NamedType type) => Parts.TryGetValue(type, out var parts) ? [.. parts] : [];
}
