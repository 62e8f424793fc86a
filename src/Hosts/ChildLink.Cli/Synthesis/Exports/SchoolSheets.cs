using System.Globalization;
using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Schooling;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>What each school hands over: its roster and a sheet of attendance a month. The school's code stands in the file name only.</summary>
internal static class SchoolSheets
{
    public const string Folder = "09_教育委員会/";

    private static readonly Column[] RosterColumns =
    [
        new("学年", CellKind.Number), "組", new("番号", CellKind.Number), new("氏名", CellKind.PersonName), "ふりがな", "性別",
        new("生年月日", CellKind.Date), "備考",
    ];

    private static readonly Column[] AttendanceColumns =
    [
        new("学年", CellKind.Number), "組", new("番号", CellKind.Number), new("氏名", CellKind.PersonName),
        new("授業日数", CellKind.Number), new("出席日数", CellKind.Number), new("欠席日数", CellKind.Number),
        new("うち病欠", CellKind.Number), new("出停忌引", CellKind.Number),
    ];

    public static IEnumerable<Sheet> Rosters(InventedCity city) => city.Enrolment.Schools.All.Select(school => new Sheet(
        string.Create(CultureInfo.InvariantCulture, $"{Folder}児童生徒名簿/meibo_{school.Code}_{city.Year.Year}.csv"),
        school.BirthNotation is { } notation ? SheetStyle.Tabbed with { Dates = notation } : SheetStyle.Tabbed,
        RosterColumns,
        slips => city.Enrolment.PupilsOf(school).Select(pupil => RosterRow(pupil, pupil.Child!.Placement!, slips))));

    public static IEnumerable<Sheet> Attendance(InventedCity city)
    {
        var months = SchoolCalendar.FinishedMonths(city.AsOf).ToArray();
        return city.Enrolment.Schools.All.SelectMany(school => months.Select((month, index) => AttendanceOf(city, school, month, index)));
    }

    public static string SexOf(Person person) => person.Sex == Sex.Female ? "女" : "男";

    private static string[] RosterRow(Person pupil, Placement placement, Slips slips) =>
    [
        Text(placement.Grade),
        placement.ClassName,
        Text(placement.Seat),
        placement.NameAtSchool,
        placement.ReadingAtSchool,
        SexOf(pupil),
        placement.School.BirthNotation is null ? string.Empty : slips.Date(pupil.Birth),
        placement.ClassName == Placement.SpecialClass ? "特別支援" : string.Empty,
    ];

    private static Sheet AttendanceOf(InventedCity city, School school, DateOnly month, int index) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Folder}出欠/shukketsu_{school.Code}_{month.Year:D4}{month.Month:D2}.csv"),
        SheetStyle.Plain,
        AttendanceColumns,
        _ => city.Enrolment.PupilsOf(school)
            .Where(pupil => pupil.Child!.Attendance![index] is not null)
            .Select(pupil => AttendanceRow(pupil.Child!.Placement!, SchoolCalendar.DaysOf(index), pupil.Child.Attendance![index]!.Value)));

    private static string[] AttendanceRow(Placement placement, int days, MonthOfAbsence month) =>
    [
        Text(placement.Grade),
        placement.ClassName,
        Text(placement.Seat),
        placement.NameAtSchool,
        Text(days),
        Text(days - month.Absent - month.Excused),
        Text(month.Absent),
        Text(month.Ill),
        Text(month.Excused),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
