using System.Globalization;
using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>不登校傾向児童生徒一覧: who was absent on 30 days or more, and who is on the way there; a spreadsheet of the education board.</summary>
internal static class NonAttendanceSheet
{
    // 文部科学省「児童生徒の問題行動・不登校等生徒指導上の諸課題に関する調査」: 30 days a year.
    private const int NonAttendanceDays = 30;
    private const int TendencyDays = 24;

    private static readonly Column[] Columns =
    [
        new("学校コード", CellKind.SchoolCode), "学校名", new("学年", CellKind.Number), "組", new("氏名", CellKind.PersonName), "区分",
        new("累計欠席日数", CellKind.Number),
    ];

    public static Sheet Of(InventedCity city) => new(
        $"{SchoolSheets.Folder}不登校傾向児童生徒一覧_{city.Year.Mark}.csv",
        SheetStyle.Spreadsheet,
        Columns,
        _ => city.Enrolment.Schools.All
            .SelectMany(city.Enrolment.PupilsOf)
            .Where(static pupil => pupil.Child!.Attendance!.Total >= TendencyDays)
            .Select(Row))
    {
        Title = CitySheets.Title($"不登校傾向児童生徒一覧 {city.Year.Mark}", city.AsOf),
        EndsWithTotal = true,
    };

    private static string[] Row(Person pupil)
    {
        var placement = pupil.Child!.Placement!;
        var days = pupil.Child.Attendance!.Total;
        return
        [
            placement.School.CodeText,
            placement.School.Name,
            placement.Grade.ToString(CultureInfo.InvariantCulture),
            placement.ClassName,
            placement.NameAtSchool,
            days >= NonAttendanceDays ? "不登校" : "不登校傾向",
            days.ToString(CultureInfo.InvariantCulture),
        ];
    }
}
