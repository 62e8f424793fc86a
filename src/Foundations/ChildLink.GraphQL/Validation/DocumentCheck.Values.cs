using System.Globalization;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>Literals and the variables in them. Messages name types and never repeat a literal, which may be personal.</content>
internal sealed partial class DocumentCheck
{
    // A null type is an unknown one: only variables and names of fields are looked at then.
    private void Value(ValueNode value, GraphType? type, bool hasDefault, InputObjectType? oneOf)
    {
        errors.Spend(1);
        switch (value)
        {
            case VariableNode variable:
                current.Usages.Add(new VariableUsage(variable, type, hasDefault, oneOf));
                break;
            case NullValueNode:
                if (type is NonNullType)
                    Wrong(value, $"Expected value of non-null type \"{type}\" not to be null.");
                break;
            case ListValueNode list:
                ListValue(list, type);
                break;
            case ObjectValueNode fields:
                ObjectValue(fields, type);
                break;
            default:
                if (type is not null)
                    Leaf(value, type.Named);
                break;
        }
    }

    private void ListValue(ListValueNode list, GraphType? type)
    {
        var item = (type?.Nullable as ListType)?.OfType;
        if (item is null && type is not null)
            Leaf(list, type.Named);
        foreach (var value in list.Values)
            Value(value, item, false, null);
    }

    private void ObjectValue(ObjectValueNode node, GraphType? type)
    {
        foreach (var group in RepeatedNames.In(node.Fields, f => f.Name))
        {
            foreach (var again in group.Value.Skip(1))
                errors.Add(ValidationRules.UniqueInputFieldNames, $"There can be only one input field named \"{group.Key}\".", group.Value[0], again);
        }

        if (type?.Named is InputObjectType inputObject)
        {
            InputObject(node, inputObject, type);
            return;
        }

        if (type is not null)
            Leaf(node, type.Named);
        foreach (var field in node.Fields)
            Value(field.Value, null, false, null);
    }

    private void InputObject(ObjectValueNode node, InputObjectType type, GraphType location)
    {
        var known = 0;
        var isNull = false;
        var oneOf = type.IsOneOf && location == type ? type : null;
        foreach (var field in node.Fields)
        {
            if (!type.ByName.TryGetValue(field.Name.Value, out var definition))
            {
                errors.Add(ValidationRules.ValuesOfCorrectType, $"Expected value of type \"{type}\" not to include unknown field \"{field.Name.Value}\".", field.Span);
                Value(field.Value, null, false, null);
                continue;
            }

            known++;
            isNull = field.Value is NullValueNode;
            Value(field.Value, definition.Type, definition.DefaultValue is not null, oneOf);
        }

        foreach (var definition in type.Fields)
        {
            if (definition.IsRequired && !IsGiven(node, definition.Name))
                Wrong(node, $"Expected value of type \"{type}\" to include required field \"{definition.Name}\".");
        }

        if (type.IsOneOf && (known != 1 || isNull))
            Wrong(node, $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.");
    }

    private bool IsGiven(ObjectValueNode node, string name)
    {
        errors.Spend(node.Fields.Length);
        foreach (var field in node.Fields)
        {
            if (field.Name.Value == name)
                return true;
        }

        return false;
    }

    private void Leaf(ValueNode value, NamedType type)
    {
        switch (type)
        {
            case InputObjectType:
                Wrong(value, $"Expected value of type \"{type}\" to be an object.");
                break;
            case EnumType when value is not EnumValueNode:
                Wrong(value, $"Enum \"{type}\" cannot represent a value that is not one of its names.");
                break;
            case EnumType names when value is EnumValueNode name && !names.ByName.ContainsKey(name.Value):
                Wrong(value, $"Value \"{name.Value}\" does not exist in \"{type}\" enum.");
                break;
            case ScalarType when Refusal(type.Name, value) is { } message:
                Wrong(value, message);
                break;
        }
    }

    // Scalars of the schema's own are judged when they are coerced; what their literals look like is theirs to say.
    private static string? Refusal(string scalar, ValueNode value) => scalar switch
    {
        "Int" when value is not IntValueNode => "Int cannot represent a non-integer value.",
        "Int" when !int.TryParse(((IntValueNode)value).Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
            "Int cannot represent a value beyond 32 bits.",
        "Float" when value is not (IntValueNode or FloatValueNode) => "Float cannot represent a non numeric value.",
        "String" when value is not StringValueNode => "String cannot represent a non string value.",
        "Boolean" when value is not BooleanValueNode => "Boolean cannot represent a non boolean value.",
        "ID" when value is not (StringValueNode or IntValueNode) => "ID cannot represent a non-string and non-integer value.",
        _ => null,
    };

    private void Wrong(ValueNode value, string message) => errors.Add(ValidationRules.ValuesOfCorrectType, message, value.Span);
}
