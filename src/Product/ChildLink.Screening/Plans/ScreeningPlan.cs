using ChildLink.Learning.Counting;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Plans;

/// <summary>A compiled plan of screening (判定).</summary>
/// <param name="Id">Name by which it is run.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Difficulty">What it looks for.</param>
/// <param name="Items">Items in order.</param>
/// <param name="Reasons">Reason categories; each can be raised by at least three items.</param>
/// <param name="Count">Conditions in order of their items, and the selection.</param>
/// <param name="Hash">SHA-256 of the plan file.</param>
public sealed record ScreeningPlan(
    string Id, string Ja, string En, string Difficulty, IReadOnlyList<PlanItem> Items, IReadOnlyList<ReasonCategory> Reasons,
    CountPlan Count, string Hash)
{
    /// <summary>Provisions a run of this plan reads: what its items need or use, and who moved out.</summary>
    public IReadOnlySet<string> Provisions { get; } = Items
        .SelectMany(i => ItemRule.ByCode[i.Code].Needs.Concat(ItemRule.ByCode[i.Code].Uses))
        .Append(Sources.ResidentRegister).Append(Sources.MovedOutList)
        .ToHashSet(StringComparer.Ordinal);
}

/// <summary>An item of a plan.</summary>
/// <param name="Code">Item code.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Condition">When and how it counts, or null when it is shown only.</param>
/// <param name="BornFrom">For children born before this day the item does not apply; null when it applies to all.</param>
public sealed record PlanItem(string Code, string Ja, string En, CountCondition? Condition, DateOnly? BornFrom);

/// <summary>A reason category and the items that raise it.</summary>
public sealed record ReasonCategory(string Id, string Ja, string En, IReadOnlyList<string> Items);
