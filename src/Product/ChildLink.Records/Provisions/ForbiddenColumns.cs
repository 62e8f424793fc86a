using System.Globalization;

namespace ChildLink.Records.Provisions;

/// <summary>Columns that are refused at intake whatever a provision says: 個人番号 (My Number) and 本籍 (registered domicile).</summary>
public static class ForbiddenColumns
{
    private static readonly string[] Words = ["個人番号", "マイナンバー", "本籍"];

    /// <summary>Whether a header names such a column; width, spaces, line breaks and invisible characters do not matter.</summary>
    public static bool IsForbidden(string header)
    {
        var plain = string.Concat(CompatibilityForm.Of(header).Where(IsVisible));
        return Words.Any(w => plain.Contains(w, StringComparison.Ordinal)) || plain.Equals("mynumber", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsVisible(char c) =>
        !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
