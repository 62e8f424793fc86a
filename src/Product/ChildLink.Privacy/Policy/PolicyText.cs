using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChildLink.Privacy.Policy;

/// <summary>
/// Looks through the events of a YAML text before anything is built of it: policy needs plain mappings, lists and words. What
/// multiplies (aliases), what recurses (depth), and what means more than it shows (tags, directives, further documents) is refused.
/// </summary>
internal static class PolicyText
{
    private const int Deepest = 32;

    /// <summary>What is refused and where; null where nothing is. A text that is no YAML is left to the reader, which says so better.</summary>
    public static (string Where, string Message)? Trick(string text)
    {
        // Brackets nest in the scanner already, before the first event comes: it must not be entered with thousands of them.
        if (FlowDepth(text) > Deepest)
            return ("file", $"is nested deeper than {Deepest} levels.");
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        var documents = 0;
        try
        {
            while (parser.MoveNext())
            {
                var current = parser.Current!;
                depth += current.NestingIncrease;
                // Stream and document count as levels of their own.
                if (depth > Deepest + 2)
                    return Place(current, $"is nested deeper than {Deepest} levels.");
                if (current is DocumentStart start)
                {
                    if (++documents > 1)
                        return Place(current, "holds more than one document; one file says one thing.");
                    if (start.Version is not null || start.Tags is { } tags && tags.Any(t => !t.Prefix.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) && t.Prefix != "!"))
                        return Place(current, "uses YAML directives; write values out.");
                }

                if (current is AnchorAlias)
                    return Place(current, "uses YAML anchors or aliases; write values out.");
                if (current is NodeEvent node)
                {
                    if (!node.Anchor.IsEmpty)
                        return Place(current, "uses YAML anchors or aliases; write values out.");
                    if (!node.Tag.IsEmpty)
                        return Place(current, "uses YAML tags; every value has the type of its key.");
                }
            }
        }
        catch (YamlException)
        {
            return null;
        }

        return null;
    }

    /// <summary>The most brackets that are open at once, were every bracket one of a flow: never less than the true depth.</summary>
    private static int FlowDepth(string text)
    {
        int open = 0, most = 0;
        foreach (var c in text)
        {
            if (c is '[' or '{')
                most = Math.Max(most, ++open);
            else if (c is ']' or '}' && open > 0)
                open--;
        }

        return most;
    }

    private static (string Where, string Message) Place(ParsingEvent at, string message) => ($"line {at.Start.Line}, column {at.Start.Column}", message);
}
