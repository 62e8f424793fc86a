using System.Collections.Immutable;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <content>Arguments of fields and directives, and directives.</content>
internal sealed partial class DocumentCheck
{
    private void FieldArguments(FieldNode node, Field? field)
    {
        foreach (var argument in node.Arguments)
        {
            var known = field?.Argument(argument.Name.Value);
            if (known is null && field is not null)
                errors.Add(ValidationRules.KnownArgumentNames, $"Unknown argument \"{argument.Name.Value}\" on field \"{field}\".", argument.Span);
            Value(argument.Value, known?.Type, known?.DefaultValue is not null, null);
        }

        UniqueArguments(node.Arguments);
        if (field is null)
            return;
        foreach (var known in field.Arguments)
        {
            if (known.IsRequired && !IsGiven(node.Arguments, known.Name))
                errors.Add(ValidationRules.ProvidedRequiredArguments, $"Argument \"{field}({known.Name}:)\" of type \"{known.Type}\" is required, but it was not provided.", node.Span);
        }
    }

    private void Directives(ImmutableArray<DirectiveNode> directives, DirectiveLocation location)
    {
        foreach (var node in directives)
        {
            errors.Spend(1);
            if (!schema.Directives.TryGetValue(node.Name.Value, out var directive))
                errors.Add(ValidationRules.KnownDirectives, $"Unknown directive \"@{node.Name.Value}\".", node.Span);
            else if (!directive.Locations.Contains(location))
                errors.Add(ValidationRules.KnownDirectives, $"Directive \"@{node.Name.Value}\" may not be used on {DirectiveLocations.NameOf(location)}.", node.Span);
            DirectiveArguments(node, directive);
        }

        if (directives.Length > 1)
            UniqueDirectives(directives);
    }

    private void DirectiveArguments(DirectiveNode node, DirectiveType? directive)
    {
        foreach (var argument in node.Arguments)
        {
            var known = directive?.Arguments.FirstOrDefault(a => a.Name == argument.Name.Value);
            if (known is null && directive is not null)
                errors.Add(ValidationRules.KnownArgumentNames, $"Unknown argument \"{argument.Name.Value}\" on directive \"@{directive.Name}\".", argument.Span);
            Value(argument.Value, known?.Type, known?.DefaultValue is not null, null);
        }

        UniqueArguments(node.Arguments);
        if (directive is null)
            return;
        foreach (var known in directive.Arguments)
        {
            if (known.IsRequired && !IsGiven(node.Arguments, known.Name))
            {
                errors.Add(
                    ValidationRules.ProvidedRequiredArguments,
                    $"Argument \"@{directive.Name}({known.Name}:)\" of type \"{known.Type}\" is required, but it was not provided.",
                    node.Span);
            }
        }
    }

    private void UniqueArguments(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2)
            return;
        foreach (var group in RepeatedNames.In(arguments, a => a.Name))
            errors.Add(ValidationRules.UniqueArgumentNames, $"There can be only one argument named \"{group.Key}\".", group.Value.ToArray());
    }

    private void UniqueDirectives(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var group in RepeatedNames.In(directives, d => new Name(d.Name.Value, d.Span)))
        {
            if (!schema.Directives.TryGetValue(group.Key, out var directive) || directive.IsRepeatable)
                continue;
            foreach (var again in group.Value.Skip(1))
                errors.Add(ValidationRules.UniqueDirectivesPerLocation, $"The directive \"@{group.Key}\" can only be used once at this location.", group.Value[0], again);
        }
    }

    private bool IsGiven(ImmutableArray<ArgumentNode> arguments, string name)
    {
        errors.Spend(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Name.Value == name)
                return true;
        }

        return false;
    }
}
