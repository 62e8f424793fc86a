namespace ChildLink.GraphQL.Language;

/// <summary>Writes syntax trees as text that reads back as the same tree.</summary>
public static class SyntaxPrinter
{
    /// <summary>The text of a node and all below it, two spaces per level, definitions apart by an empty line, ended by a line feed only for documents.</summary>
    /// <exception cref="ArgumentException">The node, or one below it, is of a kind this assembly does not know.</exception>
    public static string Print(SyntaxNode node)
    {
        var text = new SyntaxWriter();
        switch (node)
        {
            case DocumentNode document:
                foreach (var definition in document.Definitions)
                {
                    var isFirst = definition == document.Definitions[0];
                    text.Add(isFirst ? "" : "\n");
                    text.Definition(definition, isFirst);
                    text.Add("\n");
                }

                break;
            case DefinitionNode definition:
                text.Definition(definition, true);
                break;
            case SelectionSetNode selections:
                text.Selections(selections);
                break;
            case SelectionNode selection:
                text.Selection(selection);
                break;
            case ValueNode value:
                text.Value(value);
                break;
            case TypeNode type:
                text.Type(type);
                break;
            case DirectiveNode directive:
                text.Directive(directive);
                break;
            case ArgumentNode argument:
                text.Argument(argument);
                break;
            case ObjectFieldNode field:
                text.ObjectField(field);
                break;
            case VariableDefinitionNode variable:
                text.VariableDefinition(variable);
                break;
            default:
                text.TypeSystemPart(node);
                break;
        }

        return text.ToString();
    }
}
