namespace ChildLink.Records.Provisions;

/// <summary>Columns that are refused at intake whatever a provision says: 個人番号 (My Number) and 本籍 (registered domicile).</summary>
public static class ForbiddenColumns
{
    private static readonly string[] Words = ["個人番号", "マイナンバー", "本籍"];

    /// <summary>Whether a header names such a column; width and spaces do not matter.</summary>
    public static bool IsForbidden(string header)
    {
        var plain = header.Normalize(System.Text.NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        return Words.Any(w => plain.Contains(w, StringComparison.Ordinal)) || plain.Equals("mynumber", StringComparison.OrdinalIgnoreCase);
    }
}
