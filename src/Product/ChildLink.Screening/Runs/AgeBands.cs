using System.Globalization;

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
    public string? Of(int schoolAge)
    {
        var first = schoolAge / Years * Years;
        return children.GetValueOrDefault(schoolAge / Years) < FewestChildren
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{first}-{first + Years - 1}");
    }
}
