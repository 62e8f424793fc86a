using System.Globalization;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Reads the query string of a list of children; a parameter that is unknown or given twice is an error, not a guess.</summary>
internal static class ListRequest
{
    private static readonly string[] Known = ["fields", "school", "grade", "class", "order", "size", "cursor", "count"];

    private static readonly string[] KnownOfCandidates = [.. Known, "rule", "list", "status"];

    private const int LongestValue = 200;
    private const int LongestList = 4096;

    /// <summary>The query, or the name of the parameter that is wrong with what would be right.</summary>
    public static (ChildQuery? Query, ViewOutcome.Malformed? Fault) Read(IQueryCollection parameters, bool onlyCandidates)
    {
        if (Unreadable(parameters, onlyCandidates ? KnownOfCandidates : Known) is { } fault)
            return (null, fault);
        if (Size(parameters) is not { } size)
            return (null, new ViewOutcome.Malformed("size", $"must be 1 to {ChildQuery.LargestPage}."));
        var count = Text(parameters, "count");
        if (count is not (null or "true" or "false"))
            return (null, new ViewOutcome.Malformed("count", "must be true or false."));
        return (new ChildQuery(
            Text(parameters, "fields")?.Split(',', StringSplitOptions.TrimEntries), Text(parameters, "grade"), Text(parameters, "class"),
            Text(parameters, "order"), onlyCandidates, size, Text(parameters, "cursor"), count == "true", Text(parameters, "school")), null);
    }

    /// <summary>The first parameter that is not known, given twice, empty or too long; null when all are well.</summary>
    public static ViewOutcome.Malformed? Unreadable(IQueryCollection parameters, string[] known)
    {
        foreach (var (name, values) in parameters)
        {
            if (Array.IndexOf(known, name) < 0)
                return new ViewOutcome.Malformed(name.Length is > 0 and <= 50 ? name : "query", $"is not a parameter; there are {string.Join(", ", known)}.");
            if (values is not [{ Length: > 0 } value] || value.Length > (name is "fields" or "cursor" ? LongestList : LongestValue) || value.Any(char.IsControl))
                return new ViewOutcome.Malformed(name, "must be given once, not be empty, not be long and hold no control characters.");
        }

        return null;
    }

    /// <summary>Rows of a page; 50 unless asked, null for what is no number.</summary>
    public static int? Size(IQueryCollection parameters)
    {
        if (Text(parameters, "size") is not { } text)
            return 50;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
    }

    /// <summary>Whether a switch is on; null for what is neither true nor false.</summary>
    public static bool? Switch(IQueryCollection parameters, string name) => Text(parameters, name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => null,
    };

    /// <summary>A parameter's value, or null.</summary>
    public static string? Text(IQueryCollection parameters, string name) => parameters.TryGetValue(name, out var values) ? values[0] : null;
}
