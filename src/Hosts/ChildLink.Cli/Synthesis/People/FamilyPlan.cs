using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>The shape of a family, drawn before any name: who there is and when the children were born.</summary>
internal sealed record FamilyPlan(
    double Stress,
    FamilyShape Shape,
    bool WithGrandparents,
    Foreignness Foreignness,
    DateOnly MotherBirth,
    DateOnly FatherBirth,
    IReadOnlyList<PlannedBirth> Births)
{
    // Young people stay in the register a few years after school; older ones left before the register begins.
    private const int OldestSchoolAge = 22;

    // Without them the bell has too few households in which many difficulties meet for a small city to show any.
    private const double InCrisis = 0.03;

    public static FamilyPlan Draw(SeededRandom random, DateOnly asOf)
    {
        var stress = random.Bell() + (random.Chance(InCrisis) ? 1.5 : 0);
        var shape = DrawShape(random, stress);
        var births = DrawBirths(random, asOf, stress);
        var eldest = births[0].Day;
        var young = stress > 1 && random.Chance(0.3);
        var motherAge = young ? random.Between(17, 20) : 20 + random.Below(11) + random.Below(11);
        var motherBirth = eldest.AddDays(-((motherAge * 365) + random.Below(365)));
        var fatherBirth = motherBirth.AddDays(random.Between(-8 * 365, 4 * 365));
        var grandparents = random.Chance(shape == FamilyShape.TwoParents ? 0.2 : 0.32);
        var foreignness = (Foreignness)random.Weighted(9790, 120, 20, 70);
        return new FamilyPlan(stress, shape, grandparents, foreignness, motherBirth, fatherBirth, births);
    }

    private static FamilyShape DrawShape(SeededRandom random, double stress)
    {
        // The few households under the heaviest stress carry several difficulties at once: that is what a count of items finds.
        var heavy = stress switch { > 2 => 0.6, > 1.5 => 0.32, _ => 0 };
        if (!random.Chance(Math.Clamp(0.09 + (0.05 * stress), 0.03, 0.4) + heavy))
            return FamilyShape.TwoParents;
        return (FamilyShape)(1 + random.Weighted(62, 28, 10));
    }

    private static List<PlannedBirth> DrawBirths(SeededRandom random, DateOnly asOf, double stress)
    {
        var day = DrawEldest(random, asOf);
        var count = 1 + random.Weighted(24, 48, 22, stress > 1 ? 10 : 5, stress > 1 ? 4 : 1);
        var births = new List<PlannedBirth>(count);
        for (var pregnancy = 0; pregnancy < count && day <= asOf.AddDays(-3); pregnancy++)
        {
            births.Add(new PlannedBirth(day, pregnancy));
            if (random.Chance(0.011))
                births.Add(new PlannedBirth(day, pregnancy));
            day = day.AddDays(420 + random.Below(600) + random.Below(600));
        }

        return births;
    }

    // Fewer births each year: a day near the end of the window is drawn again up to a third of the time.
    private static DateOnly DrawEldest(SeededRandom random, DateOnly asOf)
    {
        var window = (OldestSchoolAge + 1) * 365;
        while (true)
        {
            var since = random.Below(window);
            if (random.Chance(1 - (0.45 * since / window)))
                return asOf.AddDays(since - window - 3);
        }
    }
}

/// <summary>One birth; twins have the same pregnancy.</summary>
internal readonly record struct PlannedBirth(DateOnly Day, int Pregnancy);

/// <summary>Who brings the children up.</summary>
internal enum FamilyShape
{
    TwoParents,
    MotherAfterDivorce,
    MotherNeverMarried,
    FatherAlone,
}

/// <summary>Which parents are foreign residents.</summary>
internal enum Foreignness
{
    None,
    Mother,
    Father,
    Both,
}
