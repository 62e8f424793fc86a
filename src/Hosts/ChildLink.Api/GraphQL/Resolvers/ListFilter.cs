using ChildLink.GraphQL.Types;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>What a filter of a list demands: every property at most once.</summary>
internal sealed class ListFilter
{
    private const int LongestText = 200;

    /// <summary>School by code, or null.</summary>
    public string? School { get; private set; }

    /// <summary>Grade, or null.</summary>
    public string? Grade { get; private set; }

    /// <summary>Class, or null.</summary>
    public string? Class { get; private set; }

    /// <summary>Adds what a filter says; null when it can be.</summary>
    public ViewOutcome.Malformed? Add(InputObject? where)
    {
        foreach (var (name, value) in where?.Present ?? [])
        {
            var wrong = value switch
            {
                InputObject comparison => Demand(name, (string)comparison["eq"]!),
                object?[] parts => parts.Select(p => Add((InputObject?)p)).FirstOrDefault(f => f is not null),
                _ => null,
            };
            if (wrong is not null)
                return wrong;
        }

        return null;
    }

    private ViewOutcome.Malformed? Demand(string name, string text)
    {
        if (text.Length is 0 or > LongestText || text.Any(char.IsControl))
            return new ViewOutcome.Malformed("where." + name, $"must hold 1 to {LongestText} characters and no control characters.");
        var twice = false;
        switch (name)
        {
            case "schoolCode":
                twice = School is not null;
                School = text;
                break;
            case "grade":
                twice = Grade is not null;
                Grade = text;
                break;
            default:
                twice = Class is not null;
                Class = text;
                break;
        }

        return twice ? new ViewOutcome.Malformed("where." + name, "is compared twice.") : null;
    }
}
