using ChildLink.Learning.Linear;

namespace ChildLink.Screening.Training;

/// <summary>How many of a group's positive children the model would have made candidates without having seen them.</summary>
/// <param name="Group"><c>sex/female</c>, <c>age/6-8</c>, …</param>
/// <param name="Children">Labelled children of the group.</param>
/// <param name="Positives">Of these positive; null when fewer than five, who could be recognised, and where the total would tell such a group.</param>
/// <param name="Recall">Share of the positives at or above the threshold, 0 to 1; null likewise.</param>
internal sealed record GroupRecall(string Group, int Children, int? Positives, double? Recall)
{
    /// <summary>By group, in order of its name with ages by number.</summary>
    public static IReadOnlyList<GroupRecall> Of(TrainingTable table, TrainingReport report, LinearModel model, int thresholdTenths)
    {
        var found = new SortedDictionary<string, (int Children, int Positives, int Hits)>(StringComparer.Ordinal);
        for (var i = 0; i < report.Rows.Count; i++)
        {
            var row = report.Rows[i];
            var positive = table.Labels[row] == TrainingLabel.Positive;
            var micro = (long)Math.Round(report.LeftOut[i] * 1e6);
            var hit = positive && LogisticScale.PerMille(micro - model.Content.FiftyMicro) >= thresholdTenths;
            foreach (var group in table.Groups[row])
            {
                var (children, positives, hits) = found.GetValueOrDefault(group);
                found[group] = (children + 1, positives + (positive ? 1 : 0), hits + (hit ? 1 : 0));
            }
        }

        // Groups of one kind (sex, age) divide the same children.
        return
        [
            .. found.GroupBy(g => g.Key.Split('/')[0]).SelectMany(kind => Recalls([.. kind]))
                .OrderBy(g => g.Group.Length).ThenBy(g => g.Group, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<GroupRecall> Recalls(IReadOnlyList<KeyValuePair<string, (int Children, int Positives, int Hits)>> groups)
    {
        var kept = SmallCounts.KeptBack([.. groups.Select(g => g.Value.Positives)]);
        return groups.Select((g, i) => kept[i]
            ? new GroupRecall(g.Key, g.Value.Children, null, null)
            : new GroupRecall(g.Key, g.Value.Children, g.Value.Positives, (double)g.Value.Hits / g.Value.Positives));
    }
}
