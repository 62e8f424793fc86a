using ChildLink.Learning;
using ChildLink.Learning.Linear;

namespace ChildLink.Screening.Training;

/// <summary>Where 50 points stand on the log-odds of a model.</summary>
internal static class PointScale
{
    /// <summary>
    /// The model with 50 points at the log-odds that the first so many percent of the children reach (Sado R6: 426 of
    /// 5,698 and 443 of 4,564 stood there). Children level with the last of them stand there too.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="cells">The children, labelled or not; at least one.</param>
    /// <param name="percent">1 to 50; null leaves 50 points at even odds.</param>
    public static LinearModel Set(LinearModel model, CellMatrix cells, int? percent)
    {
        if (percent is not { } share)
            return model;
        var scores = LinearScoring.Score(model, cells).Select(s => s.Micro).OrderDescending().ToList();
        var last = Math.Max(1, scores.Count * share / 100) - 1;
        return LinearModel.Of(model.Content with { FiftyMicro = scores[last] });
    }
}
