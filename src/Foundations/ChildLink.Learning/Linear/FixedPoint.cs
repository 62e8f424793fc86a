namespace ChildLink.Learning.Linear;

/// <summary>Turns a fit into whole numbers: millionths of log-odds.</summary>
internal static class FixedPoint
{
    /// <summary>Content of the model. Items whose every weight rounds to zero are left out.</summary>
    public static LinearModelContent Of(
        TrainingPlan plan, IReadOnlyList<Term> terms, ElasticNetFit fit, CellMatrix matrix, TrainingFacts facts)
    {
        var items = terms.Zip(fit.Coefficients.Select(Micro), (term, micro) => (Term: term, Micro: micro))
            .GroupBy(t => t.Term.Column, StringComparer.Ordinal)
            .Where(item => item.Any(t => t.Micro != 0))
            .Select(item => WithReference(ItemOf(item.Key, [.. item]), matrix))
            .ToList();
        var baseline = Micro(fit.Intercept) + items.Sum(i => i.ReferenceMicro);
        return new LinearModelContent(
            plan.Name, baseline, plan.FiftyMicro, Micro(Math.Log(facts.PositiveWeight / facts.NegativeWeight)), items, facts);
    }

    private static LinearItem ItemOf(string column, (Term Term, long Micro)[] terms)
    {
        ValueWeight? value = null;
        var (bands, states) = (new List<BandWeight>(), new List<StateWeight>());
        foreach (var (term, micro) in terms)
        {
            switch (term)
            {
                case Term.Line line:
                    value = new ValueWeight(line.Range.Low, line.Range.High, micro);
                    break;
                case Term.Band band:
                    bands.Add(new BandWeight(band.Range.Low, band.Range.High, micro));
                    break;
                case Term.Missing missing:
                    states.Add(new StateWeight(missing.State, micro));
                    break;
            }
        }

        return new LinearItem(column, 0, value, bands, states);
    }

    // Over every row of the matrix, labelled or not: a contribution says how a row differs from its city, not from the labels.
    private static LinearItem WithReference(LinearItem item, CellMatrix matrix)
    {
        var column = matrix.ColumnOf(item.Column);
        var (sum, seen) = (Int128.Zero, 0L);
        for (var row = 0; row < matrix.Rows; row++)
        {
            if (LinearScoring.RawOf(item, matrix[row, column]) is not { } raw)
                continue;
            sum += raw;
            seen++;
        }

        return item with { ReferenceMicro = Rounding.Divide(sum, seen) };
    }

    private static long Micro(double logOdds) => (long)Math.Round(logOdds * 1e6, MidpointRounding.ToEven);
}
