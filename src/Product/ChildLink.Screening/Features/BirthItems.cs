using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>Items around birth: F07 EPDS, F08 its tenth question, F10 and F53 the mother's age.</summary>
internal sealed class BirthItems
{
    private const int LastDayOfQuestionnaire = 90;
    private const int FirstQuestionnaire = 14;
    private const int LastAgeOfYoungMother = 19;
    private const int FirstAgeOfOlderMother = 35;

    private readonly Town town;
    private readonly Motherhood mothers;
    private readonly ILookup<Guid, Questionnaire> questionnaires;

    public BirthItems(Town town, SourceRecords sources)
    {
        this.town = town;
        mothers = new Motherhood(sources);
        questionnaires = sources.Epds
            .Where(r => r.Day("epds.date") is { } day && day <= town.Day)
            .ToLookup(r => r.Subject, r => new Questionnaire(r.Day("epds.date")!.Value, r.Number("epds.total"), r.Number("epds.item10")));
    }

    /// <summary>F07: highest total (0–30) of the mother's questionnaires in the 90 days after birth.</summary>
    public Cell Epds(Child child) => Highest(child, static q => q.Total, static highest => Cell.Known(highest));

    /// <summary>F08: whether the tenth question, on self-harm, was ever answered with more than 'never'.</summary>
    public Cell EpdsItem10(Child child) => Highest(child, static q => q.Item10, static highest => Cell.Known(highest >= 1));

    /// <summary>F10: mother 19 or younger at birth.</summary>
    public Cell YoungMother(Child child) => MotherAtBirth(child, static age => age <= LastAgeOfYoungMother);

    /// <summary>F53: mother 35 or older at birth.</summary>
    public Cell OlderMother(Child child) => MotherAtBirth(child, static age => age >= FirstAgeOfOlderMother);

    private Cell Highest(Child child, Func<Questionnaire, int?> answer, Func<int, Cell> cell)
    {
        int? highest = null;
        if (mothers.Of(child) is { } mother)
        {
            highest = questionnaires[mother]
                .Where(q => q.Day.DayNumber - child.Birth.DayNumber is >= 0 and <= LastDayOfQuestionnaire)
                .Max(answer);
        }

        if (highest is { } value)
            return cell(value);
        // The first questionnaire is due two weeks after birth.
        return town.Day.DayNumber - child.Birth.DayNumber < FirstQuestionnaire ? Cell.NotYetOfAge : Cell.Unknown;
    }

    // Only the register knows the mother's birth date: who left the city takes it along.
    private Cell MotherAtBirth(Child child, Func<int, bool> holds) =>
        mothers.Of(child) is { } id && town.Find(id)?.Birth is { } birth
            ? Cell.Known(holds(SchoolAge.CompletedYears(birth, child.Birth)))
            : Cell.Unknown;

    private sealed record Questionnaire(DateOnly Day, int? Total, int? Item10);
}
