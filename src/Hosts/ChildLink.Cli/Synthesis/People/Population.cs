using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>Everyone on the register, removed entries included.</summary>
internal sealed class Population
{
    /// <summary>学齢 at the start of the fiscal year of those who are 18 on the 1 April after it, the oldest a screening looks at.</summary>
    public const int OldestChild = 17;

    private Population(List<Household> households, Person[] people, int children)
    {
        Households = households;
        People = people;
        Children = children;
    }

    public IReadOnlyList<Household> Households { get; }

    /// <summary>In the order of resident numbers, which is no order at all.</summary>
    public IReadOnlyList<Person> People { get; }

    public int Children { get; }

    public int Residents => People.Count(person => person.MovedOutOn is null);

    public static Population Settle(CitySize size, int areas, SeededRandom random, IProgress<double> progress, CancellationToken ct)
    {
        var year = FiscalYear.Of(size.AsOf);
        var composer = new HouseholdComposer(random.Fork("names"), areas);
        var migration = new Migration(random.Fork("migration"), size.AsOf);
        var plans = random.Fork("plans");
        var households = new List<Household>();
        var people = new List<Person>();
        var children = 0;
        while (children < size.Children)
        {
            ct.ThrowIfCancellationRequested();
            var plan = FamilyPlan.Draw(plans, size.AsOf);
            var household = composer.Compose(plan);
            migration.Settle(household, plan);
            var counted = household.Children.Count(child => child.MovedOutOn is null && year.SchoolAge(child.Birth) <= OldestChild);
            // A family too large for the last free places is passed over.
            if (children + counted > size.Children + 3)
                continue;
            children += counted;
            households.Add(household);
            people.AddRange(household.Members);
            if (households.Count % 1024 == 0)
                progress.Report((double)children / size.Children);
        }

        return new Population(households, Numbered(households, people, random), children);
    }

    private static Person[] Numbered(List<Household> households, List<Person> people, SeededRandom random)
    {
        var residentNumbers = new ResidentNumbers(random.Fork("resident numbers"));
        var householdNumbers = new NumberSeries(random.Fork("household numbers"), 20_000_000, 70_000_000, 8);
        foreach (var household in households)
            household.Number = householdNumbers.Next();
        foreach (var person in people)
            person.Number = residentNumbers.Next();
        var ordered = people.ToArray();
        Array.Sort(ordered, static (one, other) => string.CompareOrdinal(one.Number, other.Number));
        return ordered;
    }
}
