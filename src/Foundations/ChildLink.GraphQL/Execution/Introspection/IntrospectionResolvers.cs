using System.Collections.Frozen;
using System.Text;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Resolvers of the introspection types over a schema (section 4.2).</summary>
internal sealed class IntrospectionResolvers
{
    private IntrospectionResolvers(Schema schema)
    {
        var types = schema.Types.Values.OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        var directives = schema.Directives.Values.OrderBy(d => d.Name, StringComparer.Ordinal).ToArray();
        Schema = FieldResolver.Value<object?>(_ => schema);
        Type = FieldResolver.Value<object?>((_, arguments) => schema.Types.GetValueOrDefault((string)arguments["name"]!));
        Fields = Schemas(types, directives).Concat(TypesOf(schema)).Concat(Members()).ToFrozenDictionary();
    }

    /// <summary>By coordinate.</summary>
    public FrozenDictionary<string, FieldResolver> Fields { get; }

    /// <summary>Never called: names of types are known from the plan.</summary>
    public FieldResolver TypeName { get; } = FieldResolver.Value<object?>(_ => null);

    /// <summary><c>__schema</c>.</summary>
    public FieldResolver Schema { get; }

    /// <summary><c>__type</c>.</summary>
    public FieldResolver Type { get; }

    public static IntrospectionResolvers For(Schema schema) => new(schema);

    private static Dictionary<string, FieldResolver> Schemas(NamedType[] types, DirectiveType[] directives) => new()
    {
        ["__Schema.description"] = FieldResolver.Value<Schema>(s => s.Description),
        ["__Schema.types"] = FieldResolver.Value<Schema>(_ => types),
        ["__Schema.queryType"] = FieldResolver.Value<Schema>(s => s.Query),
        ["__Schema.mutationType"] = FieldResolver.Value<Schema>(s => s.Mutation),
        ["__Schema.subscriptionType"] = FieldResolver.Value<Schema>(s => s.Subscription),
        ["__Schema.directives"] = FieldResolver.Value<Schema>(_ => directives),
        ["__Directive.name"] = FieldResolver.Value<DirectiveType>(d => d.Name),
        ["__Directive.description"] = FieldResolver.Value<DirectiveType>(d => d.Description),
        ["__Directive.isRepeatable"] = FieldResolver.Value<DirectiveType>(d => d.IsRepeatable),
        ["__Directive.locations"] = FieldResolver.Value<DirectiveType>(d => d.Locations.Select(ScreamingName).ToArray()),
        ["__Directive.args"] = FieldResolver.Value<DirectiveType>((d, a) => Wanted(d.Arguments, i => i.DeprecationReason, a)),
    };

    private static Dictionary<string, FieldResolver> TypesOf(Schema schema) => new()
    {
        ["__Type.kind"] = FieldResolver.Value<GraphType>(Kind),
        ["__Type.name"] = FieldResolver.Value<GraphType>(t => (t as NamedType)?.Name),
        ["__Type.description"] = FieldResolver.Value<GraphType>(t => (t as NamedType)?.Description),
        ["__Type.specifiedByURL"] = FieldResolver.Value<GraphType>(t => (t as ScalarType)?.SpecifiedBy),
        ["__Type.fields"] = FieldResolver.Value<GraphType>((t, a) => t is FieldsType f ? Wanted(f.Fields, i => i.DeprecationReason, a) : null),
        ["__Type.interfaces"] = FieldResolver.Value<GraphType>(t => t is FieldsType f ? f.Interfaces : null),
        ["__Type.possibleTypes"] = FieldResolver.Value<GraphType>(t => t is InterfaceType or UnionType ? schema.PossibleTypes[(CompositeType)t] : null),
        ["__Type.enumValues"] = FieldResolver.Value<GraphType>((t, a) => t is EnumType e ? Wanted(e.Values, i => i.DeprecationReason, a) : null),
        ["__Type.inputFields"] = FieldResolver.Value<GraphType>((t, a) => t is InputObjectType o ? Wanted(o.Fields, i => i.DeprecationReason, a) : null),
        ["__Type.ofType"] = FieldResolver.Value<GraphType>(t => t switch
        {
            ListType l => l.OfType,
            NonNullType n => n.OfType,
            _ => null,
        }),
        ["__Type.isOneOf"] = FieldResolver.Value<GraphType>(t => (t as InputObjectType)?.IsOneOf),
    };

    private static Dictionary<string, FieldResolver> Members() => new()
    {
        ["__Field.name"] = FieldResolver.Value<Field>(f => f.Name),
        ["__Field.description"] = FieldResolver.Value<Field>(f => f.Description),
        ["__Field.args"] = FieldResolver.Value<Field>((f, a) => Wanted(f.Arguments, i => i.DeprecationReason, a)),
        ["__Field.type"] = FieldResolver.Value<Field>(f => f.Type),
        ["__Field.isDeprecated"] = FieldResolver.Value<Field>(f => f.DeprecationReason is not null),
        ["__Field.deprecationReason"] = FieldResolver.Value<Field>(f => f.DeprecationReason),
        ["__InputValue.name"] = FieldResolver.Value<InputValue>(i => i.Name),
        ["__InputValue.description"] = FieldResolver.Value<InputValue>(i => i.Description),
        ["__InputValue.type"] = FieldResolver.Value<InputValue>(i => i.Type),
        ["__InputValue.defaultValue"] = FieldResolver.Value<InputValue>(i => i.DefaultValue is { } literal ? SyntaxPrinter.Print(literal) : null),
        ["__InputValue.isDeprecated"] = FieldResolver.Value<InputValue>(i => i.DeprecationReason is not null),
        ["__InputValue.deprecationReason"] = FieldResolver.Value<InputValue>(i => i.DeprecationReason),
        ["__EnumValue.name"] = FieldResolver.Value<EnumValue>(v => v.Name),
        ["__EnumValue.description"] = FieldResolver.Value<EnumValue>(v => v.Description),
        ["__EnumValue.isDeprecated"] = FieldResolver.Value<EnumValue>(v => v.DeprecationReason is not null),
        ["__EnumValue.deprecationReason"] = FieldResolver.Value<EnumValue>(v => v.DeprecationReason),
    };

    private static IReadOnlyList<T> Wanted<T>(IReadOnlyList<T> members, Func<T, string?> deprecation, InputObject arguments) =>
        arguments["includeDeprecated"] is true ? members : [.. members.Where(m => deprecation(m) is null)];

    private static string Kind(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    /// <summary><c>FragmentDefinition</c> as <c>FRAGMENT_DEFINITION</c>.</summary>
    private static string ScreamingName(DirectiveLocation location)
    {
        var text = new StringBuilder();
        foreach (var c in location.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}
