namespace ChildLink.Screening.Training;

/// <summary>What came of a training.</summary>
public enum ModelStatus
{
    /// <summary>There is a model.</summary>
    Trained,

    /// <summary>Labels are missing; nothing is scored.</summary>
    TooFewLabels,

    /// <summary>There are labels, but the items do not tell them apart.</summary>
    NothingLearned,
}

/// <summary>A finished training, without the model itself. No child stands in it.</summary>
/// <param name="Id">Names the training and its model.</param>
/// <param name="Plan">Plan that was trained.</param>
/// <param name="Difficulty">What the plan looks for.</param>
/// <param name="PlanHash">Hash of the plan file; a plan that has changed needs a new training.</param>
/// <param name="Policy">Hash of the policy in force.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Cause">Why nothing was learned (<c>no-items</c>, <c>no-item-varies</c>, <c>no-item-helps</c>, <c>one-group-holds-a-label</c>); else null.</param>
/// <param name="Seed">Of the split into folds; zero or more.</param>
/// <param name="ItemsOn">The day of which the items tell.</param>
/// <param name="LabelsFrom">Outcomes dated after this day count; null without a window.</param>
/// <param name="LabelsUntil">Last day of outcomes.</param>
/// <param name="TrainedAt">Instant, UTC.</param>
/// <param name="TrainedBy">Issuer and person, joined by a bar.</param>
/// <param name="Children">Children of the plan's ages.</param>
/// <param name="Labels">Of these, how many had which label.</param>
/// <param name="Leaking">Items from the label's own registers that were kept; with any, results cannot be shared.</param>
/// <param name="Unreadable">Provisions that gave nothing; what needs them was unknown for everybody.</param>
/// <param name="ModelHash">Hash of the model, or null without one.</param>
public sealed record ModelRecord(
    Guid Id, string Plan, string Difficulty, string PlanHash, string Policy, ModelStatus Status, string? Cause, long Seed, DateOnly ItemsOn,
    DateOnly? LabelsFrom, DateOnly LabelsUntil, DateTimeOffset TrainedAt, string TrainedBy, long Children, LabelCounts Labels,
    IReadOnlyList<string> Leaking, IReadOnlyList<string> Unreadable, string? ModelHash)
{
    /// <summary>Whether results of the model may be shared.</summary>
    public bool IsShareable => Leaking.Count == 0;
}

/// <summary>Labels of a training.</summary>
/// <param name="Positives">Children with the outcome.</param>
/// <param name="Negatives">Children without.</param>
/// <param name="None">Children of whom nobody can say.</param>
/// <param name="MissingPositives">Positive labels still needed; 0 when there were enough.</param>
/// <param name="MissingNegatives">Negative labels still needed.</param>
public sealed record LabelCounts(int Positives, int Negatives, int None, int MissingPositives, int MissingNegatives);

/// <summary>A training with its documents.</summary>
/// <param name="Record">The training.</param>
/// <param name="Document">The model in the form of <see cref="ChildLink.Learning.Linear.LinearModelDocument"/>, or null without one.</param>
/// <param name="Lineage">JSON: registers of the label, and per item what became of it and why.</param>
/// <param name="Evaluation">JSON: how well children left out were foretold, or null without a model.</param>
public sealed record StoredModel(ModelRecord Record, string? Document, string Lineage, string? Evaluation);

/// <summary>What became of a wish to train a plan.</summary>
public abstract record TrainingOutcomeOfPlan
{
    private TrainingOutcomeOfPlan()
    {
    }

    /// <summary>The training is stored, with or without a model: see its status.</summary>
    public sealed record Done(StoredModel Model) : TrainingOutcomeOfPlan;

    /// <summary>The city has no such plan that learns.</summary>
    /// <param name="Known">Plans that learn, sorted.</param>
    public sealed record NoSuchPlan(IReadOnlyList<string> Known) : TrainingOutcomeOfPlan;

    /// <summary>Nothing could be tried; nothing was stored.</summary>
    /// <param name="Code">One of the constants here.</param>
    /// <param name="Message">In words.</param>
    public sealed record NothingToLearnFrom(string Code, string Message) : TrainingOutcomeOfPlan
    {
        /// <summary>No resident register can be read for screening.</summary>
        public const string NoRegister = "no-register";

        /// <summary>By the register no child of the plan's ages lived in the city on the day.</summary>
        public const string NoChildren = "no-children";

        /// <summary>A register of the label may not be read: the basis has ended or the purpose is not named.</summary>
        public const string LabelsClosed = "labels-closed";

        /// <summary>A register of the label holds no record at all.</summary>
        public const string LabelsMissing = "labels-missing";
    }

    /// <summary>The labels cannot end on the day that was asked for; nothing was opened.</summary>
    /// <param name="Earliest">First day on which they may end.</param>
    /// <param name="Latest">Last day: that of the newest register.</param>
    public sealed record DayOutOfRange(DateOnly Earliest, DateOnly Latest) : TrainingOutcomeOfPlan;

    /// <summary>Another training of this city is running; it takes both cores.</summary>
    public sealed record Busy : TrainingOutcomeOfPlan;
}
