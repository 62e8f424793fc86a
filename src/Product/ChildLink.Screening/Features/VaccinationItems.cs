using ChildLink.Learning;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of vaccination, by the rule of Sado's second run: F12 without BCG or MR of the first period at three, F13 without MR of
/// the second period in the second grade.
/// </summary>
internal sealed class VaccinationItems
{
    private const int AgeOfF12 = 3;

    /// <summary>Second graders turn 8.</summary>
    private const int SchoolAgeOfF13 = 8;

    private const string Bcg = "BCG";
    private const string Mr = "MR";
    private const string First = "1";
    private const string Second = "2";

    /// <summary>Age in completed years from which a dose of MR without its period is one of the second (5 to 6; the first is given at 1).</summary>
    private const int AgeOfSecondMr = 4;

    private readonly Town town;
    private readonly ILookup<Guid, Dose> doses;
    private readonly IReadOnlySet<(string Vaccine, string Period)> known;

    public VaccinationItems(Town town, SourceRecords sources)
    {
        this.town = town;
        doses = sources[Sources.Vaccination].Where(r => r.BegunBy("vaccination.date", town.Day)).ToLookup(r => r.Subject, Dose.Of);
        known = doses.SelectMany(d => d).Where(d => d.Vaccine.Length > 0 && d.Number == First).Select(d => (d.Vaccine, d.Period)).ToHashSet();
    }

    /// <summary>
    /// F12: 1 when one of the two is not recorded ('otherwise 1'), from the third birthday on. Unknown when a dose without a name
    /// may be it, and for a child who came to the city with no dose recorded from before: those may have been given elsewhere.
    /// </summary>
    public Cell MissingAtThree(Child child) => SchoolAge.CompletedYears(child.Birth, town.Day) < AgeOfF12
        ? Cell.NotYetOfAge
        : Missing(child, (Bcg, First), (Mr, First));

    /// <summary>F13: 1 when the dose is not recorded, from the year of the second grade on; unknown as in F12.</summary>
    public Cell MissingInSecondGrade(Child child) => child.SchoolAge < SchoolAgeOfF13 ? Cell.NotYetOfAge : Missing(child, (Mr, Second));

    private Cell Missing(Child child, params (string Vaccine, string Period)[] asked)
    {
        var given = doses[child.Person.Id].ToList();
        var missing = Array.FindAll(asked, a => !given.Exists(d => d.Is(a, child.Birth)));
        missing = Array.FindAll(missing, a => !IsTheOneWithoutName(given, a));
        if (missing.Length == 0)
            return Cell.Known(false);
        var mayBe = Array.Exists(missing, a => given.Exists(d => d.MayBe(a)));
        return mayBe || (child.MovedIn != false && !given.Exists(d => d.Day < child.Person.Since)) ? Cell.Unknown : Cell.Known(true);
    }

    // A dose without a name is the asked one when the child has every other first dose of that period on record.
    private bool IsTheOneWithoutName(List<Dose> given, (string Vaccine, string Period) asked) =>
        given.Exists(d => d.MayBe(asked))
        && known.Where(k => k.Period == asked.Period && k != asked).All(k => given.Exists(d => (d.Vaccine, d.Period) == k));

    private sealed record Dose(string Vaccine, string Period, string Number, DateOnly? Day)
    {
        public static Dose Of(CurrentRecord record) =>
            new(record.Word("vaccination.vaccine").ToUpperInvariant(), record.Word("vaccination.period"), record.Word("vaccination.dose"), record.Day("vaccination.date"));

        /// <summary>Whether this is a dose of a vaccine and period. There is one period of BCG; the age tells those of MR apart.</summary>
        public bool Is((string Vaccine, string Period) asked, DateOnly birth) =>
            Vaccine == asked.Vaccine && (Period == asked.Period || (Period.Length == 0 && PeriodByAge(birth) == asked.Period));

        /// <summary>Whether this dose says too little to tell whether it is the asked one.</summary>
        public bool MayBe((string Vaccine, string Period) asked) =>
            (Vaccine.Length == 0 || Vaccine == asked.Vaccine) && (Vaccine.Length == 0 || Period.Length == 0)
            && (Period.Length == 0 || Period == asked.Period) && (Number.Length == 0 || Number == First);

        private string? PeriodByAge(DateOnly birth)
        {
            if (Vaccine == Bcg)
                return First;
            return Day is { } day ? SchoolAge.CompletedYears(birth, day) >= AgeOfSecondMr ? Second : First : null;
        }
    }
}
