using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>Operations, their variables, and fragments.</content>
internal sealed partial class DocumentCheck
{
    private void Operation(OperationDefinitionNode node)
    {
        var variables = new VariableTable();
        var facts = new OperationFacts(node, variables);
        operations.Add(facts);
        current = facts;
        var root = schema.Root(node.Kind);
        if (root is null)
            errors.Add(ValidationRules.KnownOperationTypes, $"The {DirectiveScope.Word(node.Kind)} operation is not supported by the schema.", node.Span);
        foreach (var variable in node.Variables)
            variables.Add(variable, VariableDefinition(variable));
        if (node.Variables.Length > 1)
            UniqueVariables(node);
        Directives(node.Directives, DirectiveScope.Of(node.Kind));
        if (node.Kind == OperationKind.Subscription && root is not null)
            new SubscriptionRoot(schema, fragments, errors, root).Check(node);
        Selections(node.SelectionSet, root);
    }

    private GraphType? VariableDefinition(VariableDefinitionNode variable)
    {
        errors.Spend(1);
        TypeName(NamedOf(variable.Type));
        var type = TypeReference.Find(schema.Types, variable.Type);
        if (type is { IsInput: false })
            errors.Add(ValidationRules.VariablesAreInputTypes, $"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{type}\".", variable.Type.Span);
        if (variable.DefaultValue is { } value)
            Value(value, type is { IsInput: true } ? type : null, false, null);
        Directives(variable.Directives, DirectiveLocation.VariableDefinition);
        return type;
    }

    private void UniqueVariables(OperationDefinitionNode node)
    {
        foreach (var group in RepeatedNames.In(node.Variables, v => v.Variable.Name))
            errors.Add(ValidationRules.UniqueVariableNames, $"There can be only one variable named \"${group.Key}\".", group.Value.ToArray());
    }

    private void Fragment(FragmentFacts facts)
    {
        current = facts;
        var node = facts.Node;
        TypeName(node.TypeCondition);
        if (facts.Type is null && schema.Types.ContainsKey(node.TypeCondition.Name.Value))
        {
            errors.Add(
                ValidationRules.FragmentsOnCompositeTypes,
                $"Fragment \"{node.Name.Value}\" cannot condition on non composite type \"{node.TypeCondition.Name.Value}\".",
                node.TypeCondition.Span);
        }

        Directives(node.Directives, DirectiveLocation.FragmentDefinition);
        Selections(node.SelectionSet, facts.Type);
    }

    private void TypeName(NamedTypeNode type)
    {
        if (!schema.Types.ContainsKey(type.Name.Value))
            errors.Add(ValidationRules.KnownTypeNames, $"Unknown type \"{type.Name.Value}\".", type.Span);
    }

    private static NamedTypeNode NamedOf(TypeNode type) => type switch
    {
        ListTypeNode list => NamedOf(list.OfType),
        NonNullTypeNode nonNull => NamedOf(nonNull.OfType),
        _ => (NamedTypeNode)type,
    };
}
