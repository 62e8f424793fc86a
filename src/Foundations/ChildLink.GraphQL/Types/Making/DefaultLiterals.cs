using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Defaults are values of their type (section 3.6.1). Looks at literals only: defaults inside may still refer to each other in circles.</summary>
internal sealed class DefaultLiterals(SchemaErrors errors)
{
    private readonly Dictionary<InputObjectType, ImmutableArray<InputValue>> required = [];
    private string coordinate = "";

    public void Check(string of, ValueNode literal, GraphType type)
    {
        coordinate = of;
        Check(literal, type);
    }

    private void Check(ValueNode literal, GraphType type)
    {
        if (type is NonNullType nonNull)
        {
            if (literal is NullValueNode)
                Refuse($"a value of non-null type {type} must not be null", literal);
            else
                Check(literal, nonNull.OfType);
            return;
        }

        if (literal is NullValueNode || errors.IsFull)
            return;
        switch (type)
        {
            case ListType list when literal is ListValueNode items:
                foreach (var item in items.Values)
                    Check(item, list.OfType);
                break;
            case ListType list:
                Check(literal, list.OfType);
                break;
            case InputObjectType input when literal is ObjectValueNode fields:
                CheckObject(fields, input);
                break;
            case InputObjectType:
                Refuse($"a value of type {type} must be an object", literal);
                break;
            case EnumType names:
                if (literal is not EnumValueNode name || !names.ByName.ContainsKey(name.Value))
                    Refuse($"it is not a value of the enum {type}", literal);
                break;
            case ScalarType scalar:
                if (ScalarForms.BuiltIn.Of(scalar).ParseLiteral(literal).Error is { } reason)
                    Refuse(reason.TrimEnd('.'), literal);
                break;
        }
    }

    private void CheckObject(ObjectValueNode literal, InputObjectType type)
    {
        var given = literal.Fields.Select(f => f.Name.Value).ToHashSet();
        foreach (var field in Required(type))
        {
            if (!given.Contains(field.Name))
                Refuse($"the field {type}.{field.Name} is required", literal);
        }

        var known = 0;
        foreach (var field in literal.Fields)
        {
            if (type.ByName.TryGetValue(field.Name.Value, out var definition))
            {
                known++;
                Check(field.Value, definition.Type);
            }
            else
            {
                Refuse($"the input type {type} has no field \"{field.Name}\"", field);
            }
        }

        if (type.IsOneOf && (known != 1 || literal.Fields.First(f => type.ByName.ContainsKey(f.Name.Value)).Value is NullValueNode))
            Refuse($"a value of the OneOf type {type} must give exactly one field, and not null", literal);
    }

    private ImmutableArray<InputValue> Required(InputObjectType type)
    {
        if (!required.TryGetValue(type, out var fields))
            required[type] = fields = [.. type.Fields.Where(f => f.IsRequired)];
        return fields;
    }

    private void Refuse(string reason, SyntaxNode node) => errors.Add($"The default of {coordinate} is not valid: {reason}.", node);
}
