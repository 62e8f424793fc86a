namespace ChildLink.Learning.Evaluation;

/// <summary>Positive rows among the first of an order.</summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Positives">Positive rows there are in all.</param>
/// <param name="Expected">Expected hits when equals are drawn by lot.</param>
/// <param name="Fewest">Hits when the lot falls worst.</param>
/// <param name="Most">Hits when the lot falls best.</param>
public sealed record TopHits(int Rows, int Positives, double Expected, int Fewest, int Most)
{
    /// <summary>Share of the rows looked at that are positive.</summary>
    public double Precision => Expected / Rows;

    /// <summary>Share of the positive rows that are found, or null when there are none.</summary>
    public double? Recall => Positives == 0 ? null : Expected / Positives;

    internal static TopHits Of(int rows, int positives, int sure, int room, TieGroup last) => new(
        rows,
        positives,
        sure + ((double)room * last.Positives / last.Rows),
        sure + Math.Max(0, room - last.Negatives),
        sure + Math.Min(room, last.Positives));
}
