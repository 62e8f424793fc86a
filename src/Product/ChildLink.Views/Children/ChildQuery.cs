using ChildLink.Views.Narrowing;

namespace ChildLink.Views.Children;

/// <summary>What a caller asks for in a list of children.</summary>
/// <param name="Fields">Names of properties, or null for the default ones.</param>
/// <param name="Grade">Only this grade, or null.</param>
/// <param name="Class">Only this class, or null.</param>
/// <param name="Order">Name of the order, a hyphen in front for descending; null for the default.</param>
/// <param name="OnlyCandidates">Only candidates of the run.</param>
/// <param name="Size">Rows of a page, 1 to 200.</param>
/// <param name="Cursor">Where the page before ended, or null.</param>
/// <param name="Count">Whether to count all rows of the question.</param>
/// <param name="School">Only this school, by code, or null.</param>
/// <param name="Kana">Only names in this range, or null.</param>
/// <param name="Born">Only births in this range, or null.</param>
/// <param name="Narrowing">Only candidates that a narrowing leaves, or null.</param>
public sealed record ChildQuery(
    IReadOnlyList<string>? Fields = null, string? Grade = null, string? Class = null, string? Order = null,
    bool OnlyCandidates = false, int Size = 50, string? Cursor = null, bool Count = false,
    string? School = null, KanaRange? Kana = null, BirthRange? Born = null, NarrowingFilter? Narrowing = null)
{
    /// <summary>Largest page.</summary>
    public const int LargestPage = 200;
}

/// <summary>What became of a question.</summary>
public abstract record ViewOutcome
{
    private ViewOutcome()
    {
    }

    /// <summary>The answer stands in the scope.</summary>
    public sealed record Written : ViewOutcome;

    /// <summary>Not there, or not the caller's: the same.</summary>
    public sealed record NotFound : ViewOutcome;

    /// <summary>The caller may not ask this. <paramref name="Field"/> names the part of the request.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Field">Part of the request, or null.</param>
    /// <param name="Detail">What would be right, if it can be said; never a value.</param>
    public sealed record Refused(string Code, string? Field, string? Detail = null) : ViewOutcome;

    /// <summary>Somebody else changed it meanwhile; nothing was written.</summary>
    /// <param name="Version">The present version.</param>
    public sealed record Conflict(long Version) : ViewOutcome;

    /// <summary>The request makes no sense.</summary>
    public sealed record Malformed(string Field, string Message) : ViewOutcome;
}

/// <summary>Stable codes of refused questions.</summary>
public static class ViewRefusals
{
    /// <summary>The purpose shows no child at all.</summary>
    public const string ShowsNoChildren = "purpose-shows-no-children";

    /// <summary>The purpose must name a run.</summary>
    public const string ContextRequired = "context-required";

    /// <summary>The named run is not there.</summary>
    public const string ContextUnknown = "context-unknown";

    /// <summary>A filter or order would tell what a value would not.</summary>
    public const string PredicateOnWithheld = "predicate-on-withheld-field";
}
