namespace ChildLink.Records.Store;

/// <summary>What file names said, taken apart once per file: a hundred thousand records come from a few hundred files.</summary>
internal sealed class FileWords
{
    /// <summary>Names of the parts, in the order in which they are asked for.</summary>
    public static readonly string[] Names = ["date", "year", "fy", "month", "school", "label", "as_of"];

    private const char Separator = '\u001f';

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> known = new(StringComparer.Ordinal);

    /// <summary>The parts that are there, by name.</summary>
    /// <param name="joined">All parts in order, empty where the name had none.</param>
    public IReadOnlyDictionary<string, string> Of(string joined)
    {
        if (known.TryGetValue(joined, out var parts))
            return parts;
        var values = joined.Split(Separator);
        return known[joined] = Names.Zip(values).Where(p => p.Second.Length > 0).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }
}
