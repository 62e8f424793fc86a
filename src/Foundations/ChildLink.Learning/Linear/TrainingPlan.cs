using ChildLink.Learning.Lineage;

namespace ChildLink.Learning.Linear;

/// <summary>Labels without which nothing is learned.</summary>
/// <param name="Positives">Default 20: two for each of ten folds.</param>
/// <param name="Negatives">Default 400: what Sado asked for in 2024.</param>
public sealed record LabelMinimum(int Positives = 20, int Negatives = 400);

/// <summary>What to learn from and how.</summary>
/// <param name="Name">Name that the model will carry.</param>
/// <param name="Items">Items that may enter, if <paramref name="Lineage"/> admits them.</param>
/// <param name="Lineage">Which items may be used against this label.</param>
/// <param name="Seed">Of the split into folds.</param>
public sealed record TrainingPlan(string Name, IReadOnlyList<ItemSpec> Items, LineageRuling Lineage, long Seed)
{
    /// <summary>Least number of labels.</summary>
    public LabelMinimum Minimum { get; init; } = new();

    /// <summary>Weights of labels. Default balanced.</summary>
    public ClassWeighting Weighting { get; init; } = new ClassWeighting.Balanced();

    /// <summary>Number of folds, 2 or more. Default 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>How the penalty is chosen. Default the least deviance.</summary>
    public LambdaRule Rule { get; init; } = LambdaRule.Least;

    /// <summary>Path and tolerance.</summary>
    public ElasticNetOptions Options { get; init; } = new();

    /// <summary>Log-odds that stand at 50 points, in millionths. Default 0: even odds under the weighting.</summary>
    public long FiftyMicro { get; init; }
}
