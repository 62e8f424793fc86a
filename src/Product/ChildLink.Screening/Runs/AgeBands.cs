using System.Globalization;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Runs;

/// <summary>Bands of three school-age years (<c>0-2</c>, <c>3-5</c>, <c>6-8</c>, …), as analysts see ages.</summary>
internal sealed class AgeBands
{
    private const int Years = 3;
    private const int FewestChildren = 5;

    private readonly Dictionary<int, int> children;

    public AgeBands(IEnumerable<int> schoolAges) =>
        children = schoolAges.GroupBy(a => a / Years).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>The band of an age, or null where fewer than five children of the run share it.</summary>
    public string? Of(int schoolAge) => children.GetValueOrDefault(schoolAge / Years) < FewestChildren ? null : NameOf(schoolAge);

    /// <summary>The band of an age, however many share it.</summary>
    public static string NameOf(int schoolAge)
    {
        var first = schoolAge / Years * Years;
        return string.Create(CultureInfo.InvariantCulture, $"{first}-{first + Years - 1}");
    }

    /// <summary>Every band of a child's ages, for a model that must not tell an exact age.</summary>
    public static IReadOnlyList<ValueRange> All { get; } =
        [.. Enumerable.Range(0, (SchoolAge.LastOfChildhood / Years) + 1).Select(b => new ValueRange(b * Years, (b * Years) + Years - 1))];
}
