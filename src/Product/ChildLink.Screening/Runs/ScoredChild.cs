using ChildLink.Screening.Features;

namespace ChildLink.Screening.Runs;

/// <summary>One result of a run as it is stored; four of them are JSON documents.</summary>
/// <param name="Child">The child.</param>
/// <param name="Rank">1 for the first; every number up to the number of children occurs once.</param>
/// <param name="Tenths">Points in tenths.</param>
/// <param name="MatchedBasic">Matched basic items; under a model, items that clearly raise the score.</param>
/// <param name="MatchedOther">Matched other items; 0 under a model.</param>
/// <param name="SelectedBy">Why the child is a candidate, or null when it is none.</param>
/// <param name="LogOdds">Log-odds in millionths behind the points of a model; null when items were counted.</param>
/// <param name="AgeBand">The age as analysts see it, or null where too few share it.</param>
/// <param name="Factors">Every item.</param>
/// <param name="TopFactors">The first of them.</param>
/// <param name="Reasons">Reason categories.</param>
/// <param name="Cells">Every cell.</param>
/// <param name="Withheld">Items whose value only those may see who see the child itself.</param>
internal sealed record ScoredChild(
    FeatureRow Child, int Rank, int Tenths, int MatchedBasic, int MatchedOther, string? SelectedBy, long? LogOdds, string? AgeBand,
    string Factors, string TopFactors, string Reasons, string Cells, string[] Withheld);
