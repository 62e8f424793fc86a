using System.Collections.Frozen;
using System.Collections.Immutable;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Introspection;

/// <summary>
/// What the fields of introspection give (section 4.2), as functions over the type model. Parents and results are <see cref="Schema"/>,
/// <see cref="GraphType"/>, <see cref="Field"/>, <see cref="InputValue"/>, <see cref="EnumValue"/> and <see cref="DirectiveType"/>, lists of them
/// as <see cref="IReadOnlyList{T}"/>, text as <see cref="string"/> (values of enums too), <see cref="bool"/> and null.
/// </summary>
public static class IntrospectionValues
{
    /// <summary>A field's value.</summary>
    /// <param name="schema">The schema that is asked about.</param>
    /// <param name="parent">The object the field is selected on.</param>
    /// <param name="arguments">Coerced arguments.</param>
    public delegate object? Value(Schema schema, object parent, InputObject arguments);

    /// <summary>Functions by schema coordinate (<c>__Type.fields</c>): one for each field of each type of introspection.</summary>
    public static FrozenDictionary<string, Value> ByCoordinate { get; } = new Dictionary<string, Value>
    {
        ["__Schema.description"] = (schema, _, _) => schema.Description,
        ["__Schema.types"] = (schema, _, _) => schema.TypesInOrder,
        ["__Schema.queryType"] = (schema, _, _) => schema.Query,
        ["__Schema.mutationType"] = (schema, _, _) => schema.Mutation,
        ["__Schema.subscriptionType"] = (schema, _, _) => schema.Subscription,
        ["__Schema.directives"] = (schema, _, _) => schema.DirectivesInOrder,

        ["__Type.kind"] = (_, type, _) => KindOf((GraphType)type),
        ["__Type.name"] = (_, type, _) => (type as NamedType)?.Name,
        ["__Type.description"] = (_, type, _) => (type as NamedType)?.Description,
        ["__Type.specifiedByURL"] = (_, type, _) => (type as ScalarType)?.SpecifiedBy,
        ["__Type.fields"] = (_, type, arguments) => type is FieldsType t ? Kept(t.Fields, f => f.DeprecationReason, arguments) : null,
        ["__Type.interfaces"] = (_, type, _) => type is FieldsType t ? t.Interfaces : null,
        ["__Type.possibleTypes"] = (schema, type, _) => type is InterfaceType or UnionType ? schema.PossibleTypes[(CompositeType)type] : null,
        ["__Type.enumValues"] = (_, type, arguments) => type is EnumType t ? Kept(t.Values, v => v.DeprecationReason, arguments) : null,
        ["__Type.inputFields"] = (_, type, arguments) => type is InputObjectType t ? Kept(t.Fields, f => f.DeprecationReason, arguments) : null,
        ["__Type.ofType"] = (_, type, _) => type switch { ListType list => list.OfType, NonNullType nonNull => nonNull.OfType, _ => null },
        ["__Type.isOneOf"] = (_, type, _) => (type as InputObjectType)?.IsOneOf,

        ["__Field.name"] = (_, field, _) => ((Field)field).Name,
        ["__Field.description"] = (_, field, _) => ((Field)field).Description,
        ["__Field.args"] = (_, field, arguments) => Kept(((Field)field).Arguments, a => a.DeprecationReason, arguments),
        ["__Field.type"] = (_, field, _) => ((Field)field).Type,
        ["__Field.isDeprecated"] = (_, field, _) => ((Field)field).DeprecationReason is not null,
        ["__Field.deprecationReason"] = (_, field, _) => ((Field)field).DeprecationReason,

        ["__InputValue.name"] = (_, input, _) => ((InputValue)input).Name,
        ["__InputValue.description"] = (_, input, _) => ((InputValue)input).Description,
        ["__InputValue.type"] = (_, input, _) => ((InputValue)input).Type,
        ["__InputValue.defaultValue"] = (_, input, _) => ((InputValue)input).DefaultValue is { } literal ? SyntaxPrinter.Print(literal) : null,
        ["__InputValue.isDeprecated"] = (_, input, _) => ((InputValue)input).DeprecationReason is not null,
        ["__InputValue.deprecationReason"] = (_, input, _) => ((InputValue)input).DeprecationReason,

        ["__EnumValue.name"] = (_, value, _) => ((EnumValue)value).Name,
        ["__EnumValue.description"] = (_, value, _) => ((EnumValue)value).Description,
        ["__EnumValue.isDeprecated"] = (_, value, _) => ((EnumValue)value).DeprecationReason is not null,
        ["__EnumValue.deprecationReason"] = (_, value, _) => ((EnumValue)value).DeprecationReason,

        ["__Directive.name"] = (_, directive, _) => ((DirectiveType)directive).Name,
        ["__Directive.description"] = (_, directive, _) => ((DirectiveType)directive).Description,
        ["__Directive.isRepeatable"] = (_, directive, _) => ((DirectiveType)directive).IsRepeatable,
        ["__Directive.locations"] = (_, directive, _) => ((DirectiveType)directive).Locations.Select(DirectiveLocations.NameOf).ToArray(),
        ["__Directive.args"] = (_, directive, arguments) => Kept(((DirectiveType)directive).Arguments, a => a.DeprecationReason, arguments),
    }.ToFrozenDictionary();

    /// <summary>The type <c>__type(name:)</c> gives, or null.</summary>
    public static NamedType? TypeOf(Schema schema, InputObject arguments) => schema.Types.GetValueOrDefault((string)arguments["name"]!);

    private static string KindOf(GraphType type) => type switch
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

    private static IReadOnlyList<T> Kept<T>(ImmutableArray<T> all, Func<T, string?> reason, InputObject arguments) =>
        arguments["includeDeprecated"] is true ? all : all.RemoveAll(item => reason(item) is not null);
}
