using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>What depends on an operation together with the fragments it reaches.</content>
internal sealed partial class DocumentCheck
{
    private void Closures()
    {
        var reached = new List<DefinitionFacts>();
        for (var i = 0; i < operations.Count; i++)
        {
            reached.Clear();
            reached.Add(operations[i]);
            for (var next = 0; next < reached.Count; next++)
            {
                errors.Spend(1 + reached[next].Spreads.Count);
                VariablesOf(operations[i], reached[next]);
                foreach (var fragment in reached[next].Spreads)
                {
                    if (fragment.ReachedBy == i + 1)
                        continue;
                    fragment.ReachedBy = i + 1;
                    reached.Add(fragment);
                }
            }

            UnusedVariables(operations[i]);
        }

        foreach (var fragment in fragmentList)
        {
            var name = fragment.Node.Name.Value;
            if (fragments[name].ReachedBy == 0)
                errors.Add(ValidationRules.NoUnusedFragments, $"Fragment \"{name}\" is never used.", fragment.Node.Span);
        }
    }

    private void VariablesOf(OperationFacts operation, DefinitionFacts definition)
    {
        foreach (var usage in definition.Usages)
        {
            errors.Spend(1);
            var name = usage.Node.Name.Value;
            if (operation.Variables.Find(name) is not { } variable)
            {
                var message = operation.Node.Name is { } named ? $"Variable \"${name}\" is not defined by operation \"{named}\"." : $"Variable \"${name}\" is not defined.";
                errors.Add(ValidationRules.NoUndefinedVariables, message, usage.Node.Span, operation.Node.Span);
                continue;
            }

            variable.IsUsed = true;
            if (variable.Type is { } type && usage.Type is { } expected)
                Position(variable.Node, type, usage, expected);
        }
    }

    private void Position(VariableDefinitionNode variable, GraphType type, VariableUsage usage, GraphType expected)
    {
        var name = usage.Node.Name.Value;
        var accepted = expected is NonNullType nonNull && type is not NonNullType && (usage.HasDefault || variable.DefaultValue is not (null or NullValueNode))
            ? nonNull.OfType
            : expected;
        if (!SchemaLookups.IsSubtype(type, accepted))
        {
            errors.Add(
                ValidationRules.VariablesInAllowedPosition,
                $"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{expected}\".",
                variable.Span,
                usage.Node.Span);
        }

        if (usage.OneOf is { } oneOf && type is not NonNullType)
        {
            errors.Add(
                ValidationRules.VariablesInAllowedPosition,
                $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".",
                variable.Span,
                usage.Node.Span);
        }
    }

    private void UnusedVariables(OperationFacts operation)
    {
        foreach (var variable in operation.Variables.All)
        {
            var name = variable.Node.Variable.Name.Value;
            if (operation.Variables.Find(name) is { IsUsed: true })
                continue;
            var message = operation.Node.Name is { } named ? $"Variable \"${name}\" is never used in operation \"{named}\"." : $"Variable \"${name}\" is never used.";
            errors.Add(ValidationRules.NoUnusedVariables, message, variable.Node.Span);
        }
    }
}
