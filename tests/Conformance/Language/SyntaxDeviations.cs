using System.Text.RegularExpressions;

namespace ChildLink.Tests.Conformance.Language;

/// <summary>Where reading differs from a graphql-js version, and why. Everything else must be equal to both.</summary>
internal static partial class SyntaxDeviations
{
    /// <summary>Whether a difference has one of the known reasons.</summary>
    public static bool Explain(string text, string? ours, string? v16, string? v17)
    {
        // 16 knows no descriptions on operations, fragments and variables, which September 2025 has; 17 does.
        if (ours == v17 && text.Contains('"', StringComparison.Ordinal))
            return true;

        // 17 reads directives on directive definitions, "extend directive" and their location: a later draft. 16 and the edition do not.
        if (ours == v16 && text.Contains("directive", StringComparison.Ordinal))
            return true;

        // The edition allows any number of leading zeros in \u{…}; both versions stop at eight digits.
        return ManyDigits().IsMatch(text);
    }

    [GeneratedRegex(@"\\u\{[0-9A-Fa-f]{9,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ManyDigits();
}
