using System.Globalization;
using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>Seats the pupils of a fiscal year: school by area, classes of at most 35, seats by kana.</summary>
internal sealed class Enrolment
{
    private const int LargestClass = 35;
    private const int FirstSchoolAge = 6;
    private const int LastSchoolAge = 14;
    private const int JuniorHighAge = 12;

    private readonly Dictionary<School, Person[]> _pupils = [];

    private Enrolment(SchoolMap map) => Schools = map;

    public SchoolMap Schools { get; }

    /// <summary>Pupils of schools without rosters.</summary>
    public IReadOnlyList<Person> Outside => PupilsOf(School.Outside);

    /// <summary>Pupils by grade, class and seat; those who left the city during the year are still among them.</summary>
    public IReadOnlyList<Person> PupilsOf(School school) => _pupils.GetValueOrDefault(school, []);

    public static Enrolment Seat(SchoolMap map, IReadOnlyList<Person> people, FiscalYear year, SeededRandom random)
    {
        var groups = new Dictionary<(School School, int Grade), List<Person>>();
        foreach (var person in people)
        {
            if (!IsPupil(person, year, out var schoolAge))
                continue;
            var school = random.Chance(0.015) ? School.Outside : map.Of(person.Household.Address.Area, schoolAge);
            var grade = schoolAge < JuniorHighAge ? schoolAge - FirstSchoolAge + 1 : schoolAge - JuniorHighAge + 1;
            if (!groups.TryGetValue((school, grade), out var group))
                groups.Add((school, grade), group = []);
            group.Add(person);
        }

        var enrolment = new Enrolment(map);
        var names = new NamesAtSchool(random.Fork("names at school"));
        foreach (var school in map.All.Append(School.Outside))
        {
            var pupils = new List<Person>();
            for (var grade = 1; grade <= 6; grade++)
            {
                if (groups.TryGetValue((school, grade), out var group))
                    SeatGrade(school, grade, group, names, random);
                pupils.AddRange(group ?? []);
            }

            enrolment._pupils.Add(school, [.. pupils]);
        }

        return enrolment;
    }

    private static bool IsPupil(Person person, FiscalYear year, out int schoolAge)
    {
        schoolAge = year.SchoolAge(person.Birth);
        return person.Child is not null
            && schoolAge is >= FirstSchoolAge and <= LastSchoolAge
            && (person.MovedOutOn is not { } left || left > year.FirstDay.AddDays(15));
    }

    private static void SeatGrade(School school, int grade, List<Person> group, NamesAtSchool names, SeededRandom random)
    {
        group.Sort(ByReading);
        if (school.Kind == SchoolKind.Outside)
        {
            foreach (var pupil in group)
                pupil.Child!.Placement = new Placement(school, grade, string.Empty, 0, pupil.Name.Legacy, string.Empty);
            return;
        }

        var special = group.FindAll(pupil => random.Chance(pupil.Child!.Developmental ? 0.25 : 0.012));
        var regular = group.FindAll(pupil => !special.Contains(pupil));
        var classes = (regular.Count + LargestClass - 1) / LargestClass;
        var seated = new List<Person>(group.Count);
        for (var number = 1; number <= classes; number++)
        {
            var members = regular.Where((_, index) => index % classes == number - 1).ToList();
            SeatClass(school, grade, number.ToString(CultureInfo.InvariantCulture), members, names);
            seated.AddRange(members);
        }

        SeatClass(school, grade, Placement.SpecialClass, special, names);
        seated.AddRange(special);
        group.Clear();
        group.AddRange(seated);
    }

    private static void SeatClass(School school, int grade, string className, List<Person> members, NamesAtSchool names)
    {
        for (var index = 0; index < members.Count; index++)
        {
            var (name, reading) = names.For(members[index], school);
            members[index].Child!.Placement = new Placement(school, grade, className, index + 1, name, reading);
        }
    }

    private static int ByReading(Person one, Person other)
    {
        var byReading = string.CompareOrdinal(one.Name.Reading, other.Name.Reading);
        return byReading != 0 ? byReading : string.CompareOrdinal(one.Number, other.Number);
    }
}
