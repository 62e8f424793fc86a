using ChildLink.Learning;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>One item of a result under a model: what is known and what it adds.</summary>
/// <param name="Item">The item.</param>
/// <param name="Cell">What is known.</param>
/// <param name="Micro">What it adds to the log-odds, in millionths, measured from its mean; 0 for an item that is shown only.</param>
/// <param name="Leaks">Whether it comes from the label's own register.</param>
internal sealed record Contributed(PlanItem Item, Cell Cell, long Micro, bool Leaks)
{
    /// <summary>
    /// From here on an item counts as a reason: a tenth of log-odds moves a child at 50 points by 2.5. What adds less lies
    /// in the noise and would raise every category of every child.
    /// </summary>
    public const long LeastOfReason = 100_000;

    /// <summary>Whether it clearly raises the score.</summary>
    public bool Met => Micro >= LeastOfReason;

    /// <summary>Raising items first, largest effect first; then lowering ones likewise; then the rest in order of the plan.</summary>
    public static IReadOnlyList<Contributed> Ordered(IEnumerable<Contributed> all) =>
        [.. all.OrderBy(c => c.Micro > 0 ? 0 : c.Micro < 0 ? 1 : 2).ThenByDescending(c => Math.Abs(c.Micro))];

    /// <summary>Whether some cell of the item could clearly raise the score.</summary>
    public static bool CanRaise(LinearItem item) => CellsOf(item).Any(c => LinearScoring.ContributionOf(item, c) >= LeastOfReason);

    // A line is highest at one of its ends, or at an end of a band that lies on it.
    private static IEnumerable<Cell> CellsOf(LinearItem item)
    {
        foreach (var state in item.States)
            yield return state.State switch { CellState.NotApplicable => Cell.NotApplicable, CellState.NotYetOfAge => Cell.NotYetOfAge, _ => Cell.Unknown };
        if (item.Value is not { } line)
            yield break;
        foreach (var value in item.Bands.SelectMany(b => new[] { b.Low, b.High }).Append(line.Low).Append(line.High))
            yield return Cell.Known(value);
    }
}
