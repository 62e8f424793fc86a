using System.Globalization;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;
using ChildLink.Cli.Synthesis.Schooling;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>学齢簿: every pupil of the city, also of schools without rosters, with the number that connects them to the register.</summary>
internal static class SchoolAgeSheet
{
    private static readonly Column[] Columns =
    [
        new("宛名番号", CellKind.Key), new("学齢簿番号", CellKind.Fixed), new("氏名", CellKind.PersonName), "氏名カナ", new("生年月日", CellKind.Date),
        "性別", new("保護者氏名", CellKind.PersonName), "住所", "学校区分", "区域区分", new("学校コード", CellKind.SchoolCode), "学校名",
        new("学年", CellKind.Number),
    ];

    public static Sheet Of(InventedCity city) => new(
        $"{SchoolSheets.Folder}学齢簿_{city.Year.Mark}.csv",
        SheetStyle.SchoolAge,
        Columns,
        slips => Rows(city, slips));

    private static IEnumerable<string[]> Rows(InventedCity city, Slips slips)
    {
        // The register gives its numbers by birth, so they say nothing about school or class.
        var pupils = city.Enrolment.Schools.All.Append(School.Outside).SelectMany(city.Enrolment.PupilsOf).ToList();
        var numbers = pupils
            .OrderBy(static pupil => pupil.Birth)
            .ThenBy(static pupil => pupil.Number, StringComparer.Ordinal)
            .Select(static (pupil, index) => (pupil, index))
            .ToDictionary(static one => one.pupil, static one => one.index + 1);
        return pupils.Select(pupil => Row(pupil, pupil.Child!.Placement!, numbers[pupil], slips));
    }

    private static string[] Row(Person pupil, Placement placement, int number, Slips slips) =>
    [
        pupil.Number,
        number.ToString("D6", CultureInfo.InvariantCulture),
        pupil.Name.Legacy,
        pupil.Name.Reading,
        slips.Date(pupil.Birth),
        SchoolSheets.SexOf(pupil),
        pupil.Household.Caregiver.Name.Legacy,
        pupil.Household.Address.Short,
        ((int)placement.School.Kind).ToString(CultureInfo.InvariantCulture),
        placement.School.Kind == SchoolKind.Outside ? "2" : "1",
        placement.School.CodeText,
        placement.School.Name,
        placement.Grade.ToString(CultureInfo.InvariantCulture),
    ];
}
