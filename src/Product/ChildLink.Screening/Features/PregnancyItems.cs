using ChildLink.Learning;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>Items of the pregnancy with the child: F06 week of notification, F50 and F51 the mother on the perinatal list.</summary>
internal sealed class PregnancyItems
{
    private const string Specified = "特定妊婦";
    private const string NeedingSupport = "要支援妊婦";

    private readonly Town town;
    private readonly Motherhood mothers;
    private readonly ILookup<Guid, Notification> notifications;
    private readonly ILookup<Guid, Entry> entries;

    public PregnancyItems(Town town, SourceRecords sources, Motherhood mothers)
    {
        this.town = town;
        this.mothers = mothers;
        notifications = sources[Sources.PregnancyNotification]
            .Where(r => r.BegunBy("pregnancy.date", town.Day))
            .ToLookup(r => r.Subject, r => new Notification(r.Word("pregnancy.number"), Expected.Of(r, "pregnancy.due", "pregnancy.date"), r.Number("pregnancy.weeks")));
        entries = sources[Sources.PerinatalList]
            .Where(r => r.BegunBy("perinatal.date", town.Day))
            .ToLookup(r => r.Subject, r => new Entry(r.Word("perinatal.kind"), Expected.Of(r, "perinatal.due", "perinatal.date")));
    }

    /// <summary>
    /// F06: week of pregnancy at notification, by the mother's number of the pregnancy, else by the due date. Without a
    /// notification unknown, never the zero that Sado's table sets for NULL.
    /// </summary>
    public Cell WeekOfNotification(Child child)
    {
        if (MotherOf(child) is not { } mother)
            return Cell.Unknown;
        var own = mothers.Pregnancy(child) is { } number ? notifications[mother].Where(n => n.Number == number).ToList() : [];
        if (own.Count == 0)
            own = [.. notifications[mother].Where(n => n.Expected.Fits(child.Birth))];
        return own.Max(n => n.Week) is { } week ? Cell.Known(week) : Cell.Unknown;
    }

    /// <summary>F50: the mother was listed as a specified expectant mother (児童福祉法6条の3第5項) when she expected this child.</summary>
    public Cell SpecifiedMother(Child child) => Listed(child, Specified);

    /// <summary>F51: the mother was listed as an expectant mother needing support when she expected this child.</summary>
    public Cell MotherNeedingSupport(Child child) => Listed(child, NeedingSupport);

    private Cell Listed(Child child, string kind) =>
        MotherOf(child) is { } mother ? Cell.Known(entries[mother].Any(e => e.Kind == kind && e.Expected.Fits(child.Birth))) : Cell.Unknown;

    // Who came with the child was pregnant elsewhere, where another city kept the lists.
    private Guid? MotherOf(Child child) =>
        child.MovedIn != false && !mothers.IsRecorded(child) ? null : mothers.Of(child) is { } mother && child.Birth <= town.Day ? mother : null;

    private sealed record Notification(string Number, Expected Expected, int? Week);

    private sealed record Entry(string Kind, Expected Expected);

    /// <summary>When a birth was expected: the due date, else within ten months of the day it was written down.</summary>
    private sealed record Expected(DateOnly? Due, DateOnly? WrittenOn)
    {
        /// <summary>A child is born at most so many days before the due date (22nd week) …</summary>
        private const int MostBefore = 130;

        /// <summary>… and at most so many after it.</summary>
        private const int MostAfter = 28;

        private const int LongestPregnancy = 300;

        public static Expected Of(CurrentRecord record, string due, string writtenOn) => new(record.Day(due), record.Day(writtenOn));

        public bool Fits(DateOnly birth)
        {
            if (Due is { } due)
                return due.DayNumber - birth.DayNumber is >= -MostAfter and <= MostBefore;
            return WrittenOn is { } day && birth.DayNumber - day.DayNumber is >= 0 and <= LongestPregnancy;
        }
    }
}
