using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>What every schema has without defining it: scalars (section 3.5), directives (section 3.13) and the types of introspection (section 4). The same instances in all schemas.</summary>
internal static class BuiltIns
{
    private static readonly SchemaDraft Draft = Make();

    /// <summary>Scalars and types of introspection by name.</summary>
    public static FrozenDictionary<string, NamedType> Types { get; } = Draft.Own.ToFrozenDictionary(type => type.Name);

    /// <summary>The same in a stable order: scalars first.</summary>
    public static ImmutableArray<NamedType> TypesInOrder { get; } = [.. Draft.Own];

    /// <summary>Built-in directives in a stable order.</summary>
    public static ImmutableArray<DirectiveType> Directives { get; } = [.. Draft.Directives];

    /// <summary>Fields of introspection.</summary>
    public static IntrospectionFields Introspection { get; } = Fields();

    /// <summary>Whether a type is one that is left out of printed schemas.</summary>
    public static bool Contains(NamedType type) => Types.GetValueOrDefault(type.Name) == type;

    private static SchemaDraft Make()
    {
        var document = GraphQLParser.Parse(Encoding.UTF8.GetBytes(BuiltInSdl.Text)).Document!;
        return new DraftMaker(new SdlIndex(document), FrozenDictionary<string, NamedType>.Empty, new SchemaErrors(document.Source)).Make();
    }

    /// <summary>The fields that no type lists are written as fields of a type of their own, which no schema has.</summary>
    private static IntrospectionFields Fields()
    {
        var document = GraphQLParser.Parse(Encoding.UTF8.GetBytes(BuiltInSdl.Fields)).Document!;
        var draft = new DraftMaker(new SdlIndex(document), Types, new SchemaErrors(document.Source)).Make();
        var fields = ((ObjectType)draft.Own[0]).ByName;
        return new IntrospectionFields(fields["__typename"], fields["__schema"], fields["__type"]);
    }
}
