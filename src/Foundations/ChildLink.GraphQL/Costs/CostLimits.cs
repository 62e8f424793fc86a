namespace ChildLink.GraphQL.Costs;

/// <summary>What an operation may cost, found before it runs. An operation beyond a limit is refused as a whole.</summary>
/// <param name="MaxFieldCost">Weights of fields times how often they can be resolved.</param>
/// <param name="MaxTypeCost">Weights of types times how many of their objects there can be.</param>
/// <param name="MaxDepth">Fields within fields; those of introspection are not counted, which validation bounds by itself.</param>
/// <param name="MaxFields">Response keys of the whole operation, each counted once per place and not per item of a list.</param>
/// <param name="MaxAliases">Response keys that are not the name of their field, counted likewise.</param>
/// <param name="DefaultListSize">Items that a list counts for when neither an argument nor <c>@listSize</c> says.</param>
/// <param name="Report">Whether answers tell the cost in <c>extensions.cost</c>.</param>
public sealed record CostLimits(
    double MaxFieldCost = 10_000, double MaxTypeCost = 10_000, double MaxDepth = 15, double MaxFields = 1_000, double MaxAliases = 100,
    int DefaultListSize = 10, bool Report = true)
{
    /// <summary>The limits above.</summary>
    public static CostLimits Default { get; } = new();

    /// <summary>No limits but that on the work of finding the cost (<see cref="OperationCost.IsTooComplex"/>), and no report: for tools.</summary>
    public static CostLimits None { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, Report: false);
}
