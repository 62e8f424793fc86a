using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Health;

/// <summary>Two checks of each mother who gave birth here; the scores follow the stress of the household.</summary>
internal sealed class PostnatalChecks(SeededRandom random, DateOnly asOf)
{
    // The city pays for the checks, and holds their results, since then.
    private static readonly DateOnly Since = new(2019, 4, 1);

    private static readonly string[] Clinics = ["なみおと産婦人科", "なみおと産婦人科", "市民病院産科", "浜通りレディースクリニック"];

    /// <summary>Checks in the order of days.</summary>
    public static IReadOnlyList<PostnatalCheck> Draw(IReadOnlyList<BirthRecord> births, DateOnly asOf, SeededRandom random)
    {
        var drawn = new PostnatalChecks(random, asOf);
        var checks = new List<PostnatalCheck>();
        foreach (var birth in births.DistinctBy(static birth => birth.Pregnancy))
        {
            if (birth.Mother is { } mother && birth.Child.Birth >= Since && birth.Child.Household.BornHere(birth.Child))
                drawn.AddChecks(mother, birth.Child, checks);
        }

        checks.Sort(static (one, other) => ByDay(one, other));
        return checks;
    }

    private static int ByDay(PostnatalCheck one, PostnatalCheck other)
    {
        var byDay = one.Day.CompareTo(other.Day);
        return byDay != 0 ? byDay : string.CompareOrdinal(one.Mother.Number, other.Mother.Number);
    }

    private static (double Mean, double Thoughts) Burden(double stress) => stress switch
    {
        > 2 => (12.5, 0.65),
        > 1.5 => (9, 0.3),
        > 1 => (5, 0.04),
        > 0 => (3, 0.01),
        _ => (2, 0.004),
    };

    private void AddChecks(Person mother, Person child, List<PostnatalCheck> checks)
    {
        var (mean, thoughts) = Burden(mother.Household.Stress);
        var level = mean + (2 * random.Bell());
        var harm = random.Chance(thoughts);
        var clinic = random.Pick(Clinics);
        if (random.Chance(0.55))
            Add(child.Birth.AddDays(random.Between(12, 18)), "2週間");
        if (random.Chance(0.94))
            Add(child.Birth.AddDays(random.Between(27, 40)), "1か月");

        void Add(DateOnly day, string check)
        {
            if (day > asOf || mother.MovedOutOn < day)
                return;
            var item10 = harm && random.Chance(0.8) ? random.Between(1, 2) : 0;
            var total = Math.Clamp((int)(level + (1.2 * random.Bell()) + 0.5), item10, 30);
            checks.Add(new PostnatalCheck(mother, day, check, total, item10, clinic));
        }
    }
}
