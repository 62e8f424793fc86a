using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>Checks executable documents by every rule of section 5.</summary>
public static class DocumentValidator
{
    /// <summary>Code of the errors.</summary>
    public const string ErrorCode = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>
    /// The errors in the order of the document; none when it is valid. Messages name nothing of the schema but what the document
    /// itself names or needs, so they do not tell of fields that a caller cannot see, and they repeat no literal.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="document">What <see cref="GraphQLParser"/> read.</param>
    /// <param name="limits">What checking may cost; <see cref="ValidationLimits.Default"/> when null.</param>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationLimits? limits = null)
    {
        var errors = new ErrorList(document.Source, limits ?? ValidationLimits.Default);
        try
        {
            new DocumentCheck(schema, document, errors).Run();
            return errors.InOrder();
        }
        catch (ValidationStoppedException e)
        {
            return [.. errors.InOrder(), new GraphQLError(e.Message, [], Code: ErrorCode, Rule: ValidationRules.Limits)];
        }
    }
}
