using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.Health;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;
using ChildLink.Cli.Synthesis.Schooling;
using ChildLink.Cli.Synthesis.Welfare;

namespace ChildLink.Cli.Synthesis;

/// <summary>Everything that the departments of an invented city know at the day of extraction.</summary>
internal sealed record InventedCity(
    DateOnly AsOf,
    Population Population,
    Enrolment Enrolment,
    IReadOnlyList<BirthRecord> Births,
    IReadOnlyList<PostnatalCheck> PostnatalChecks,
    IReadOnlyList<Allowance> Allowances,
    IReadOnlyList<Protection> Protections,
    CaseHistory Cases,
    IReadOnlyList<Custody> Custodies)
{
    public FiscalYear Year => FiscalYear.Of(AsOf);

    /// <param name="size">What decides the city.</param>
    /// <param name="random">Every concern takes its own fork.</param>
    /// <param name="progress">Told 0 to 1 while the people are drawn.</param>
    /// <param name="ct">Cancels between households.</param>
    public static InventedCity Draw(CitySize size, SeededRandom random, IProgress<double> progress, CancellationToken ct)
    {
        var schools = SchoolMap.For(size.Children);
        var population = Population.Settle(size, schools.Areas, random.Fork("population"), progress, ct);
        var enrolment = Enrolment.Seat(schools, population.People, FiscalYear.Of(size.AsOf), random.Fork("enrolment"));
        var absence = new AbsencePattern(random.Fork("absence"), size.AsOf);
        foreach (var pupil in enrolment.Schools.All.SelectMany(enrolment.PupilsOf))
            pupil.Child!.Attendance = absence.Draw(pupil);
        var births = BirthBook.Draw(population.Households, size.AsOf, random.Fork("births"), ct);
        var cases = CaseHistory.Draw(population.Households, size.AsOf, random.Fork("cases"), ct);
        return new InventedCity(
            size.AsOf,
            population,
            enrolment,
            births,
            Health.PostnatalChecks.Draw(births, size.AsOf, random.Fork("postnatal checks")),
            Allowance.Draw(population.Households, size.AsOf, random.Fork("allowances")),
            Protection.Draw(population, size.AsOf, random.Fork("protections")),
            cases,
            Custody.Draw(cases.Cases, size.AsOf, random.Fork("custody")));
    }
}
