using System.Collections.Immutable;
using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>Writes executable definitions; values, types and the type system in the other parts.</summary>
internal sealed partial class SyntaxWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Add(string piece) => text.Append(piece);

    // Behind a definition without braces of its own the braces of a shorthand query would be read as its.
    public void Definition(DefinitionNode definition, bool allowsShorthand)
    {
        Description(definition.Description);
        switch (definition)
        {
            case OperationDefinitionNode operation:
                Operation(operation, allowsShorthand);
                break;
            case FragmentDefinitionNode fragment:
                text.Append("fragment ").Append(fragment.Name.Value).Append(" on ").Append(fragment.TypeCondition.Name.Value);
                Directives(fragment.Directives);
                Add(" ");
                Selections(fragment.SelectionSet);
                break;
            case TypeSystemDefinitionNode system:
                TypeSystem(system);
                break;
            default:
                throw Unknown(definition);
        }
    }

    public void Selections(SelectionSetNode set)
    {
        Add("{");
        depth++;
        foreach (var selection in set.Selections)
        {
            NewLine();
            Selection(selection);
        }

        depth--;
        NewLine();
        Add("}");
    }

    public void Selection(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                if (field.Alias is { } alias)
                    text.Append(alias.Value).Append(": ");
                Add(field.Name.Value);
                Arguments(field.Arguments);
                Directives(field.Directives);
                if (field.SelectionSet is { } selections)
                {
                    Add(" ");
                    Selections(selections);
                }

                break;
            case FragmentSpreadNode spread:
                text.Append("...").Append(spread.Name.Value);
                Directives(spread.Directives);
                break;
            case InlineFragmentNode fragment:
                Add("...");
                if (fragment.TypeCondition is { } condition)
                    text.Append(" on ").Append(condition.Name.Value);
                Directives(fragment.Directives);
                Add(" ");
                Selections(fragment.SelectionSet);
                break;
            default:
                throw Unknown(selection);
        }
    }

    public void VariableDefinition(VariableDefinitionNode variable)
    {
        Description(variable.Description);
        Value(variable.Variable);
        Add(": ");
        Type(variable.Type);
        Default(variable.DefaultValue);
        Directives(variable.Directives);
    }

    public override string ToString() => text.ToString();

    private static ArgumentException Unknown(SyntaxNode node) => new($"Nodes of type {node.GetType().Name} have no text.", nameof(node));

    private void Operation(OperationDefinitionNode operation, bool allowsShorthand)
    {
        if (allowsShorthand && operation is { Kind: OperationKind.Query, Description: null, Name: null, Variables: [], Directives: [] })
        {
            Selections(operation.SelectionSet);
            return;
        }

        Add(Word(operation.Kind));
        if (operation.Name is { } name)
            text.Append(' ').Append(name.Value);
        if (operation.Variables is { Length: > 0 } variables)
            List("(", variables, VariableDefinition, ")", variables.Any(v => v.Description is not null));
        Directives(operation.Directives);
        Add(" ");
        Selections(operation.SelectionSet);
    }

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };

    // Items with descriptions stand on lines of their own, others in a row.
    private void List<T>(string open, ImmutableArray<T> items, Action<T> write, string close, bool onLines)
    {
        Add(open);
        depth++;
        var isFirst = true;
        foreach (var item in items)
        {
            if (onLines)
                NewLine();
            else if (!isFirst)
                Add(", ");
            isFirst = false;
            write(item);
        }

        depth--;
        if (onLines)
            NewLine();
        Add(close);
    }

    private void NewLine() => text.Append('\n').Append(' ', depth * 2);
}
