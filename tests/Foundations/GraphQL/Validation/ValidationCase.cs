using System.Text;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.GraphQL.Validation;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Validation;

/// <summary>Validates texts against the schemas of the tests.</summary>
internal static class ValidationCase
{
    /// <summary>The schema most cases use.</summary>
    public static readonly Schema Zoo = TestSchemas.Of(TestSchemas.Zoo);

    /// <summary>Errors as "Rule line:column line:column", joined by semicolons; empty for a valid document.</summary>
    public static string Verdict(string document) => string.Join("; ", Errors(Zoo, document).Select(e => $"{e.Rule} {string.Join(" ", e.Locations.Select(l => $"{l.Line}:{l.Column}"))}"));

    public static IReadOnlyList<GraphQLError> Errors(Schema schema, string document, ValidationLimits? limits = null)
    {
        var parsed = GraphQLParser.Parse(Encoding.UTF8.GetBytes(document));
        parsed.Error.ShouldBeNull();
        return DocumentValidator.Validate(schema, parsed.Document!, limits);
    }
}
