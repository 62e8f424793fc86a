using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>続柄: decides who heads the household, adds grandparents and partners, and words each relation.</summary>
internal static class Relations
{
    public static void Settle(Household household, FamilyPlan plan, NamePart surname, SeededRandom random)
    {
        if (household.WithGrandparents && plan.Foreignness == Foreignness.None)
        {
            if (random.Chance(household.SingleParent ? 0.85 : 0.5))
                UnderGrandparents(household, surname, random);
            else
                WithOldParents(household, surname, random);
        }
        else
        {
            household.WithGrandparents = false;
            UnderParents(household, random);
        }

        if (plan.Shape is FamilyShape.MotherAfterDivorce or FamilyShape.MotherNeverMarried && plan.Stress > 0.5 && random.Chance(0.06))
            AddPartner(household, random);
    }

    private static void UnderParents(Household household, SeededRandom random)
    {
        if (household is { Mother: { } mother, Father: { } father })
        {
            var motherHeads = random.Chance(0.04);
            mother.Relation = motherHeads ? "世帯主" : "妻";
            father.Relation = motherHeads ? "夫" : "世帯主";
            if (!motherHeads && household.Children.Count > 0 && random.Chance(0.015))
                household.Children[0].Relation = "妻の子";
        }
        else
        {
            household.Caregiver.Relation = "世帯主";
        }
    }

    private static void UnderGrandparents(Household household, NamePart surname, SeededRandom random)
    {
        var daughterStayed = household.Father is null || (household.Mother is not null && random.Chance(0.3));
        var child = daughterStayed ? household.Mother : household.Father;
        // A daughter who took her husband's name lives with parents of another surname.
        var elders = daughterStayed && household.Father is not null ? Surnames.Draw(random) : surname;
        var grandfather = random.Chance(0.8);
        if (grandfather)
            AddElder(household, child!, Sex.Male, elders, "世帯主", random);
        if (!grandfather || random.Chance(0.85))
            AddElder(household, child!, Sex.Female, elders, grandfather ? "妻" : "世帯主", random);
        if (household.Mother is { } mother)
            mother.Relation = daughterStayed ? "子" : "子の妻";
        if (household.Father is { } father)
            father.Relation = daughterStayed ? "子の夫" : "子";
        foreach (var grandchild in household.Children)
            grandchild.Relation = "子の子";
    }

    private static void WithOldParents(Household household, NamePart surname, SeededRandom random)
    {
        UnderParents(household, random);
        var wifes = household is { Mother.Relation: "妻" } && random.Chance(0.35);
        var child = wifes ? household.Mother! : household.Caregiver;
        var elders = wifes ? Surnames.Draw(random) : surname;
        AddElder(household, child, Sex.Female, elders, wifes ? "妻の母" : "母", random);
        if (random.Chance(0.65))
            AddElder(household, child, Sex.Male, elders, wifes ? "妻の父" : "父", random);
    }

    private static void AddElder(Household household, Person child, Sex sex, NamePart surname, string relation, SeededRandom random)
    {
        var birth = child.Birth.AddDays(-random.Between(21 * 365, 33 * 365));
        household.Members.Add(new Person
        {
            Household = household,
            Sex = sex,
            Birth = birth,
            Name = new PersonName(surname, GivenNames.Draw(random, sex, birth.Year)),
            Relation = relation,
        });
    }

    private static void AddPartner(Household household, SeededRandom random)
    {
        var birth = household.Mother!.Birth.AddDays(random.Between(-6 * 365, 5 * 365));
        household.Members.Add(new Person
        {
            Household = household,
            Sex = Sex.Male,
            Birth = birth,
            Name = new PersonName(Surnames.Draw(random), GivenNames.Draw(random, Sex.Male, birth.Year)),
            Relation = "同居人",
        });
    }
}
