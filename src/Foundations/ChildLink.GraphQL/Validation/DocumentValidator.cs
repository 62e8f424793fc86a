using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>Checks executable documents by every rule of section 5.</summary>
public static class DocumentValidator
{
    /// <summary>The errors in the order of the document; none when it is valid. Messages name nothing of the schema that the document does not name.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationLimits? limits = null) =>
        throw new NotSupportedException("Not there yet.");
}
