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
public sealed record OperationCost(double FieldCost, double TypeCost, int Depth, double Fields, double Aliases);
