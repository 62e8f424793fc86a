namespace ChildLink.Learning.Linear;

/// <summary>Weight of a known value: nothing at <paramref name="Low"/>, <paramref name="Micro"/> at <paramref name="High"/>, a straight line between.</summary>
/// <param name="Low">Values below are taken as this one.</param>
/// <param name="High">Values above are taken as this one; not below <paramref name="Low"/>.</param>
/// <param name="Micro">Millionths of log-odds.</param>
public sealed record ValueWeight(int Low, int High, long Micro);

/// <summary>Weight of a known value from <paramref name="Low"/> to <paramref name="High"/>, in millionths of log-odds, on top of the line.</summary>
public sealed record BandWeight(int Low, int High, long Micro);

/// <summary>Weight of a cell without a value, in millionths of log-odds.</summary>
public sealed record StateWeight(CellState State, long Micro);

/// <summary>One item of a model.</summary>
/// <param name="Column">Name of the column it reads.</param>
/// <param name="ReferenceMicro">What the item adds in the mean over the rows of the training matrix; contributions are measured from here.</param>
/// <param name="Value">Null when no known value occurred in training.</param>
/// <param name="Bands">Weights of ranges, in the order of the plan.</param>
/// <param name="States">Weights of the states that occurred in training.</param>
public sealed record LinearItem(
    string Column, long ReferenceMicro, ValueWeight? Value, IReadOnlyList<BandWeight> Bands, IReadOnlyList<StateWeight> States);

/// <summary>How a model came to be.</summary>
/// <param name="Seed">Of the split into folds.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="Rule">How the penalty was chosen.</param>
/// <param name="Alpha">Share of the absolute penalty.</param>
/// <param name="Lambda">The chosen penalty.</param>
/// <param name="PositiveWeight">Weight of a positive row.</param>
/// <param name="NegativeWeight">Weight of a negative row.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
/// <param name="Considered">Columns that could have entered.</param>
/// <param name="Leaking">Columns that come from the label's own register and were kept all the same; a model that has any is not to be shared.</param>
public sealed record TrainingFacts(
    long Seed,
    int Folds,
    LambdaRule Rule,
    double Alpha,
    double Lambda,
    double PositiveWeight,
    double NegativeWeight,
    int Positives,
    int Negatives,
    IReadOnlyList<string> Considered,
    IReadOnlyList<string> Leaking);

/// <summary>Everything that scoring needs, in whole numbers, and how it came to be.</summary>
/// <param name="Name">What the caller calls the model.</param>
/// <param name="BaselineMicro">Log-odds of a row whose every item adds what it adds in the mean, in millionths.</param>
/// <param name="FiftyMicro">Log-odds that stand at 50 points, in millionths.</param>
/// <param name="PriorMicro">Logarithm of the ratio of class weights, in millionths; probabilities are corrected by it (King and Zeng 2001, Political Analysis 9(2)).</param>
/// <param name="Items">Items with a weight.</param>
/// <param name="Training">How the model came to be.</param>
public sealed record LinearModelContent(
    string Name, long BaselineMicro, long FiftyMicro, long PriorMicro, IReadOnlyList<LinearItem> Items, TrainingFacts Training);
