using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>Two fields that cannot be answered under one key.</summary>
/// <param name="Key">The response key.</param>
/// <param name="Reason">Why, as the middle of a sentence.</param>
/// <param name="First">The first field, and below it those of its selections that conflict.</param>
/// <param name="Second">The same of the second field.</param>
internal sealed record FieldConflict(string Key, string Reason, List<FieldNode> First, List<FieldNode> Second)
{
    // A message lists no more than a person reads.
    private const int MaxReasonLength = 1000;
    private const int MaxNodes = 20;

    /// <summary>The conflict of two fields whose selections conflict.</summary>
    public static FieldConflict Of(string key, FieldNode first, FieldNode second, List<FieldConflict> below)
    {
        var reason = "";
        var firsts = new List<FieldNode> { first };
        var seconds = new List<FieldNode> { second };
        foreach (var conflict in below)
        {
            if (reason.Length < MaxReasonLength)
                reason += $"{(reason.Length > 0 ? " and " : "")}subfields \"{TokenText.Shortened(conflict.Key)}\" conflict because {conflict.Reason}";
            firsts.AddRange(conflict.First.TakeLast(Math.Max(0, MaxNodes - firsts.Count)));
            seconds.AddRange(conflict.Second.TakeLast(Math.Max(0, MaxNodes - seconds.Count)));
        }

        return new FieldConflict(key, reason.Length > MaxReasonLength ? reason[..MaxReasonLength] + "..." : reason, firsts, seconds);
    }
}
