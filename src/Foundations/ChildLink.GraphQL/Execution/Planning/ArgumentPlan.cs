using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Arguments of a selected field: coerced once when they are constant, else once per request and place.</summary>
internal sealed class ArgumentPlan
{
    private readonly ExecutableSchema schema;
    private readonly Field field;
    private readonly FieldNode node;

    private ArgumentPlan(ExecutableSchema schema, Field field, FieldNode node, InputObject? constant)
    {
        this.schema = schema;
        this.field = field;
        this.node = node;
        Constant = constant;
    }

    /// <summary>The arguments when they are constant, else null.</summary>
    public InputObject? Constant { get; }

    public static ArgumentPlan Of(ExecutableSchema schema, Field field, FieldNode node)
    {
        InputObject? constant = null;
        if (!node.Arguments.Any(a => HasVariable(a.Value)))
            schema.Coercion.TryArguments(field.Arguments, node.Arguments, node, VariableValues.None, out constant, out _);
        return new ArgumentPlan(schema, field, node, constant);
    }

    /// <summary>The arguments, or the failure of the field (section 6.4.1: an error of the field, not of the request).</summary>
    public InputObject? For(VariableValues variables, out FieldFailure? failure)
    {
        failure = null;
        if (Constant is not null)
            return Constant;
        if (schema.Coercion.TryArguments(field.Arguments, node.Arguments, node, variables, out var values, out var errors))
            return values;
        failure = new FieldFailure($"The argument \"{errors[0].Place}\" has an invalid value. {errors[0].Message}") { Node = errors[0].Node };
        return null;
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode fields => fields.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };
}
