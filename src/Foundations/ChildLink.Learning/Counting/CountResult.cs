namespace ChildLink.Learning.Counting;

/// <summary>What a count plan says about one row.</summary>
/// <param name="Rank">1 for the first; every number up to the number of rows occurs once.</param>
/// <param name="Tenths">Points in tenths: the sum of the contributions of met conditions.</param>
/// <param name="MatchedBasic">Met basic conditions.</param>
/// <param name="MatchedOther">Met other conditions.</param>
/// <param name="SelectedBy">Why the row is selected (<c>basic&gt;=4</c>, <c>top-20</c>, <c>plus-10</c>), or null when it is not.</param>
/// <param name="Met">By condition, in order of the plan.</param>
public sealed record CountResult(int Rank, int Tenths, int MatchedBasic, int MatchedOther, string? SelectedBy, IReadOnlyList<bool> Met);
