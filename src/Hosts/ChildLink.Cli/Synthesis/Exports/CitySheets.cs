using ChildLink.Cli.Synthesis.Calendar;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>All raw files of a city, in the order of folders; a folder is a source system.</summary>
internal static class CitySheets
{
    public static IReadOnlyList<Sheet> Of(InventedCity city) =>
    [
        ResidentSheets.Register(city),
        ResidentSheets.MovedOut(city),
        ResidentSheets.Protected(city),
        HealthSheets.Births(city),
        HealthSheets.PostnatalChecks(city),
        AllowanceSheet.Of(city),
        .. ConsultationSheets.Of(city),
        .. CouncilSheets.Of(city),
        CustodySheet.Of(city),
        SchoolAgeSheet.Of(city),
        NonAttendanceSheet.Of(city),
        .. SchoolSheets.Rosters(city),
        .. SchoolSheets.Attendance(city),
    ];

    /// <summary>The line that a spreadsheet carries above its header.</summary>
    public static string Title(string name, DateOnly asOf)
        => $"{name}({JapaneseDate.Write(asOf, DateNotation.LongEra)}現在)";
}
