using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>Writes the last change of each member: born here, moved in, moved within, renamed after a divorce, moved out.</summary>
internal sealed class Migration(SeededRandom random, DateOnly asOf)
{
    // Residents of before the register was computerised carry this day, as in many cities.
    private static readonly DateOnly RegisterBegins = new(2003, 4, 1);

    private readonly FiscalYear _year = FiscalYear.Of(asOf);

    /// <summary>First day of the years whose removed entries (除票) the export still holds.</summary>
    private DateOnly RemovedSince => _year.Back(3).FirstDay;

    public void Settle(Household household, FamilyPlan plan)
    {
        var eldest = household.Children[0].Birth;
        foreach (var member in household.Members)
            SettleAtStart(member);
        if (random.Chance(0.15))
            MoveIn(household, random.Day(Later(eldest.AddDays(-900), asOf.AddDays(-15 * 365)), asOf.AddDays(-20)));
        else if (random.Chance(0.04))
            Change(household, "転居", random.Day(Later(eldest, asOf.AddDays(-3000)), asOf.AddDays(-10)));
        if (plan.Shape == FamilyShape.MotherAfterDivorce)
            Divorce(household);
        if (random.Chance(0.032))
            MoveAwayTogether(household);
        else
            LetTheGrownGo(household);
    }

    private static void SettleAtStart(Person member)
    {
        if (member.Birth > RegisterBegins)
        {
            member.ChangeReason = member.Child is null ? "世帯変更" : "出生";
            member.BecameResident = member.Child is null ? null : member.Birth;
            member.ChangedOn = member.Child is null ? RegisterBegins.AddYears(17) : member.Birth;
        }
        else
        {
            member.ChangedOn = RegisterBegins;
        }
    }

    private void MoveIn(Household household, DateOnly day)
    {
        var abroad = household.Members.Exists(member => member.Nationality.Length > 0);
        household.MovedInOn = day;
        var from = Places.OtherCity(random);
        foreach (var member in household.Members)
        {
            if (member.Birth > day)
                continue;
            member.BecameResident = day;
            member.ChangeReason = "転入";
            member.ChangedOn = day;
            member.PreviousAddress = abroad && random.Chance(0.3) && member.Nationality.Length > 0 ? $"国外（{member.Nationality}）" : from;
        }
    }

    private static void Change(Household household, string reason, DateOnly day)
    {
        foreach (var member in household.Members)
        {
            if (member.ChangedOn >= day || member.Birth >= day)
                continue;
            member.ChangeReason = reason;
            member.ChangedOn = day;
        }
    }

    private void Divorce(Household household)
    {
        var youngest = household.Children[^1].Birth;
        var day = random.Day(Later(youngest, household.MovedInOn ?? youngest), asOf.AddDays(-30));
        if (random.Chance(0.6))
        {
            var married = household.Mother!.Name.Family;
            var maiden = Surnames.Draw(random);
            foreach (var member in household.Members.Where(member => ReferenceEquals(member.Name.Family, married)))
            {
                member.Name = member.Name with { Family = maiden };
                if (member.Child is not null && random.Chance(0.2))
                    member.SurnameAtSchool = married;
            }

            Change(household, "氏名変更", day);
        }

        if (random.Chance(0.3) && day > RemovedSince)
            AddFormerHusband(household, day);
    }

    private void AddFormerHusband(Household household, DateOnly day)
    {
        var birth = household.Mother!.Birth.AddDays(random.Between(-6 * 365, 3 * 365));
        var husband = new Person
        {
            Household = household,
            Sex = Sex.Male,
            Birth = birth,
            Name = new PersonName(Surnames.Draw(random), GivenNames.Draw(random, Sex.Male, birth.Year)),
            Relation = "夫",
        };
        household.Members.Add(husband);
        MoveOut(husband, day, Places.OtherCity(random));
    }

    private void MoveAwayTogether(Household household)
    {
        var day = DayOfLeaving(random.Below(4));
        if (household.MovedInOn >= day || household.Children[0].Birth >= day)
            return;
        var to = Places.OtherCity(random);
        household.Members.RemoveAll(member => member.Birth >= day);
        household.Children.RemoveAll(child => child.Birth >= day);
        foreach (var member in household.Members)
            MoveOut(member, day, to);
    }

    private void LetTheGrownGo(Household household)
    {
        foreach (var child in household.Children.ToArray())
        {
            var age = _year.SchoolAge(child.Birth);
            var forUniversity = age >= 18 && random.Chance(0.55);
            var forHighSchool = !forUniversity && age is >= 15 and <= 18 && random.Chance(0.015);
            if (!forUniversity && !forHighSchool)
                continue;
            // The year the child turns 18, or 15, ends with this leaving.
            var leavingYear = age - (forUniversity ? 18 : 15);
            var day = _year.Back(leavingYear).FirstDay.AddDays(random.Between(-17, 9));
            if (day > asOf || day <= household.MovedInOn)
                continue;
            if (day < RemovedSince)
                Forget(household, child);
            else
                MoveOut(child, day, Places.OtherCity(random));
        }
    }

    private static void Forget(Household household, Person child)
    {
        household.Members.Remove(child);
        household.Children.Remove(child);
    }

    private static void MoveOut(Person person, DateOnly day, string to)
    {
        person.MovedOutOn = day;
        person.MovedTo = to;
        person.ChangeReason = "転出";
        person.ChangedOn = day;
    }

    // Half of all removals fall around the change of the fiscal year.
    private DateOnly DayOfLeaving(int yearsBack)
    {
        var first = _year.Back(yearsBack).FirstDay;
        var day = random.Chance(0.5) ? first.AddDays(random.Between(-16, 10)) : first.AddDays(random.Below(365));
        return Later(RemovedSince, day < asOf ? day : asOf.AddDays(-random.Between(5, 60)));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
