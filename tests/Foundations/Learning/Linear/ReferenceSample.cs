using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>200 rows of five columns with 54 positive labels, the same as in the reference script of the tests that use it.</summary>
internal static class ReferenceSample
{
    public const int Rows = 200;

    static ReferenceSample()
    {
        var sequence = new Sequence(20240401);
        var columns = Enumerable.Range(0, 5).Select(_ => new double[Rows]).ToArray();
        Labels = new bool[Rows];
        for (var i = 0; i < Rows; i++)
        {
            int[] row = [sequence.Next(2), sequence.Next(5), sequence.Next(11), sequence.Next(2) * sequence.Next(8), sequence.Next(100)];
            for (var j = 0; j < row.Length; j++)
                columns[j][i] = row[j];
            Labels[i] = (12 * row[0]) + (4 * row[1]) - (2 * row[2]) + (3 * row[3]) + sequence.Next(40) > 40;
        }

        Columns = columns;
        Matrix = DesignMatrix.Of(Rows, columns);
        Scores = new double[100];
        ScoreLabels = new bool[100];
        for (var i = 0; i < Scores.Length; i++)
            Scores[i] = sequence.Next(12) / 12.0;
        for (var i = 0; i < Scores.Length; i++)
            ScoreLabels[i] = sequence.Next(12) < 12 * Scores[i];
    }

    public static double[][] Columns { get; }

    public static DesignMatrix Matrix { get; }

    public static bool[] Labels { get; }

    /// <summary>100 scores in twelfths, with many ties.</summary>
    public static double[] Scores { get; }

    public static bool[] ScoreLabels { get; }

    public static double[] BalancedWeights() =>
        [.. Labels.Select(l => Rows / (2.0 * Labels.Count(other => other == l)))];
}
