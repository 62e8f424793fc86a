using System.Globalization;
using ChildLink.Cli.Synthesis.Calendar;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>One school and its habits of writing; it keeps them in every file it hands over.</summary>
internal sealed record School(int Code, string Name, SchoolKind Kind)
{
    /// <summary>Schools outside the city and private ones: pupils stand in the school-age register, no roster exists.</summary>
    public static School Outside { get; } = new(8001, "区域外・私立等", SchoolKind.Outside);

    public string CodeText => Code.ToString(CultureInfo.InvariantCulture);

    /// <summary>Between surname and given name.</summary>
    public string NameGap => (Code % 4) switch
    {
        2 => string.Empty,
        0 => " ",
        _ => "　",
    };

    /// <summary>Null when the school leaves dates of birth out.</summary>
    public DateNotation? BirthNotation => (Code % 4) switch
    {
        1 => DateNotation.ShortEra,
        2 => null,
        3 => DateNotation.Compact,
        _ => DateNotation.Slashes,
    };
}

/// <summary>学校区分 of the school-age register.</summary>
internal enum SchoolKind
{
    Elementary = 1,
    JuniorHigh = 2,
    Outside = 9,
}
