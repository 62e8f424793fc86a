using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>Turns a plan into named people with relations to the head of the household.</summary>
internal sealed class HouseholdComposer(SeededRandom random, int areas)
{
    public Household Compose(FamilyPlan plan)
    {
        var household = new Household
        {
            Address = Places.Draw(random, areas, plan.Stress),
            Stress = plan.Stress,
            SingleParent = plan.Shape != FamilyShape.TwoParents,
            WithGrandparents = plan.WithGrandparents,
        };
        var surname = Surnames.Draw(random);
        var abroad = ForeignNames.Draw(random);
        if (plan.Shape != FamilyShape.FatherAlone)
            household.Mother = AddParent(household, plan, Sex.Female, surname, abroad);
        if (plan.Shape is FamilyShape.TwoParents or FamilyShape.FatherAlone)
            household.Father = AddParent(household, plan, Sex.Male, surname, abroad);
        foreach (var birth in plan.Births)
            AddChild(household, plan, birth, surname, abroad);
        Relations.Settle(household, plan, surname, random);
        return household;
    }

    private Person AddParent(Household household, FamilyPlan plan, Sex sex, NamePart surname, ForeignNames abroad)
    {
        var birth = sex == Sex.Female ? plan.MotherBirth : plan.FatherBirth;
        var foreign = plan.Foreignness == Foreignness.Both
            || plan.Foreignness == (sex == Sex.Female ? Foreignness.Mother : Foreignness.Father);
        var name = foreign
            ? new PersonName(abroad.Family(random), abroad.Given(random, sex), Latin: true)
            : new PersonName(surname, GivenNames.Draw(random, sex, birth.Year), Latin: false);
        var parent = new Person
        {
            Household = household,
            Sex = sex,
            Birth = birth,
            Name = name,
            Relation = string.Empty,
            Nationality = foreign ? abroad.Nationality : string.Empty,
            FormerSurname = !foreign && sex == Sex.Female && random.Chance(0.08) ? Surnames.Draw(random) : null,
        };
        household.Members.Add(parent);
        return parent;
    }

    private void AddChild(Household household, FamilyPlan plan, PlannedBirth birth, NamePart surname, ForeignNames abroad)
    {
        var sex = random.Chance(0.513) ? Sex.Male : Sex.Female;
        var foreign = plan.Foreignness == Foreignness.Both;
        var family = foreign ? (household.Father ?? household.Mother)!.Name.Family : surname;
        var child = new Person
        {
            Household = household,
            Sex = sex,
            Birth = birth.Day,
            Name = new PersonName(family, foreign ? abroad.Given(random, sex) : GivenOf(household, sex, birth.Day.Year), foreign),
            Relation = "子",
            Nationality = foreign ? abroad.Nationality : string.Empty,
            Alias = foreign && random.Chance(0.3) ? new PersonName(surname, GivenNames.Draw(random, sex, birth.Day.Year)) : null,
            Child = new ChildTraits
            {
                Strain = (0.75 * plan.Stress) + (0.66 * random.Bell()),
                Developmental = random.Chance(sex == Sex.Male ? 0.08 : 0.04),
                Pregnancy = birth.Pregnancy,
            },
        };
        household.Members.Add(child);
        household.Children.Add(child);
    }

    // Siblings do not share a given name.
    private NamePart GivenOf(Household household, Sex sex, int birthYear)
    {
        while (true)
        {
            var given = GivenNames.Draw(random, sex, birthYear);
            if (!household.Children.Exists(sibling => string.Equals(sibling.Name.Given.Exact, given.Exact, StringComparison.Ordinal)))
                return given;
        }
    }
}
