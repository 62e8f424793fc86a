using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Health;

/// <summary>Births that the health centre knows of: those in the city, and some told at the counter by families who came later.</summary>
internal sealed class BirthBook
{
    private const double KnownIfBornHere = 0.985;
    private const double KnownIfMovedIn = 0.6;
    private const int FullTerm = 39;

    private readonly SeededRandom _random;
    private readonly NumberSeries _pregnancies;
    private readonly DateOnly _first;

    private BirthBook(SeededRandom random, DateOnly asOf)
    {
        _random = random;
        _pregnancies = new NumberSeries(random.Fork("pregnancies"), 100_000, 900_000, 6);
        _first = FiscalYear.Of(asOf).Back(20).FirstDay;
    }

    /// <summary>Records in the order of births.</summary>
    public static IReadOnlyList<BirthRecord> Draw(IReadOnlyList<Household> households, DateOnly asOf, SeededRandom random, CancellationToken ct)
    {
        var book = new BirthBook(random, asOf);
        var records = new List<BirthRecord>();
        foreach (var household in households)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var pregnancy in household.Children.GroupBy(child => child.Child!.Pregnancy))
                book.Enter(household, [.. pregnancy], records);
        }

        records.Sort(static (one, other) => ByDay(one.Child, other.Child));
        return records;
    }

    private static int ByDay(Person one, Person other)
    {
        var byDay = one.Birth.CompareTo(other.Birth);
        return byDay != 0 ? byDay : string.CompareOrdinal(one.Number, other.Number);
    }

    private void Enter(Household household, Person[] born, List<BirthRecord> records)
    {
        var known = household.BornHere(born[0]) ? KnownIfBornHere : KnownIfMovedIn;
        if (born[0].Birth < _first || !_random.Chance(known))
            return;
        var number = _pregnancies.Next();
        var weeks = Weeks(born.Length > 1);
        foreach (var child in born)
            records.Add(new BirthRecord(child, household.Mother, number, Grams(weeks, born.Length > 1), weeks, born.Length > 1));
    }

    private int Weeks(bool multiple)
        => Math.Clamp((int)(FullTerm + 0.5 + (1.3 * _random.Bell()) - (multiple ? 3 : 0) - (_random.Chance(0.02) ? 6 : 0)), 24, 42);

    private int Grams(int weeks, bool multiple)
        => Math.Clamp((int)(3050 + (150 * (weeks - FullTerm)) + (330 * _random.Bell()) - (multiple ? 300 : 0)), 500, 4900);
}
