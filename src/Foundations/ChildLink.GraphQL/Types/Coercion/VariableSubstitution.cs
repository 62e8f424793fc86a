using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Literals for custom scalars with the values of variables in their place: an absent variable leaves its field out and is null in a list.</summary>
internal static class VariableSubstitution
{
    public static ValueNode In(ValueNode literal, VariableValues variables)
    {
        switch (literal)
        {
            case VariableNode variable:
                return variables.TryGetLiteral(variable.Name.Value, out var value) ? value : new NullValueNode(variable.Span);
            case ListValueNode list:
                return new ListValueNode([.. list.Values.Select(item => In(item, variables))], list.Span);
            case ObjectValueNode fields:
                var kept = ImmutableArray.CreateBuilder<ObjectFieldNode>(fields.Fields.Length);
                foreach (var field in fields.Fields)
                {
                    if (field.Value is not VariableNode inside || variables.TryGet(inside.Name.Value, out _))
                        kept.Add(new ObjectFieldNode(field.Name, In(field.Value, variables), field.Span));
                }

                return new ObjectValueNode(kept.DrainToImmutable(), fields.Span);
            default:
                return literal;
        }
    }
}
