using ChildLink.Learning.Linear;

namespace ChildLink.Screening.Training;

/// <summary>Words of statuses and causes, as they are stored and shown.</summary>
public static class ModelWords
{
    /// <summary>Every status by its word.</summary>
    public static IReadOnlyDictionary<string, ModelStatus> Statuses { get; } = new Dictionary<string, ModelStatus>(StringComparer.Ordinal)
    {
        ["trained"] = ModelStatus.Trained,
        ["too-few-labels"] = ModelStatus.TooFewLabels,
        ["nothing-learned"] = ModelStatus.NothingLearned,
    };

    /// <summary>The word of a status.</summary>
    public static string Of(ModelStatus status) => Statuses.Single(s => s.Value == status).Key;

    internal static ModelStatus StatusOf(string word) => Statuses[word];

    internal static string Of(NothingLearnedCause cause) => cause switch
    {
        NothingLearnedCause.NoItems => "no-items",
        NothingLearnedCause.NoItemVaries => "no-item-varies",
        NothingLearnedCause.NoItemHelps => "no-item-helps",
        _ => "one-group-holds-a-label",
    };
}
