using System.Globalization;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Costs;

/// <summary>How many items a list counts for: known from the document, or from variables of the request.</summary>
/// <param name="fixedSize">The largest size that is known without variables, or null.</param>
/// <param name="variables">Names of variables that say a size.</param>
/// <param name="otherwise">The size when nothing says.</param>
internal sealed class ListSize(double? fixedSize, string[] variables, double otherwise)
{
    public bool DependsOnVariables => variables.Length > 0;

    public static ListSize One { get; } = new(1, [], 1);

    public static ListSize Of(Field field, FieldNode node, FieldSizing sizing, int defaultSize)
    {
        double? known = null;
        var variables = new List<string>();
        foreach (var name in sizing.SlicingArguments)
        {
            var given = node.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;
            if (given is VariableNode variable)
                variables.Add(variable.Name.Value);
            if (Number(given is null or VariableNode ? field.Argument(name)?.DefaultValue : given) is { } number)
                known = Math.Max(known ?? 0, number);
        }

        return new ListSize(known, [.. variables], sizing.AssumedSize ?? defaultSize);
    }

    public double With(VariableValues values)
    {
        var size = fixedSize;
        foreach (var name in variables)
        {
            if (values.TryGet(name, out var value) && value is int number)
                size = Math.Max(size ?? 0, number);
        }

        return size ?? otherwise;
    }

    private static double? Number(ValueNode? literal) =>
        literal is IntValueNode i && double.TryParse(i.Text, CultureInfo.InvariantCulture, out var number) ? Math.Max(0, number) : null;
}
