using ChildLink.GraphQL.Validation;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>Where validation differs from a graphql-js version, and why. Everything else must be equal to both.</summary>
internal static class ValidationDeviations
{
    /// <summary>The first difference without a known reason, or null.</summary>
    public static string? Unexplained(int version, Verdict ours, Verdict theirs)
    {
        if (ours.Syntax is not null || theirs.Syntax is not null)
            return "syntax";

        // Where one gives up, or 16 throws at a directive it has not judged yet, the other is through: then it must have found something.
        if (theirs.HasStopped || ours.HasStopped)
            return ours.HasStopped || ours.Errors.Length > 0 ? null : "verdict";

        // Definitions of types in a document are not executable; what else is wrong in them is not told.
        if (Has(ours, ValidationRules.ExecutableDefinitions))
            return null;
        // Of several errors at one place any may be the one that the other does not tell.
        var extra = Without(ours, theirs).FirstOrDefault(e => !ours.Errors.Any(o => o.Places == e.Places && OursOnly(version, ours, o)));
        var missing = Without(theirs, ours).FirstOrDefault(e => !theirs.Errors.Any(t => t.Places == e.Places && TheirsOnly(version, ours, t)));
        return extra is not null ? $"only ours: {extra}" : missing is not null ? $"only theirs: {missing}" : null;
    }

    private static bool OursOnly(int version, Verdict ours, PlacedError error) => version == 17

        // 17 looks at the last of several input fields of one name only; each is judged here and in 16.
        ? Is(error, ValidationRules.ValuesOfCorrectType) && Has(ours, ValidationRules.UniqueInputFieldNames)

        // 16 does not ask whether the schema has the operation, nor (SingleFieldSubscriptions of the edition) whether @skip or @include
        // stand at the root of a subscription; it counts unknown fields among the one of an input object.
        : Is(error, ValidationRules.KnownOperationTypes) || Is(error, ValidationRules.SingleFieldSubscriptions) || error.Message.Contains("OneOf", StringComparison.Ordinal);

    private static bool TheirsOnly(int version, Verdict ours, PlacedError error) => version == 16
        && (error.Message.Contains("OneOf", StringComparison.Ordinal) || (error.Message.Contains("ubscription", StringComparison.Ordinal) && Has(ours, ValidationRules.SingleFieldSubscriptions)));

    private static bool Is(PlacedError error, string rule) => error.Message.StartsWith(rule + ":", StringComparison.Ordinal);

    private static bool Has(Verdict verdict, string rule) => verdict.Errors.Any(e => Is(e, rule));

    private static List<PlacedError> Without(Verdict verdict, Verdict other)
    {
        var rest = other.Errors.Select(e => e.Places).ToList();
        return [.. verdict.Errors.Where(e => !rest.Remove(e.Places))];
    }
}
