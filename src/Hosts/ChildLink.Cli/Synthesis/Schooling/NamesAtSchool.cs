using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>
/// How a school comes to write a pupil's name: everyday characters, an old surname, an alias, a misheard reading.
/// Drawn once for each pupil, because the roster and the attendance sheets come from the same system.
/// </summary>
internal sealed class NamesAtSchool(SeededRandom random)
{
    public (string Name, string Reading) For(Person pupil, School school)
    {
        if (pupil.Name.Latin)
            return Foreign(pupil, school);
        var family = pupil.SurnameAtSchool ?? pupil.Name.Family;
        // A few teachers copy the register, gaiji mark and all.
        var surname = random.Chance(0.9) ? family.Common : family.Legacy;
        var given = random.Chance(0.7) ? pupil.Name.Given.Common : pupil.Name.Given.Legacy;
        return (surname + school.NameGap + given, Reading(family, pupil.Name.Given, school));
    }

    private (string Name, string Reading) Foreign(Person pupil, School school)
    {
        var name = pupil.Name;
        if (pupil.Alias is { } alias && random.Chance(0.7))
            return (alias.Family.Common + school.NameGap + alias.Given.Common, Reading(alias.Family, alias.Given, school));
        var reading = Reading(name.Family, name.Given, school);
        return random.Weighted(50, 30, 20) switch
        {
            0 => (name.Legacy, reading),
            1 => (name.Given.Reading + "・" + name.Family.Reading, reading),
            _ => (name.Given.Legacy + " " + name.Family.Legacy, reading),
        };
    }

    private string Reading(NamePart family, NamePart given, School school)
    {
        var reading = Kana.ToHiragana(family.Reading) + school.NameGap + Kana.ToHiragana(given.Reading);
        return random.Chance(0.006) ? Misheard(reading) : reading;
    }

    // やまさき for やまざき: the most frequent disagreement between two readings of the same characters.
    private static string Misheard(string reading)
    {
        const string clear = "かきくけこさしすせそたてと";
        const string voiced = "がぎぐげござじずぜぞだでど";
        for (var i = 1; i < reading.Length; i++)
        {
            if (voiced.IndexOf(reading[i], StringComparison.Ordinal) is >= 0 and var hard)
                return string.Concat(reading.AsSpan(0, i), clear.AsSpan(hard, 1), reading.AsSpan(i + 1));
            if (clear.IndexOf(reading[i], StringComparison.Ordinal) is >= 0 and var soft)
                return string.Concat(reading.AsSpan(0, i), voiced.AsSpan(soft, 1), reading.AsSpan(i + 1));
        }

        return reading;
    }
}
