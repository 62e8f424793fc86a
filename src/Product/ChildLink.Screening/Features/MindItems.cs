using ChildLink.Learning;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of the pupils' monthly survey (心の健康チェック), by the rule of Sado's second run: the answers that apply are counted per
/// month, and the highest count of the fiscal year is the value. Without any answer to a group of questions in the year unknown,
/// never the zero of the first run.
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

    private Cell Of(Child child, Func<Counts, int?> count)
    {
        if (SchoolItems.AtSchoolAge(child) is { } cell)
            return cell;
        return byChild.GetValueOrDefault(child.Person.Id) is { } counts && count(counts) is { } known ? Cell.Known(known) : Cell.Unknown;
    }

    /// <summary>Counts by group of questions; null where the group was left blank.</summary>
    private sealed record Counts(int? High, int? School, int? Home, int? Worries, int? Class)
    {
        public static Counts Of(CurrentRecord sheet) => new(
            Count(sheet, SourceItems.Temperatures, i => sheet.Number(i) >= MindItems.High),
            Count(sheet, SourceItems.HardAtSchool, sheet.Ticked),
            Count(sheet, SourceItems.HardAtHome, sheet.Ticked),
            Count(sheet, SourceItems.Worries, i => sheet.Number(i) <= Troubled),
            Count(sheet, SourceItems.ClassWorries, i => sheet.Number(i) <= Troubled));

        public Counts Highest(Counts other) => new(
            Higher(High, other.High), Higher(School, other.School), Higher(Home, other.Home), Higher(Worries, other.Worries), Higher(Class, other.Class));

        // A group without any answer is no group without worries.
        private static int? Count(CurrentRecord sheet, string[] group, Func<string, bool> applies) =>
            Array.Exists(group, i => sheet[i] is not null) ? group.Count(applies) : null;

        private static int? Higher(int? a, int? b) => a is null || b > a ? b : a;
    }
}
