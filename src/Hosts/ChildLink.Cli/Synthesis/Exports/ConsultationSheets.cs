using System.Globalization;
using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Welfare;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>相談記録, one spreadsheet a fiscal year; the running year ends with a total.</summary>
internal static class ConsultationSheets
{
    public const string Folder = "08_子ども若者相談センター/";

    private static readonly Column[] Columns =
    [
        new("受付番号", CellKind.Fixed), "年度", new("受付日", CellKind.Date), new("宛名番号", CellKind.Key), new("氏名", CellKind.PersonName),
        "相談種別", "困難の類型", new("初回相談年齢", CellKind.Number), "経路", "転帰", new("終結日", CellKind.Date), "記録",
    ];

    public static IEnumerable<Sheet> Of(InventedCity city)
    {
        var ages = city.Cases.Consultations
            .GroupBy(static consultation => consultation.Child)
            .ToDictionary(static group => group.Key, static group => AgeAt(group.Key.Birth, group.Min(static one => one.ReceivedOn)));
        for (var back = CaseHistory.YearsOfFiles - 1; back >= 0; back--)
            yield return OfYear(city, city.Year.Back(back), ages);
    }

    private static Sheet OfYear(InventedCity city, FiscalYear year, Dictionary<Person, int> ages)
    {
        var received = city.Cases.Consultations
            .Where(consultation => FiscalYear.Of(consultation.ReceivedOn) == year)
            .OrderBy(static consultation => consultation.ReceivedOn)
            .ThenBy(static consultation => consultation.Child.Number, StringComparer.Ordinal);
        return new Sheet(
            $"{Folder}相談記録_{year.Mark}.csv",
            SheetStyle.Spreadsheet,
            Columns,
            slips => received.Select((consultation, index) => Row(consultation, year, index + 1, ages[consultation.Child], slips)))
        {
            EndsWithTotal = year == city.Year,
        };
    }

    private static string[] Row(Consultation consultation, FiscalYear year, int number, int firstAge, Slips slips) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{year.ShortMark}-{number:D4}"),
        year.ShortMark,
        slips.Date(consultation.ReceivedOn),
        consultation.Child.Number,
        consultation.Child.Name.Exact,
        consultation.Difficulty.ConsultationKind,
        consultation.Classified ? consultation.Difficulty.Name : string.Empty,
        firstAge.ToString(CultureInfo.InvariantCulture),
        consultation.Route,
        Wording.Of(consultation.Outcome),
        slips.Date(consultation.ClosedOn),
        consultation.Note,
    ];

    private static int AgeAt(DateOnly birth, DateOnly day)
        => day.Year - birth.Year - (day.Month < birth.Month || (day.Month == birth.Month && day.Day < birth.Day) ? 1 : 0);
}
