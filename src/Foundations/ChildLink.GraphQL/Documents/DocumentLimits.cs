using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Validation;

namespace ChildLink.GraphQL.Documents;

/// <summary>What documents may cost, and how many are kept.</summary>
/// <param name="MaxDocuments">Documents kept, those with errors included; at least 1.</param>
/// <param name="MaxBytes">Texts kept, bytes in sum; a text of more than a sixteenth of it is not kept. A tree takes some twenty times its text, so what is planned for a
/// document counts with a twentieth of the memory it takes: some 20 for each field.</param>
public sealed record DocumentLimits(int MaxDocuments = 1_000, long MaxBytes = 4 * 1024 * 1024)
{
    /// <summary>The limits above.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>What reading a text may cost.</summary>
    public ParseLimits Parsing { get; init; } = ParseLimits.Default;

    /// <summary>What checking a document may cost.</summary>
    public ValidationLimits Validating { get; init; } = ValidationLimits.Default;
}
