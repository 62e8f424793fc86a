namespace ChildLink.GraphQL.Types;

/// <summary>A schema or why it is none.</summary>
/// <param name="Schema">The schema; null exactly when there are errors.</param>
/// <param name="Errors">What is wrong, at most 100 errors; empty when there is a schema.</param>
public sealed record SchemaResult(Schema? Schema, IReadOnlyList<GraphQLError> Errors);
