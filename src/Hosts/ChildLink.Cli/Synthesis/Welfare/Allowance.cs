using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>One row of 児童扶養手当: paid to a parent who brings up a child alone.</summary>
/// <param name="Recipient">受給者.</param>
/// <param name="Child">対象児童.</param>
/// <param name="Kind">支給区分: 全部 or 一部.</param>
/// <param name="From">認定日.</param>
/// <param name="Until">資格喪失日; null while it is paid.</param>
internal sealed record Allowance(Person Recipient, Person Child, string Kind, DateOnly From, DateOnly? Until)
{
    // 児童扶養手当法3条: until the 31 March after the 18th birthday.
    private const int LastSchoolAge = 17;

    /// <summary>Allowances by recipient; most single parents have an income below the limit, the more so under stress.</summary>
    public static IReadOnlyList<Allowance> Draw(IReadOnlyList<Household> households, DateOnly asOf, SeededRandom random)
    {
        var allowances = new List<Allowance>();
        foreach (var household in households)
        {
            if (household is { SingleParent: true, Children.Count: > 0 } && random.Chance(household.Stress > 1 ? 0.95 : 0.78))
                Approve(household, asOf, random, allowances);
        }

        allowances.Sort(static (one, other) => ByRecipient(one, other));
        return allowances;
    }

    private static void Approve(Household household, DateOnly asOf, SeededRandom random, List<Allowance> allowances)
    {
        var year = FiscalYear.Of(asOf);
        var kind = random.Chance(household.Stress > 0.5 ? 0.75 : 0.55) ? "全部" : "一部";
        var earliest = Later(household.Children[0].Birth, Later(asOf.AddYears(-12), household.MovedInOn ?? DateOnly.MinValue));
        var approved = random.Day(earliest, asOf.AddDays(-20));
        DateOnly? ended = random.Chance(0.06) ? random.Day(approved.AddDays(90), asOf) : null;
        foreach (var child in household.Children)
        {
            var from = Later(approved, child.Birth.AddDays(30));
            if (from > asOf || FiscalYear.Of(from).SchoolAge(child.Birth) > LastSchoolAge)
                continue;
            var until = Earliest(ended, child.MovedOutOn, ComesOfAge(child, year));
            if (until is null || until > from)
                allowances.Add(new Allowance(household.Caregiver, child, kind, from, until > asOf ? null : until));
        }
    }

    private static DateOnly? ComesOfAge(Person child, FiscalYear year)
    {
        var tooOld = year.SchoolAge(child.Birth) - LastSchoolAge;
        return tooOld > 0 ? year.Back(tooOld - 1).FirstDay : null;
    }

    private static int ByRecipient(Allowance one, Allowance other)
    {
        var byRecipient = string.CompareOrdinal(one.Recipient.Number, other.Recipient.Number);
        return byRecipient != 0 ? byRecipient : string.CompareOrdinal(one.Child.Number, other.Child.Number);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly? Earliest(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? earliest = null;
        foreach (var day in days)
        {
            if (day is not null && (earliest is null || day < earliest))
                earliest = day;
        }

        return earliest;
    }
}
