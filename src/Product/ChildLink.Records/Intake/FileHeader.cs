using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Where the declared columns stand in a delivered file.</summary>
internal sealed class FileHeader
{
    private FileHeader(int width, int[] positions)
    {
        Width = width;
        Positions = positions;
    }

    /// <summary>Number of cells of the header; every row must have as many.</summary>
    public int Width { get; }

    /// <summary>Index of each declared column in a row, in order of the provision.</summary>
    public int[] Positions { get; }

    /// <summary>The file names a column that is never taken in; null when it does not.</summary>
    public static string? Forbidden(string[] record) => record.FirstOrDefault(ForbiddenColumns.IsForbidden);

    /// <summary>Reads a record as header: every declared column must be there, in any order; others are left alone.</summary>
    public static FileHeader? TryRead(string[] record, Provision provision)
    {
        var names = record.Select(Plain).ToList();
        var positions = new int[provision.Columns.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = names.IndexOf(Plain(provision.Columns[i].Name));
            if (positions[i] < 0)
                return null;
        }

        return new FileHeader(record.Length, positions);
    }

    /// <summary>Declared columns that a record lacks, for the message when no header is found.</summary>
    public static IReadOnlyList<string> Missing(string[] record, Provision provision)
    {
        var names = record.Select(Plain).ToHashSet(StringComparer.Ordinal);
        return [.. provision.Columns.Select(c => c.Name).Where(n => !names.Contains(Plain(n)))];
    }

    private static string Plain(string name) => CompatibilityForm.Of(name).Trim();
}
