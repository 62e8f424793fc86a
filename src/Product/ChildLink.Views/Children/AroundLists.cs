using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;

namespace ChildLink.Views.Children;

/// <summary>What stands around a child in the register: who lives with it, where it lived, where it went to school.</summary>
internal sealed class AroundLists(City city)
{
    private readonly string[] register = MembershipProjection.Provisions(city);

    /// <summary>世帯員 of today, the eldest first.</summary>
    public static AroundList Members { get; } = new("members", ChildDocument.HouseholdMember, static (batch, plan, children) => batch.AddHousehold(plan, children));

    /// <summary>在籍, the newest year first.</summary>
    public static AroundList Years { get; } = new("years", ChildDocument.Enrolment, static (batch, plan, children) => batch.AddEnrolments(plan, children));

    /// <summary>世帯の履歴, the first period first.</summary>
    public AroundList Periods => new("periods", ChildDocument.HouseholdPeriod, (batch, plan, children) => batch.AddHouseholdPeriods(plan, children, register));
}
