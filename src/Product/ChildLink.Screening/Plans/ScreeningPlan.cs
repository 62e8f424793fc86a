using ChildLink.Learning.Counting;
using ChildLink.Learning.Lineage;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Plans;

/// <summary>A compiled plan of screening (判定): what it looks for, in which items, and how it judges.</summary>
/// <param name="Id">Name by which it is run.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Difficulty">What it looks for.</param>
/// <param name="Items">Items in order.</param>
/// <param name="Reasons">Reason categories; each can be raised by at least three items.</param>
/// <param name="Hash">SHA-256 of the plan file.</param>
public abstract record ScreeningPlan(
    string Id, string Ja, string En, string Difficulty, IReadOnlyList<PlanItem> Items, IReadOnlyList<ReasonCategory> Reasons, string Hash)
{
    /// <summary>Items that count towards the points, by code; learned ones are not among them.</summary>
    public IEnumerable<string> Counted => Items.Where(i => i.Condition is not null).Select(i => i.Code);

    /// <summary>Provisions that some items need or use, and who lives here and who moved out.</summary>
    public static IReadOnlySet<string> ProvisionsOf(IEnumerable<PlanItem> items) => items
        .SelectMany(i => ItemRule.ByCode[i.Code].Needs.Concat(ItemRule.ByCode[i.Code].Uses))
        .Append(Sources.ResidentRegister).Append(Sources.MovedOutList)
        .ToHashSet(StringComparer.Ordinal);
}

/// <summary>A plan that counts items.</summary>
/// <param name="Id">Name by which it is run.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Difficulty">What it looks for.</param>
/// <param name="Items">Items in order.</param>
/// <param name="Reasons">Reason categories.</param>
/// <param name="Count">Conditions in order of their items, and the selection.</param>
/// <param name="Hash">SHA-256 of the plan file.</param>
public sealed record CountingPlan(
    string Id, string Ja, string En, string Difficulty, IReadOnlyList<PlanItem> Items, IReadOnlyList<ReasonCategory> Reasons,
    CountPlan Count, string Hash) : ScreeningPlan(Id, Ja, En, Difficulty, Items, Reasons, Hash)
{
    /// <summary>Who is looked at more closely; null: everybody is.</summary>
    public FirstStage? First { get; init; }
}

/// <summary>
/// The first stage of a two-stage screening. Records that only the other items of the plan need are read for the children it
/// flags and nobody else: a statute that carries a case carries no population (児童福祉法21条の10の5).
/// </summary>
/// <param name="Items">Items it looks at, all of them the plan's.</param>
/// <param name="Count">Its conditions and its selection.</param>
public sealed record FirstStage(IReadOnlyList<PlanItem> Items, CountPlan Count);

/// <summary>A plan whose weights are learned from labels (教師データ); it judges with a model that was trained before.</summary>
/// <param name="Id">Name by which it is trained and run.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Difficulty">What it looks for.</param>
/// <param name="Items">Items that may enter, before lineage is judged.</param>
/// <param name="Shown">Items that people see beside the result; they add nothing unless the model learned them.</param>
/// <param name="Without">Items the city rules out, with the reason.</param>
/// <param name="Reasons">Reason categories.</param>
/// <param name="Ages">School ages that are learned from and scored.</param>
/// <param name="Label">What counts as the outcome.</param>
/// <param name="Lineage">Which items may be used against this label, and why not the others.</param>
/// <param name="Minimum">Labels without which nothing is learned.</param>
/// <param name="FiftyForTop">Percent of the children who stand at 50 points or more, or null: even odds stand there.</param>
/// <param name="ThresholdTenths">Points in tenths from which a child is a candidate, 1 to 1000.</param>
/// <param name="Hash">SHA-256 of the plan file.</param>
public sealed record LearnedPlan(
    string Id, string Ja, string En, string Difficulty, IReadOnlyList<PlanItem> Items, IReadOnlyList<PlanItem> Shown,
    IReadOnlyList<RuledOutItem> Without, IReadOnlyList<ReasonCategory> Reasons, ValueRange Ages, LabelDefinition Label, LineageRuling Lineage,
    LabelMinimum Minimum, int? FiftyForTop, int ThresholdTenths, string Hash) : ScreeningPlan(Id, Ja, En, Difficulty, Items, Reasons, Hash)
{
    /// <summary>Whether results may leave the analysts and narrowers: not when an item comes from the label's own register.</summary>
    public bool IsShareable => Lineage.Leaking.Count == 0;

    /// <summary>Items that lineage lets in: all that a training reads.</summary>
    public IReadOnlyList<PlanItem> Admitted { get; } = [.. Items.Where(i => Lineage.Admits(i.Code))];
}

/// <summary>An item of a plan.</summary>
/// <param name="Code">Item code.</param>
/// <param name="Ja">Japanese label.</param>
/// <param name="En">English label.</param>
/// <param name="Condition">When and how it counts, or null when it is shown or learned only.</param>
/// <param name="BornFrom">For children born before this day the item does not apply; null when it applies to all.</param>
public sealed record PlanItem(string Code, string Ja, string En, CountCondition? Condition, DateOnly? BornFrom);

/// <summary>An item that a city does not want to learn from, and why, in both languages.</summary>
public sealed record RuledOutItem(string Item, string Ja, string En);

/// <summary>A reason category and the items that raise it.</summary>
public sealed record ReasonCategory(string Id, string Ja, string En, IReadOnlyList<string> Items);
