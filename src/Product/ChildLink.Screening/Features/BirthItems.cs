using ChildLink.Learning;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>Items around birth: F07 EPDS, F08 its tenth question, F09 bonding, F10 and F53 the mother's age, F21 aid for premature infants.</summary>
internal sealed class BirthItems
{
    private const int LastDayOfQuestionnaire = 90;
    private const int FirstQuestionnaire = 14;

    /// <summary>Sado takes the questionnaire of a visit within 300 days of birth for the child's (report of fiscal year R6, table 2-6).</summary>
    private const int LastDayOfVisit = 300;

    /// <summary>Visits to mothers begin in the third week.</summary>
    private const int FirstVisit = 18;

    private const int LastAgeOfYoungMother = 19;
    private const int FirstAgeOfOlderMother = 35;

    /// <summary>Aid for premature infants is asked for within weeks of birth; who came to the city later may have had it elsewhere.</summary>
    private const int LastDayOfInfantAid = 60;

    private readonly Town town;
    private readonly Motherhood mothers;
    private readonly ILookup<Guid, Questionnaire> epds;
    private readonly ILookup<Guid, Questionnaire> bonding;
    private readonly DateOnly? epdsHeldFrom;
    private readonly DateOnly? bondingHeldFrom;
    private readonly HashSet<Guid> aided;

    public BirthItems(Town town, SourceRecords sources, Motherhood mothers)
    {
        this.town = town;
        this.mothers = mothers;
        epds = Questionnaires(sources[Sources.Epds], "epds.date", "epds.total", "epds.item10");
        bonding = Questionnaires(sources[Sources.Bonding], "bonding.date", "bonding.score", null);
        epdsHeldFrom = HeldFrom(sources, Sources.Epds);
        bondingHeldFrom = HeldFrom(sources, Sources.Bonding);
        aided = new Spells(town, sources).Ever(Sources.PrematureInfantAid, "premature-aid.from");
    }

    /// <summary>F07: highest total (0–30) of the mother's questionnaires in the 90 days after birth. An empty answer is no zero.</summary>
    public Cell Epds(Child child) => Asked(child, epdsHeldFrom, FirstQuestionnaire, Highest(child, epds, LastDayOfQuestionnaire, static q => q.Score));

    /// <summary>F08: whether the tenth question, on self-harm, was ever answered with more than 'never'.</summary>
    public Cell EpdsItem10(Child child) =>
        Asked(child, epdsHeldFrom, FirstQuestionnaire, Highest(child, epds, LastDayOfQuestionnaire, static q => q.Item10) is { } answer ? Math.Min(answer, 1) : null);

    /// <summary>F09: highest bonding score (0–30) of visits to the mother in the 300 days after birth. An empty answer is no zero.</summary>
    public Cell Bonding(Child child) => Asked(child, bondingHeldFrom, FirstVisit, Highest(child, bonding, LastDayOfVisit, static q => q.Score));

    /// <summary>F10: mother 19 or younger at birth.</summary>
    public Cell YoungMother(Child child) => MotherAtBirth(child, static age => age <= LastAgeOfYoungMother);

    /// <summary>F53: mother 35 or older at birth.</summary>
    public Cell OlderMother(Child child) => MotherAtBirth(child, static age => age >= FirstAgeOfOlderMother);

    /// <summary>F21: the child was given medical aid for premature infants. Nobody can say of a child who came to the city later.</summary>
    public Cell InfantAid(Child child)
    {
        if (aided.Contains(child.Person.Id))
            return Cell.Known(true);
        return child.CameAfter(LastDayOfInfantAid) ? Cell.Unknown : Cell.Known(false);
    }

    private static DateOnly? HeldFrom(SourceRecords sources, string provision) =>
        sources.HeldFrom.TryGetValue(provision, out var day) ? day : null;

    private static Cell NotHeld(Child child, int firstDay, DateOnly day) =>
        day.DayNumber - child.Birth.DayNumber < firstDay ? Cell.NotYetOfAge : Cell.Unknown;

    private Cell Asked(Child child, DateOnly? heldFrom, int firstDay, int? answer)
    {
        if (answer is { } value)
            return Cell.Known(value);
        return child.Birth < heldFrom ? Cell.NotApplicable : NotHeld(child, firstDay, town.Day);
    }

    private int? Highest(Child child, ILookup<Guid, Questionnaire> asked, int lastDay, Func<Questionnaire, int?> answer) =>
        mothers.Of(child) is { } mother
            ? asked[mother].Where(q => q.Day.DayNumber - child.Birth.DayNumber is var age && age >= 0 && age <= lastDay && mothers.IsLastBornBefore(child, q.Day)).Max(answer)
            : null;

    // Only the register knows the mother's birth date: who left the city takes it along.
    private Cell MotherAtBirth(Child child, Func<int, bool> holds) =>
        mothers.Of(child) is { } id && town.Find(id)?.Birth is { } birth
            ? Cell.Known(holds(SchoolAge.CompletedYears(birth, child.Birth)))
            : Cell.Unknown;

    private ILookup<Guid, Questionnaire> Questionnaires(IReadOnlyList<CurrentRecord> records, string day, string score, string? item10) => records
        .Where(r => r.Day(day) is { } asked && asked <= town.Day)
        .ToLookup(r => r.Subject, r => new Questionnaire(r.Day(day)!.Value, r.Number(score), item10 is null ? null : r.Number(item10)));

    private sealed record Questionnaire(DateOnly Day, int? Score, int? Item10);
}
