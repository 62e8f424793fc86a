using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>Consultations of the last three years and council cases of all years; both follow the strain of the child.</summary>
internal sealed class CaseHistory
{
    public const int YearsOfFiles = 3;

    private const double Classified = 0.65;

    private readonly SeededRandom _random;
    private readonly DateOnly _asOf;
    private readonly FiscalYear _year;
    private readonly List<Consultation> _consultations = [];
    private readonly List<CouncilCase> _cases = [];
    private readonly HashSet<Person> _open = [];

    private CaseHistory(SeededRandom random, DateOnly asOf)
    {
        _random = random;
        _asOf = asOf;
        _year = FiscalYear.Of(asOf);
    }

    public IReadOnlyList<Consultation> Consultations => _consultations;

    public IReadOnlyList<CouncilCase> Cases => _cases;

    public static CaseHistory Draw(IReadOnlyList<Household> households, DateOnly asOf, SeededRandom random, CancellationToken ct)
    {
        var history = new CaseHistory(random, asOf);
        foreach (var household in households)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var child in household.Children)
            {
                history.AddEarlierCase(child);
                for (var back = YearsOfFiles - 1; back >= 0; back--)
                    history.AddConsultations(child, history._year.Back(back));
            }

            history.AddCaseOfParent(household);
        }

        return history;
    }

    private static double YearlyRisk(double strain) => strain switch
    {
        > 2 => 0.5,
        > 1.5 => 0.3,
        > 1 => 0.09,
        > 0 => 0.03,
        _ => 0.008,
    };

    private static double EarlierCaseRisk(double strain) => strain switch
    {
        > 2 => 0.65,
        > 1.5 => 0.45,
        > 1 => 0.1,
        > 0 => 0.02,
        _ => 0.004,
    };

    private static double CaseOfParentRisk(double stress) => stress switch
    {
        > 2 => 0.65,
        > 1.5 => 0.35,
        _ => 0.04,
    };

    private void AddConsultations(Person child, FiscalYear year)
    {
        if (year.SchoolAge(child.Birth) > 17)
            return;
        var risk = YearlyRisk(child.Child!.Strain) + (child.Child.Developmental ? 0.06 : 0) + (child.Child.Attendance?.Total >= 30 ? 0.12 : 0);
        var first = Later(year.FirstDay, Later(child.Birth.AddDays(10), child.Household.MovedInOn ?? child.Birth));
        var last = Earlier(Earlier(year.LastDay, _asOf), child.MovedOutOn ?? _asOf);
        if (!_random.Chance(risk) || first > last)
            return;
        var day = _random.Day(first, last);
        var difficulty = new DifficultyChoice(_random).For(child, year, day);
        Receive(child, day, difficulty);
        if (!difficulty.OfTheHousehold || !_random.Chance(0.35))
            return;
        foreach (var sibling in child.Household.Children)
        {
            if (!ReferenceEquals(sibling, child) && sibling.Birth < day && year.SchoolAge(sibling.Birth) <= 17
                && (sibling.MovedOutOn is not { } left || left > day))
                Receive(sibling, day, difficulty);
        }
    }

    private void Receive(Person child, DateOnly day, Difficulty difficulty)
    {
        var outcome = child.Child!.Strain > 1.5 ? (Outcome)_random.Weighted(34, 58, 8) : (Outcome)_random.Weighted(66, 24, 10);
        DateOnly? closed = null;
        if (outcome == Outcome.Registered)
            closed = Register(child, day, difficulty);
        else if (outcome == Outcome.Advised)
            closed = day.AddDays(15 + _random.Below(200) + _random.Below(350));
        if (closed > _asOf)
            closed = null;
        if (outcome == Outcome.Advised && closed is null)
            outcome = Outcome.Continuing;
        _consultations.Add(new Consultation(
            child, day, difficulty, _random.Chance(Classified), _random.Pick(Wording.Routes), outcome, closed, _random.Pick(Wording.ConsultationNotes)));
    }

    // The day the case was closed, when it was.
    private DateOnly? Register(Person child, DateOnly consulted, Difficulty difficulty)
    {
        if (_open.Contains(child))
            return null;
        var accepted = Earlier(consulted.AddDays(_random.Below(21)), _asOf);
        return Open(child, accepted, difficulty);
    }

    private void AddEarlierCase(Person child)
    {
        var horizon = _year.Back(YearsOfFiles - 1).FirstDay.AddDays(-1);
        var first = Later(child.Birth.AddDays(20), child.Household.MovedInOn ?? child.Birth);
        if (first >= horizon || !_random.Chance(EarlierCaseRisk(child.Child!.Strain)))
            return;
        var accepted = _random.Day(first, horizon);
        var year = FiscalYear.Of(accepted);
        if (year.SchoolAge(child.Birth) <= 17 && (child.MovedOutOn is not { } left || left > accepted))
            Open(child, accepted, new DifficultyChoice(_random).For(child, year, accepted));
    }

    // Parents who were cases in their own childhood still stand among the closed ones.
    private void AddCaseOfParent(Household household)
    {
        if (household is not { Stress: > 1, Mother: { Nationality.Length: 0 } mother } || !_random.Chance(CaseOfParentRisk(household.Stress)))
            return;
        var accepted = mother.Birth.AddDays(_random.Between(3 * 365, 15 * 365));
        var closed = accepted.AddDays(_random.Between(120, 800));
        _cases.Add(new CouncilCase(mother, "要保護", Difficulty.Abuse.Name, accepted, closed, _random.Pick(Wording.Agencies), string.Empty));
    }

    private DateOnly? Open(Person child, DateOnly accepted, Difficulty difficulty)
    {
        DateOnly? closed = accepted.AddDays(60 + _random.Below(500) + _random.Below(500) + (_random.Chance(0.06) ? 1100 : 0));
        if (closed > _asOf)
        {
            closed = null;
            _open.Add(child);
        }

        var expectant = accepted.DayNumber - child.Birth.DayNumber < 120 && _random.Chance(0.4);
        var category = expectant ? "特定妊婦" : ReferenceEquals(difficulty, Difficulty.Abuse) ? "要保護" : "要支援";
        var complaint = expectant ? "特定妊婦からの継続" : difficulty.Name;
        _cases.Add(new CouncilCase(
            child, category, complaint, accepted, closed, _random.Pick(Wording.Agencies), _random.Pick(Wording.CaseRemarks)));
        return closed;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
