using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Literals, with the variables of one request, as values.</summary>
internal sealed class LiteralCoercion(InputCoercion coercion, VariableValues variables, CoercionErrors errors)
{
    public bool Try(ValueNode literal, GraphType type, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
            return TryVariable(variable, type, out value);
        if (type is NonNullType nonNull)
            return literal is NullValueNode ? Refuse($"A value of non-null type {type} must not be null.", literal) : Try(literal, nonNull.OfType, out value);
        if (literal is NullValueNode)
            return true;
        return type switch
        {
            ListType list => TryList(literal, list, out value),
            InputObjectType input => TryObject(literal, input, out value),
            EnumType names => TryEnum(literal, names, out value),
            ScalarType scalar => TryScalar(literal, scalar, out value),
            _ => throw new ArgumentException($"{type} is not an input type.", nameof(type)),
        };
    }

    /// <summary>Arguments by definition, or null when one was refused.</summary>
    public InputObject? Arguments(ImmutableArray<InputValue> definitions, ImmutableArray<ArgumentNode> arguments, SyntaxNode parent)
    {
        var given = new ValueNode?[definitions.Length];
        foreach (var argument in arguments)
        {
            for (var i = 0; i < definitions.Length; i++)
            {
                if (definitions[i].Name == argument.Name.Value)
                    given[i] = argument.Value;
            }
        }

        return Fields(definitions, given, parent, "argument");
    }

    private bool TryVariable(VariableNode variable, GraphType type, out object? value)
    {
        var there = variables.TryGet(variable.Name.Value, out value);
        if (value is not null || type is not NonNullType)
            return true;
        return Refuse(
            there ? $"The variable \"${variable.Name}\" stands for non-null type {type} and must not be null." : $"The variable \"${variable.Name}\" stands for non-null type {type} and was not given.",
            variable);
    }

    private bool TryList(ValueNode literal, ListType type, out object? value)
    {
        value = null;
        if (literal is not ListValueNode list)
        {
            if (!Try(literal, type.OfType, out var single))
                return false;
            value = new[] { single };
            return true;
        }

        var items = new object?[list.Values.Length];
        var before = errors.Count;
        for (var i = 0; i < items.Length && !errors.IsFull; i++)
        {
            var from = errors.Count;
            if (!Try(list.Values[i], type.OfType, out items[i]))
                errors.Within(from, i);
        }

        if (errors.Count > before)
            return false;
        value = items;
        return true;
    }

    private bool TryObject(ValueNode literal, InputObjectType type, out object? value)
    {
        value = null;
        if (literal is not ObjectValueNode node)
            return Refuse($"A value of type {type} must be an object.", literal);
        var before = errors.Count;
        var given = new ValueNode?[type.Fields.Length];
        var known = 0;
        foreach (var field in node.Fields)
        {
            if (!type.Positions.TryGetValue(field.Name.Value, out var position))
            {
                errors.Add($"The input type {type} has no field \"{field.Name}\".", field);
                continue;
            }

            known++;
            given[position] = field.Value;
        }

        var fields = Fields(type.Fields, given, literal, "field");
        if (type.IsOneOf && fields is not null && (known != 1 || !OneOf.HasOneValue(fields)))
            errors.Add(OneOf.Rule(type), literal);
        value = errors.Count > before ? null : fields;
        return errors.Count == before;
    }

    private InputObject? Fields(ImmutableArray<InputValue> definitions, ValueNode?[] given, SyntaxNode parent, string kind)
    {
        var before = errors.Count;
        var fields = new FieldSet(coercion, definitions, errors);
        for (var i = 0; i < definitions.Length; i++)
        {
            if (given[i] is not { } literal || (literal is VariableNode variable && !definitions[i].IsRequired && !variables.TryGet(variable.Name.Value, out _)))
            {
                fields.Leave(i, parent, kind);
                continue;
            }

            var from = errors.Count;
            if (Try(literal, definitions[i].Type, out var value))
                fields.Set(i, value);
            else
                errors.Within(from, definitions[i].Name);
        }

        return errors.Count > before ? null : fields.Done();
    }

    private bool TryEnum(ValueNode literal, EnumType type, out object? value)
    {
        value = null;
        if (literal is not EnumValueNode name)
            return Refuse($"A value of enum {type} must be one of its names, without quotes.", literal);
        if (!type.ByName.TryGetValue(name.Value, out var known))
            return Refuse($"The enum {type} has no such value.", literal);
        value = known.Name;
        return true;
    }

    private bool TryScalar(ValueNode literal, ScalarType type, out object? value)
    {
        var parsed = coercion.Forms.Of(type).ParseLiteral(VariableSubstitution.In(literal, variables));
        value = parsed.Value;
        return parsed.Error is null || Refuse(parsed.Error, literal);
    }

    private bool Refuse(string message, SyntaxNode node)
    {
        errors.Add(message, node);
        return false;
    }
}
