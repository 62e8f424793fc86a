using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>One person of DV等支援措置: whose address must not be given out from <paramref name="From"/> to <paramref name="Until"/>, both included.</summary>
internal sealed record Protection(Person Person, string Kind, bool Applicant, DateOnly From, DateOnly Until)
{
    // Of the people on the register; about the share of the field.
    private const double PeopleShare = 0.003;
    private const double PeoplePerHousehold = 2.9;

    private static readonly string[] Kinds = ["配偶者暴力", "配偶者暴力", "配偶者暴力", "ストーカー", "児童虐待"];

    /// <summary>Protected people by resident number; in all but the smallest cities one period has ended and one runs at <paramref name="asOf"/>.</summary>
    public static IReadOnlyList<Protection> Draw(Population population, DateOnly asOf, SeededRandom random)
    {
        var eligible = population.Households
            .Where(static household => household is { Mother.MovedOutOn: null, Mother: not null, Children.Count: > 0 })
            .ToList();
        var wanted = Math.Max(2, (int)(population.Residents * PeopleShare / PeoplePerHousehold));
        var protections = new List<Protection>();
        for (var household = 0; household < wanted && eligible.Count > 0; household++)
            Protect(Take(eligible, random), household % 5 < 2, asOf, random, protections);
        protections.Sort(static (one, other) => string.CompareOrdinal(one.Person.Number, other.Person.Number));
        return protections;
    }

    // Stressed mothers on their own are some ten times as likely as others.
    private static Household Take(List<Household> eligible, SeededRandom random)
    {
        while (true)
        {
            var at = random.Below(eligible.Count);
            var household = eligible[at];
            if (!random.Chance((household.SingleParent ? 0.5 : 0.12) + (household.Stress > 1 ? 0.5 : 0)))
                continue;
            eligible[at] = eligible[^1];
            eligible.RemoveAt(eligible.Count - 1);
            return household;
        }
    }

    private static void Protect(Household household, bool ended, DateOnly asOf, SeededRandom random, List<Protection> protections)
    {
        // Measures run a year and are renewed (住民基本台帳事務処理要領 第5-10).
        var years = random.Between(1, 3);
        var from = ended
            ? asOf.AddYears(-years).AddDays(-random.Between(10, 900))
            : asOf.AddYears(-years).AddDays(random.Between(20, 350));
        if (household.MovedInOn is { } movedIn && !ended && movedIn > from)
            from = movedIn;
        var until = from.AddYears(years).AddDays(-1);
        var kind = random.Pick(Kinds);
        protections.Add(new Protection(household.Mother!, kind, Applicant: true, from, until));
        foreach (var child in household.Children)
        {
            if (child.Birth < from && child.MovedOutOn is null && FiscalYear.Of(asOf).SchoolAge(child.Birth) <= Population.OldestChild)
                protections.Add(new Protection(child, kind, Applicant: false, from, until));
        }
    }
}
