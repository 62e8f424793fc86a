using ChildLink.Learning.Linear;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Runs;

namespace ChildLink.Screening.Training;

/// <summary>How the items of a plan enter a linear model.</summary>
internal static class ModelSpec
{
    /// <summary>What to train.</summary>
    public static TrainingPlan Of(LearnedPlan plan, long seed) =>
        new(plan.Id, [.. plan.Admitted.Select(SpecOf)], plan.Lineage, seed) { Minimum = plan.Minimum };

    // Ages enter as the bands that analysts see: a weight along a line would tell the exact age through its contribution.
    private static ItemSpec SpecOf(PlanItem item) => item.Code == PlanCompiler.SchoolAgeItem
        ? new ItemSpec(item.Code, new ValueRange(0, 0), AgeBands.All)
        : new ItemSpec(item.Code);
}
