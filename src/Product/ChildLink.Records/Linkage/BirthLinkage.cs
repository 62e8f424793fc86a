using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>Links records of mothers, which carry only her number, to her child, by the birth record.</summary>
public static class BirthLinkage
{
    /// <summary>Sado links what is asked of a mother within 300 days of a birth (report of fiscal year R6, table 2-6).</summary>
    private const int LongestDays = 300;

    /// <summary>A child is born at most 130 days before the due date (22nd week) …</summary>
    private const int MostBeforeDue = 130;

    /// <summary>… and at most 28 after it.</summary>
    private const int MostAfterDue = 28;

    /// <summary>
    /// One decision per record made after a birth: the child born last before the record, at most 300 days. The record stays
    /// the mother's. Twins share it; the link then names the one whose subject id is lowest, under a method that says so.
    /// </summary>
    /// <param name="births">Birth records; the subject is the child, <c>birth.mother</c> the mother's resident code.</param>
    /// <param name="records">Records of one provision; the subject is the mother.</param>
    /// <param name="provision">The provision.</param>
    /// <param name="day">Its item with the day.</param>
    /// <param name="residentOf">Subject of a resident code.</param>
    public static IReadOnlyList<LinkDecision> LinkAfterBirth(
        IReadOnlyList<CurrentRecord> births, IReadOnlyList<CurrentRecord> records, string provision, string day, Func<string, Guid> residentOf) =>
        Link(births, records, provision, day, residentOf, static (born, day) => day.DayNumber - born.DayNumber is >= 0 and <= LongestDays);

    /// <summary>One decision per record made before a birth: the child born from 130 days before to 28 days after the due date.</summary>
    /// <param name="births">Birth records; the subject is the child, <c>birth.mother</c> the mother's resident code.</param>
    /// <param name="records">Records of one provision; the subject is the mother.</param>
    /// <param name="provision">The provision.</param>
    /// <param name="due">Its item with the due date.</param>
    /// <param name="residentOf">Subject of a resident code.</param>
    public static IReadOnlyList<LinkDecision> LinkByDueDate(
        IReadOnlyList<CurrentRecord> births, IReadOnlyList<CurrentRecord> records, string provision, string due, Func<string, Guid> residentOf) =>
        Link(births, records, provision, due, residentOf, static (born, due) => due.DayNumber - born.DayNumber is >= -MostAfterDue and <= MostBeforeDue);

    private static List<LinkDecision> Link(
        IReadOnlyList<CurrentRecord> births, IReadOnlyList<CurrentRecord> records, string provision, string item, Func<string, Guid> residentOf,
        Func<DateOnly, DateOnly, bool> belongs)
    {
        ArgumentNullException.ThrowIfNull(births);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(residentOf);
        var children = births
            .Where(b => b["birth.mother"] is not null)
            .Select(b => (Mother: residentOf(b["birth.mother"]!), Birth: new Birth(b.Subject, b.Day("birth.date"))))
            .Distinct()
            .ToLookup(b => b.Mother, b => b.Birth);
        return [.. records.Select(record => Decide(provision, record.Key, record.Day(item), [.. children[record.Subject]], belongs))];
    }

    private static LinkDecision Decide(string provision, Guid key, DateOnly? day, Birth[] births, Func<DateOnly, DateOnly, bool> belongs)
    {
        if (day is not { } date)
            return Queued(provision, key, births is [var only] ? only.Child : null);
        var fitting = births.Where(b => b.Day is { } born && belongs(born, date)).ToArray();
        if (fitting.Length == 0)
            return births.Any(b => b.Day is null)
                ? Queued(provision, key, births is [var undated] ? undated.Child : null)
                : new LinkDecision(provision, key, LinkStatus.Absent, null, LinkMethods.None, LinkCauses.NoBirthRecord, null);
        var last = fitting.Max(b => b.Day);
        var born = fitting.Where(b => b.Day == last).Select(b => b.Child).Distinct().Order().ToArray();
        var method = born.Length == 1 ? LinkMethods.BirthRecord : LinkMethods.BirthRecordSiblings;
        return new LinkDecision(provision, key, LinkStatus.Linked, born[0], method, null, 1m);
    }

    private static LinkDecision Queued(string provision, Guid key, Guid? proposal) =>
        new(provision, key, LinkStatus.Queued, proposal, LinkMethods.None, LinkCauses.DateMissing, null);

    private readonly record struct Birth(Guid Child, DateOnly? Day);
}
