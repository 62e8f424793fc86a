namespace ChildLink.Learning.Linear;

/// <summary>Applies a linear model to cells, in whole numbers only.</summary>
public static class LinearScoring
{
    /// <summary>Scores every row.</summary>
    /// <param name="matrix">Every cell of the model's columns is assigned.</param>
    /// <returns>One score per row, in order of the rows.</returns>
    /// <exception cref="ArgumentException">The matrix lacks a column of the model.</exception>
    /// <exception cref="InvalidOperationException">A cell was never assigned.</exception>
    public static IReadOnlyList<LinearScore> Score(LinearModel model, CellMatrix matrix)
    {
        var columns = ColumnsOf(model, matrix);
        var scores = new LinearScore[matrix.Rows];
        for (var row = 0; row < scores.Length; row++)
            scores[row] = ScoreRow(model.Content, matrix, columns, row);
        return scores;
    }

    /// <summary>What an item adds for a cell, measured from its mean; nothing for a state that training never saw.</summary>
    public static long ContributionOf(LinearItem item, Cell cell) => RawOf(item, cell) is { } raw ? raw - item.ReferenceMicro : 0;

    /// <summary>What an item adds for a cell before the mean is taken off, or null for a state that training never saw.</summary>
    internal static long? RawOf(LinearItem item, Cell cell)
    {
        if (cell.State != CellState.Known)
            return item.States.FirstOrDefault(s => s.State == cell.State)?.Micro;
        if (item.Value is not { } line)
            return null;
        var sum = OnLine(line, cell.Value);
        foreach (var band in item.Bands)
            sum += cell.Value >= band.Low && cell.Value <= band.High ? band.Micro : 0;
        return sum;
    }

    private static LinearScore ScoreRow(LinearModelContent model, CellMatrix matrix, int[] columns, int row)
    {
        var contributions = new Contribution[columns.Length];
        var sum = model.BaselineMicro;
        for (var i = 0; i < columns.Length; i++)
        {
            var item = model.Items[i];
            contributions[i] = new Contribution(item.Column, ContributionOf(item, matrix[row, columns[i]]));
            sum += contributions[i].Micro;
        }

        return new LinearScore(
            sum, LogisticScale.PerMille(sum - model.FiftyMicro), LogisticScale.PerMille(sum - model.PriorMicro), contributions);
    }

    private static int[] ColumnsOf(LinearModel model, CellMatrix matrix)
    {
        var columns = model.Content.Items.Select(i => matrix.ColumnOf(i.Column)).ToArray();
        var missing = Array.IndexOf(columns, -1);
        return missing < 0
            ? columns
            : throw new ArgumentException($"The matrix has no column '{model.Content.Items[missing].Column}'.", nameof(matrix));
    }

    private static long OnLine(ValueWeight line, int value)
    {
        if (line.High == line.Low)
            return 0;
        var along = (Int128)line.Micro * (Math.Clamp(value, line.Low, line.High) - (long)line.Low);
        return Rounding.Divide(along, (long)line.High - line.Low);
    }
}
