using ChildLink.Learning;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of the pupils' monthly survey (心の健康チェック), by the rule of Sado's second run: the answers that apply are counted per
/// month, and the highest count of the fiscal year is the value. Without any answer in the year unknown, never the zero of the
/// first run.
/// </summary>
internal sealed class MindItems
{
    private const int High = 38;
    private const int Troubled = 2;

    private readonly Dictionary<Guid, Counts> byChild = [];

    public MindItems(Town town, SourceRecords sources)
    {
        var year = SchoolYear.Of(town.Day);
        foreach (var record in sources[Sources.MindHealthSurvey])
        {
            if (record.Month() is { } month && month <= town.Day && SchoolYear.Of(month) == year)
                byChild[record.Subject] = byChild.TryGetValue(record.Subject, out var known) ? known.Highest(Counts.Of(record)) : Counts.Of(record);
        }
    }

    /// <summary>F40: 心の体温 of 38 or more; 0 to 3.</summary>
    public Cell HighTemperatures(Child child) => Of(child, static c => c.High);

    /// <summary>F41: hard times of the day at school; 0 to 6.</summary>
    public Cell HardAtSchool(Child child) => Of(child, static c => c.School);

    /// <summary>F42: hard times of the day at home; 0 to 5.</summary>
    public Cell HardAtHome(Child child) => Of(child, static c => c.Home);

    /// <summary>F43: worries answered with 1 or 2 (very much, much); 0 to 6.</summary>
    public Cell Worries(Child child) => Of(child, static c => c.Worries);

    /// <summary>F44: worries about the class answered with 1 or 2; 0 to 5.</summary>
    public Cell ClassWorries(Child child) => Of(child, static c => c.Class);

    private Cell Of(Child child, Func<Counts, int> count)
    {
        if (SchoolItems.AtSchoolAge(child) is { } cell)
            return cell;
        return byChild.TryGetValue(child.Person.Id, out var counts) ? Cell.Known(count(counts)) : Cell.Unknown;
    }

    private sealed record Counts(int High, int School, int Home, int Worries, int Class)
    {
        public static Counts Of(CurrentRecord sheet) => new(
            SourceItems.Temperatures.Count(i => sheet.Number(i) >= MindItems.High),
            SourceItems.HardAtSchool.Count(sheet.Ticked),
            SourceItems.HardAtHome.Count(sheet.Ticked),
            SourceItems.Worries.Count(i => sheet.Number(i) <= Troubled),
            SourceItems.ClassWorries.Count(i => sheet.Number(i) <= Troubled));

        public Counts Highest(Counts other) => new(
            Math.Max(High, other.High), Math.Max(School, other.School), Math.Max(Home, other.Home), Math.Max(Worries, other.Worries), Math.Max(Class, other.Class));
    }
}
