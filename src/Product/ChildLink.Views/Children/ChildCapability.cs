using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>What a caller gets of a property of a child.</summary>
/// <param name="Name">Name in <see cref="ChildDocument.Node"/>.</param>
/// <param name="Decision">The decision, with the bases in force now.</param>
/// <param name="Filterable">Whether filters of lists and search look at it and the caller may use them.</param>
public sealed record ChildCapability(string Name, AccessDecision Decision, bool Filterable);

/// <content>What the declared purpose opens, for callers who want to know before they ask.</content>
public sealed partial class ChildViews
{
    private static readonly ViewField[] Filters = [ChildFields.SchoolCode, ChildFields.Grade, ChildFields.Class, ChildFields.Kana, ChildFields.BirthDay];

    /// <summary>Every property of a child in order, for one caller.</summary>
    public IReadOnlyList<ChildCapability> Capabilities(Caller caller)
    {
        var plan = answering.EmptyPlan(caller);
        return [.. ChildDocument.Node.Fields.Select(f => new ChildCapability(f.Name, plan.Judge(f).Decision, Array.IndexOf(Filters, f) >= 0 && plan.Discloses(f)))];
    }

    /// <summary>Orders of a list that are open to a caller.</summary>
    public IReadOnlyList<string> Orders(Caller caller)
    {
        var plan = answering.EmptyPlan(caller);
        return [.. ChildOffer.Orders.Where(o => ChildOrder.Find(o) is { } order && (!order.OfRun || plan.OfRun) && Array.TrueForAll(order.Reads, plan.Discloses))];
    }

    /// <summary>The decision on a catalogued field for a caller, with the bases in force now.</summary>
    public AccessDecision Decide(Caller caller, FieldId field) => answering.EmptyPlan(caller).Decide(field);
}
