using ChildLink.Learning;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>
/// One of the health check-ups of small children (母子保健法12条). The round of an age is over on <paramref name="Over"/>: only then
/// is its item asked, of all children alike, so that a child who was seen early is not judged before those of the same age.
/// </summary>
/// <param name="Provision">Results.</param>
/// <param name="Survey">Questionnaire filled in by the parents.</param>
/// <param name="Usual">Age in days at which most are seen; stands in where nobody recorded the day.</param>
/// <param name="Over">Age in days.</param>
internal sealed record Checkup(string Provision, string Survey, int Usual, int Over)
{
    public static readonly Checkup FourMonths = new(Sources.Checkup4Months, Sources.Survey4Months, 120, 150);
    public static readonly Checkup EighteenMonths = new(Sources.Checkup18Months, Sources.Survey18Months, 590, 620);
    public static readonly Checkup ThreeYears = new(Sources.Checkup3Years, Sources.Survey3Years, 1150, 1220);

    /// <summary>All, youngest first.</summary>
    public static readonly Checkup[] All = [FourMonths, EighteenMonths, ThreeYears];
}

/// <summary>Items of the check-ups: F11 none attended, F14 and F15 decayed teeth, F16 and F17 weight, F18–F20 the parents' questionnaires.</summary>
internal sealed class CheckupItems
{
    /// <summary>肥満度 (Kaup index) of -15 % or less is thin.</summary>
    private const decimal Thin = -15m;

    /// <summary>Age in days at the earliest check-up.</summary>
    private const int FirstSeen = 105;

    private readonly Town town;
    private readonly Dictionary<Checkup, ILookup<Guid, CurrentRecord>> results;
    private readonly Dictionary<Checkup, ILookup<Guid, CurrentRecord>> surveys;
    private readonly IReadOnlyDictionary<string, DateOnly> heldFrom;

    public CheckupItems(Town town, SourceRecords sources)
    {
        this.town = town;
        heldFrom = sources.HeldFrom;
        results = Checkup.All.ToDictionary(c => c, c => Dated(sources, c.Provision));
        surveys = Checkup.All.ToDictionary(c => c, c => Dated(sources, c.Survey));
    }

    /// <summary>
    /// F11: not seen at any check-up whose round is over (one until one and a half, two until three, then three; the digit of the
    /// first is missing in Sado's table). Who came to the city after the first may have been seen elsewhere: unknown.
    /// </summary>
    public Cell NeverSeen(Child child)
    {
        var due = Checkup.All.Where(c => IsOver(child, c)).ToList();
        if (due.Count == 0)
            return Cell.NotYetOfAge;
        if (due.Exists(c => results[c].Contains(child.Person.Id)))
            return Cell.Known(false);
        return child.CameAfter(FirstSeen) ? Cell.Unknown : Cell.Known(true);
    }

    /// <summary>F14 and F15: one decayed tooth or more was not treated.</summary>
    public Cell DecayedTeeth(Child child, Checkup checkup) =>
        Seen(child, checkup, static (c, r) => r.Number($"{c.Provision}.decayed-teeth") is { } teeth ? teeth >= 1 : null);

    /// <summary>F16 and F17: obesity degree of -15 % or less.</summary>
    public Cell Underweight(Child child, Checkup checkup) =>
        Seen(child, checkup, static (c, r) => r.Decimal($"{c.Provision}.obesity") is { } degree ? degree <= Thin : null);

    /// <summary>
    /// F18–F20: 0 when 'none of these' is ticked, 1 when something that happened is. Sado's table says 'otherwise 1', which read
    /// literally would accuse whoever left the sheet blank or has none: both are unknown. Before the city kept the sheets the
    /// question does not arise.
    /// </summary>
    public Cell SurveyApplies(Child child, Checkup checkup)
    {
        if (!IsOver(child, checkup))
            return Cell.NotYetOfAge;
        var answers = surveys[checkup][child.Person.Id].Select(s => Answer(s, checkup.Survey)).OfType<bool>().ToList();
        if (answers.Count > 0)
            return Cell.Known(answers.Contains(true));
        return heldFrom.TryGetValue(checkup.Survey, out var first) && DayOf(child, checkup) < first && !surveys[checkup].Contains(child.Person.Id)
            ? Cell.NotApplicable
            : Cell.Unknown;
    }

    private static bool? Answer(CurrentRecord sheet, string survey)
    {
        if (sheet.Ticked($"{survey}.none"))
            return false;
        return Array.Exists(SourceItems.SurveyEvents, e => sheet.Ticked($"{survey}.{e}")) ? true : null;
    }

    private Cell Seen(Child child, Checkup checkup, Func<Checkup, CurrentRecord, bool?> found)
    {
        if (!IsOver(child, checkup))
            return Cell.NotYetOfAge;
        var findings = results[checkup][child.Person.Id].Select(r => found(checkup, r)).OfType<bool>().ToList();
        return findings.Count > 0 ? Cell.Known(findings.Contains(true)) : Cell.Unknown;
    }

    private bool IsOver(Child child, Checkup checkup) => town.Day.DayNumber - child.Birth.DayNumber >= checkup.Over;

    private DateOnly DayOf(Child child, Checkup checkup) =>
        results[checkup][child.Person.Id].Min(r => r.Day($"{checkup.Provision}.date")) ?? child.Birth.AddDays(checkup.Usual);

    private ILookup<Guid, CurrentRecord> Dated(SourceRecords sources, string provision) =>
        sources[provision].Where(r => r.BegunBy($"{provision}.date", town.Day)).ToLookup(r => r.Subject);
}
