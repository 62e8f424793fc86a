namespace ChildLink.GraphQL.Costs;

/// <summary>
/// What an operation can cost at most, known before it runs. Composite fields and types weigh 1 and leaves 0 unless <c>@cost</c> says otherwise; weights are multiplied by
/// the sizes of the lists they are in. Introspection weighs nothing. Depends on nothing of the schema that the operation does not use.
/// </summary>
/// <param name="FieldCost">Weights of fields times how often they can be resolved.</param>
/// <param name="TypeCost">Weights of types times how many of their objects there can be, the root included.</param>
/// <param name="Depth">Fields within fields, those of introspection not counted.</param>
/// <param name="Fields">Response keys, once per place.</param>
/// <param name="Aliases">Response keys that are not the name of their field, once per place.</param>
public sealed record OperationCost(double FieldCost, double TypeCost, int Depth, double Fields, double Aliases)
{
    /// <summary>Found to be more work than any limits allow: its other numbers are infinite.</summary>
    internal static OperationCost TooComplex { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, int.MaxValue, double.PositiveInfinity, double.PositiveInfinity) { IsTooComplex = true };

    /// <summary>
    /// Whether counting was given up: fields nest more than 500 deep, or there are too many different places to look at (16 merged fields for each one allowed,
    /// 16,000 to 200,000). Such an operation is refused under all limits.
    /// </summary>
    public bool IsTooComplex { get; private init; }
}
