using ChildLink.Learning;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Training;

/// <summary>What a model learns from: cells of children of the plan's ages, their labels, and who lives with whom.</summary>
/// <param name="Cells">One row per child, in order of identity.</param>
/// <param name="Labels">One per row.</param>
/// <param name="Households">One per row: rows with the same number live together and never stand on both sides of a split.</param>
/// <param name="Groups">One per row: groups within which the model's finds are counted (<c>sex/female</c>, <c>age/6-8</c>).</param>
internal sealed record TrainingTable(
    CellMatrix Cells, IReadOnlyList<TrainingLabel> Labels, IReadOnlyList<int> Households, IReadOnlyList<IReadOnlyList<string>> Groups)
{
    /// <param name="sources">Opened records.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="day">The day of which the items tell.</param>
    /// <param name="labels">Labels of children.</param>
    public static TrainingTable Of(SourceRecords sources, LearnedPlan plan, DateOnly day, Labelling labels)
    {
        var features = FeatureTable.Of(sources, plan.Admitted, day).Where(r => plan.Ages.Contains(r.SchoolAge));
        var children = Town.On(day, sources).Children.ToDictionary(c => c.Person.Id);
        var households = new Dictionary<Household, int>(ReferenceEqualityComparer.Instance);
        var rows = features.Rows.Select(r => children[r.Id]).ToList();
        return new TrainingTable(
            features.Cells,
            [.. rows.Select(c => labels.Of(c.Person.Id))],
            [.. rows.Select(c => households.TryGetValue(c.Household, out var known) ? known : households[c.Household] = households.Count)],
            [.. rows.Select(GroupsOf)]);
    }

    /// <summary>Rows with a label.</summary>
    public int Count(TrainingLabel label) => Labels.Count(l => l == label);

    private static IReadOnlyList<string> GroupsOf(Child child) =>
        [child.Person.Sex switch { "1" => "sex/male", "2" => "sex/female", _ => "sex/unknown" }, "age/" + Runs.AgeBands.NameOf(child.SchoolAge)];
}
