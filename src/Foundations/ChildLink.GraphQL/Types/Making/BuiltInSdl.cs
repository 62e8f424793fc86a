namespace ChildLink.GraphQL.Types;

/// <summary>The built-in part of a schema as SDL. Source: GraphQL September 2025, sections 3.5, 3.13 and 4.2.</summary>
internal static class BuiltInSdl
{
    /// <summary>Scalars, directives and types of introspection.</summary>
    public const string Text = """
        "Text of Unicode characters."
        scalar String
        "`true` or `false`."
        scalar Boolean
        "A whole number of 32 bits with sign."
        scalar Int
        "A number of double precision (IEEE 754), finite."
        scalar Float
        "An identifier: not meant to be read by people. Taken as text or whole number, given as text."
        scalar ID

        "Leaves the field or fragment out unless the argument is true."
        directive @include("Whether it is taken in." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Leaves the field or fragment out when the argument is true."
        directive @skip("Whether it is left out." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks what should not be used any more."
        directive @deprecated("Why, and what to use instead, in Markdown." reason: String! = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Says where a scalar is specified."
        directive @specifiedBy("Address of the specification." url: String!) on SCALAR
        "Exactly one field must be given, and not null."
        directive @oneOf on INPUT_OBJECT

        "The schema: its types, directives and roots."
        type __Schema {
          description: String
          "All types."
          types: [__Type!]!
          "Root of queries."
          queryType: __Type!
          "Root of mutations, if there are any."
          mutationType: __Type
          "Root of subscriptions, if there are any."
          subscriptionType: __Type
          "All directives."
          directives: [__Directive!]!
        }

        "A type. Which fields have a value depends on `kind`."
        type __Type {
          kind: __TypeKind!
          "Null for lists and non-null types."
          name: String
          description: String
          "Of scalars: address of the specification."
          specifiedByURL: String
          "Of objects and interfaces."
          fields(includeDeprecated: Boolean! = false): [__Field!]
          "Of objects and interfaces: what they implement."
          interfaces: [__Type!]
          "Of interfaces and unions: objects that a value can be."
          possibleTypes: [__Type!]
          "Of enums."
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          "Of input objects."
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          "Of lists and non-null types: the type inside."
          ofType: __Type
          "Of input objects: whether exactly one field must be given."
          isOneOf: Boolean
        }

        "Kind of a type."
        enum __TypeKind {
          "A leaf with a form of its own."
          SCALAR
          "Has `fields` and `interfaces`."
          OBJECT
          "Has `fields`, `interfaces` and `possibleTypes`."
          INTERFACE
          "Has `possibleTypes`."
          UNION
          "Has `enumValues`."
          ENUM
          "Has `inputFields`."
          INPUT_OBJECT
          "Has `ofType`."
          LIST
          "Has `ofType`."
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument of a field or directive, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default as a literal."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive."
        type __Directive {
          name: String!
          description: String
          "Whether one place may bear it more than once."
          isRepeatable: Boolean!
          "Where it may stand."
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "Where a directive may stand."
        enum __DirectiveLocation {
          QUERY
          MUTATION
          SUBSCRIPTION
          FIELD
          FRAGMENT_DEFINITION
          FRAGMENT_SPREAD
          INLINE_FRAGMENT
          VARIABLE_DEFINITION
          SCHEMA
          SCALAR
          OBJECT
          FIELD_DEFINITION
          ARGUMENT_DEFINITION
          INTERFACE
          UNION
          ENUM
          ENUM_VALUE
          INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }
        """;

    /// <summary>Fields that composite types and the query root have beside their own.</summary>
    public const string Fields = """
        type __Fields {
          "Name of the object's type."
          __typename: String!
          "The schema."
          __schema: __Schema!
          "A type by its name, or null."
          __type(name: String!): __Type
        }
        """;
}
