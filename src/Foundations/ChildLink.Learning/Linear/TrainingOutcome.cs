using ChildLink.Learning.Evaluation;

namespace ChildLink.Learning.Linear;

/// <summary>How well rows left out of training are foretold.</summary>
/// <param name="Rows">Rows of the matrix that had a label, ascending.</param>
/// <param name="LeftOut">For each of them, the log-odds from the fit that did not see it.</param>
/// <param name="Quality">Figures over these rows. The penalty was chosen on the same folds, so they flatter a little.</param>
/// <param name="Violation">Largest amount by which the final fit breaks an optimality condition.</param>
public sealed record TrainingReport(IReadOnlyList<int> Rows, IReadOnlyList<double> LeftOut, Quality Quality, double Violation);

/// <summary>What training gives.</summary>
public abstract record TrainingOutcome
{
    private TrainingOutcome()
    {
    }

    /// <summary>A model.</summary>
    public sealed record Trained(LinearModel Model, TrainingReport Report) : TrainingOutcome;

    /// <summary>No model and no score: labels are missing.</summary>
    /// <param name="Positives">Positive rows there are.</param>
    /// <param name="Negatives">Negative rows there are.</param>
    /// <param name="MissingPositives">Positive rows still needed.</param>
    /// <param name="MissingNegatives">Negative rows still needed.</param>
    public sealed record TooFewLabels(int Positives, int Negatives, int MissingPositives, int MissingNegatives) : TrainingOutcome;

    /// <summary>No model and no score: there are labels, but the items do not tell them apart.</summary>
    public sealed record NothingLearned(NothingLearnedCause Cause) : TrainingOutcome;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<Trained, T> trained, Func<TooFewLabels, T> tooFewLabels, Func<NothingLearned, T> nothingLearned) => this switch
    {
        Trained o => trained(o),
        TooFewLabels o => tooFewLabels(o),
        NothingLearned o => nothingLearned(o),
        _ => throw new InvalidOperationException("Unknown outcome."),
    };
}

/// <summary>Why items do not tell labels apart.</summary>
public enum NothingLearnedCause
{
    /// <summary>No item is left after lineage.</summary>
    NoItems,

    /// <summary>No item differs between the labels.</summary>
    NoItemVaries,

    /// <summary>Rows left out are foretold best by the base rate alone.</summary>
    NoItemHelps,

    /// <summary>One group of rows that stay together holds every row of a label.</summary>
    OneGroupHoldsALabel,
}
