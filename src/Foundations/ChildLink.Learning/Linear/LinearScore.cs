namespace ChildLink.Learning.Linear;

/// <summary>What one item adds to the log-odds of one row, in millionths, measured from what it adds in the mean.</summary>
public sealed record Contribution(string Column, long Micro);

/// <summary>What a linear model says about one row.</summary>
/// <param name="Micro">Log-odds in millionths: the baseline plus all contributions, exactly.</param>
/// <param name="Tenths">Points in tenths, 0 to 1000; 500 at the model's fifty.</param>
/// <param name="PerMille">Probability in thousandths after the correction for class weights: as frequent as among the labelled rows, which need not be the city's frequency.</param>
/// <param name="Contributions">One per item of the model, in its order.</param>
public sealed record LinearScore(long Micro, int Tenths, int PerMille, IReadOnlyList<Contribution> Contributions)
{
    /// <summary>What raises the score, largest first; equals in the order of the model.</summary>
    public IEnumerable<Contribution> Raising => Contributions.Where(c => c.Micro > 0).OrderByDescending(c => c.Micro);

    /// <summary>What lowers the score, largest effect first; equals in the order of the model.</summary>
    public IEnumerable<Contribution> Lowering => Contributions.Where(c => c.Micro < 0).OrderBy(c => c.Micro);
}
