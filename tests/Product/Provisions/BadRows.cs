namespace ChildLink.Tests.Product.Provisions;

/// <summary>The rows of a synthetic city that were spoilt on purpose, with the fault of each.</summary>
internal static class BadRows
{
    /// <param name="cityFolder">Folder with <c>truth/bad_rows.csv</c>: file, record number from 1 (title and header included), reason.</param>
    public static IReadOnlyDictionary<(string File, long Row), string> Read(string cityFolder)
    {
        var rows = new Dictionary<(string, long), string>();
        foreach (var line in File.ReadLines(Path.Combine(cityFolder, "truth", "bad_rows.csv")).Skip(1))
        {
            var cells = line.Split(',');
            rows[(cells[0], long.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture))] = cells[2];
        }

        return rows;
    }
}
