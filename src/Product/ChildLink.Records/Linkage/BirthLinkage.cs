using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>Links postnatal records that carry only the mother's number to her child, by the birth record.</summary>
public static class BirthLinkage
{
    /// <summary>Postnatal checks end within the first year (産婦健診: two weeks and one month; late entries happen).</summary>
    private const int LongestDays = 300;

    /// <summary>
    /// One decision per record: the child born last before the record, at most 300 days. The record stays the mother's.
    /// Twins share it; the link then names the one whose subject id is lowest, under a method that says so.
    /// </summary>
    /// <param name="births">Birth records; the subject is the child, <c>birth.mother</c> the mother's resident code.</param>
    /// <param name="epds">Postnatal records; the subject is the mother.</param>
    /// <param name="residentOf">Subject of a resident code.</param>
    public static IReadOnlyList<LinkDecision> Link(
        IReadOnlyList<CurrentRecord> births, IReadOnlyList<CurrentRecord> epds, Func<string, Guid> residentOf)
    {
        ArgumentNullException.ThrowIfNull(births);
        ArgumentNullException.ThrowIfNull(epds);
        ArgumentNullException.ThrowIfNull(residentOf);
        var children = births
            .Where(b => b["birth.mother"] is not null)
            .Select(b => (Mother: residentOf(b["birth.mother"]!), Birth: new Birth(b.Subject, b.Day("birth.date"))))
            .Distinct()
            .ToLookup(b => b.Mother, b => b.Birth);
        return [.. epds.Select(record => Decide(record, [.. children[record.Subject]]))];
    }

    private static LinkDecision Decide(CurrentRecord record, Birth[] births)
    {
        if (record.Day("epds.date") is not { } date)
            return Queued(record, LinkCauses.DateMissing, births is [var only] ? only.Child : null);
        var before = births.Where(b => b.Day is { } day && date.DayNumber - day.DayNumber is >= 0 and <= LongestDays).ToArray();
        if (before.Length == 0)
            return births.Any(b => b.Day is null)
                ? Queued(record, LinkCauses.DateMissing, births is [var undated] ? undated.Child : null)
                : new LinkDecision(SourceProvisions.Epds, record.Key, LinkStatus.Absent, null, LinkMethods.None, LinkCauses.NoBirthRecord, null);
        var last = before.Max(b => b.Day);
        var born = before.Where(b => b.Day == last).Select(b => b.Child).Distinct().Order().ToArray();
        var method = born.Length == 1 ? LinkMethods.BirthRecord : LinkMethods.BirthRecordSiblings;
        return new LinkDecision(SourceProvisions.Epds, record.Key, LinkStatus.Linked, born[0], method, null, 1m);
    }

    private static LinkDecision Queued(CurrentRecord record, string cause, Guid? proposal) =>
        new(SourceProvisions.Epds, record.Key, LinkStatus.Queued, proposal, LinkMethods.None, cause, null);

    private readonly record struct Birth(Guid Child, DateOnly? Day);
}
