using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ChildLink.GraphQL.Language;

/// <content>Values, types, directives and descriptions.</content>
internal sealed partial class SyntaxWriter
{
    public void Value(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                text.Append('$').Append(variable.Name.Value);
                break;
            case IntValueNode number:
                Add(number.Text);
                break;
            case FloatValueNode number:
                Add(number.Text);
                break;
            case StringValueNode literal:
                Literal(literal.Value, literal.IsBlock);
                break;
            case BooleanValueNode boolean:
                Add(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                Add("null");
                break;
            case EnumValueNode name:
                Add(name.Value);
                break;
            case ListValueNode list:
                List("[", list.Values, Value, "]", false);
                break;
            case ObjectValueNode fields:
                List("{", fields.Fields, ObjectField, "}", false);
                break;
            default:
                throw Unknown(value);
        }
    }

    public void ObjectField(ObjectFieldNode field)
    {
        text.Append(field.Name.Value).Append(": ");
        Value(field.Value);
    }

    public void Argument(ArgumentNode argument)
    {
        text.Append(argument.Name.Value).Append(": ");
        Value(argument.Value);
    }

    public void Directive(DirectiveNode directive)
    {
        text.Append('@').Append(directive.Name.Value);
        Arguments(directive.Arguments);
    }

    public void Type(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                Add(named.Name.Value);
                break;
            case ListTypeNode list:
                Add("[");
                Type(list.OfType);
                Add("]");
                break;
            case NonNullTypeNode nonNull:
                Type(nonNull.OfType);
                Add("!");
                break;
            default:
                throw Unknown(type);
        }
    }

    private void Arguments(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length > 0)
            List("(", arguments, Argument, ")", false);
    }

    private void Directives(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            Add(" ");
            Directive(directive);
        }
    }

    private void Default(ValueNode? value)
    {
        if (value is null)
            return;
        Add(" = ");
        Value(value);
    }

    private void Description(Description? description)
    {
        if (description is null)
            return;
        Literal(description.Value, description.IsBlock);
        NewLine();
    }

    private void Literal(string value, bool isBlock)
    {
        if (isBlock && BlockStrings.CanStandBelow(value))
            Block(value, "\n");
        else if (isBlock && BlockStrings.CanStandBehind(value))
            Block(value, "");
        else
            Quoted(value);
    }

    private void Block(string value, string before)
    {
        Add("\"\"\"");
        var lines = value.Length == 0 ? [] : value.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0 || before.Length > 0)
                text.Append('\n').Append(' ', lines[i].Length > 0 ? depth * 2 : 0);
            Add(lines[i].Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal));
        }

        if (lines.Length > 0)
            NewLine();
        Add("\"\"\"");
    }

    private void Quoted(string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
            Character(rune);
        text.Append('"');
    }

    private void Character(Rune rune)
    {
        var escaped = rune.Value switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => null,
        };
        if (escaped is not null)
            Add(escaped);
        else if (rune.Value is < 0x20 or (>= 0x7F and <= 0x9F))
            text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        else
            text.Append(rune.ToString());
    }
}
