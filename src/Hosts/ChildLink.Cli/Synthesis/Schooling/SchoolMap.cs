using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>The schools of a city: one elementary school an area, several areas to a junior high school.</summary>
internal sealed class SchoolMap
{
    private const int PupilsPerSchool = 90;
    private const int MostSchools = 99;

    // Of 19 cohorts of children six go to elementary school and three to junior high school.
    private const double ElementaryShare = 6.0 / 19;
    private const double JuniorHighShare = 3.0 / 19;

    private readonly School[] _elementary;
    private readonly School[] _juniorHigh;

    private SchoolMap(int elementary, int juniorHigh)
    {
        _elementary = new School[elementary];
        for (var index = 0; index < elementary; index++)
            _elementary[index] = new School(1001 + index, Places.Areas[index] + "小学校", SchoolKind.Elementary);
        _juniorHigh = new School[juniorHigh];
        for (var index = 0; index < juniorHigh; index++)
            _juniorHigh[index] = new School(2001 + index, Places.Areas[index * elementary / juniorHigh] + "中学校", SchoolKind.JuniorHigh);
    }

    public int Areas => _elementary.Length;

    /// <summary>Schools that hand over rosters, by code.</summary>
    public IEnumerable<School> All => [.. _elementary, .. _juniorHigh];

    public static SchoolMap For(int children)
    {
        var elementary = Math.Clamp((int)(children * ElementaryShare / PupilsPerSchool), 2, MostSchools);
        var juniorHigh = Math.Clamp((int)(children * JuniorHighShare / PupilsPerSchool), 1, Math.Min(elementary, MostSchools));
        return new SchoolMap(elementary, juniorHigh);
    }

    /// <summary>The school of the area for a school age of 6 to 14.</summary>
    public School Of(int area, int schoolAge) => schoolAge < 12
        ? _elementary[area]
        : _juniorHigh[area * _juniorHigh.Length / _elementary.Length];
}
