using System.Globalization;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Runs;

/// <summary>Bands of three school-age years (<c>0-2</c>, <c>3-5</c>, <c>6-8</c>, …), as analysts see ages.</summary>
internal static class AgeBands
{
    private const int Years = 3;

    /// <summary>The band of an age, however many share it; <see cref="Coarsening"/> says whether it may be told.</summary>
    public static string NameOf(int schoolAge)
    {
        var first = schoolAge / Years * Years;
        return string.Create(CultureInfo.InvariantCulture, $"{first}-{first + Years - 1}");
    }

    /// <summary>Every band of a child's ages, for a model that must not tell an exact age.</summary>
    public static IReadOnlyList<ValueRange> All { get; } =
        [.. Enumerable.Range(0, (SchoolAge.LastOfChildhood / Years) + 1).Select(b => new ValueRange(b * Years, (b * Years) + Years - 1))];
}
