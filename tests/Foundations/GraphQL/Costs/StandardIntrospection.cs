namespace ChildLink.Tests.Foundations.GraphQL.Costs;

/// <summary>Everything that introspection tells, asked in the way tools ask for a schema: type references unwrapped nine times.</summary>
internal static class StandardIntrospection
{
    private static readonly string Reference = Enumerable.Range(0, 9).Aggregate("kind name", (inner, _) => $"kind name ofType {{ {inner} }}");

    public static string Query { get; } = $$"""
        query IntrospectionQuery {
          __schema {
            description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { {{Reference}} }
        """;
}
