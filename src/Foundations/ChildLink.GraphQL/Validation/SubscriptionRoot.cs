using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>A subscription selects one field of its root, which nothing may switch on or off (section 5.2.4.1).</summary>
internal sealed class SubscriptionRoot(Schema schema, Dictionary<string, FragmentFacts> fragments, ErrorList errors, ObjectType root)
{
    private readonly List<(string Key, List<FieldNode> Fields)> selected = [];
    private readonly List<SourceSpan> switches = [];
    private readonly HashSet<string> spread = [];

    /// <summary>Checks the selections of an operation, those of fragments at its root included.</summary>
    public void Check(OperationDefinitionNode operation)
    {
        Collect(operation.SelectionSet);
        var subject = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (switches.Count > 0)
        {
            Add($"{subject} must not use `@skip` or `@include` directives in the top level selection.", [.. switches]);
            return;
        }

        if (selected.Count == 0)
            Add($"{subject} must select one top level field.", [operation.SelectionSet.Span]);
        if (selected.Count > 1)
            Add($"{subject} must select only one top level field.", [.. selected.Skip(1).SelectMany(s => s.Fields).Select(f => f.Span)]);
        foreach (var (_, fields) in selected)
        {
            if (fields[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
                Add($"{subject} must not select an introspection top level field.", [.. fields.Select(f => f.Span)]);
        }
    }

    private void Add(string message, SourceSpan[] places) => errors.Add(ValidationRules.SingleFieldSubscriptions, message, places);

    private void Collect(SelectionSetNode set)
    {
        errors.Descend();
        foreach (var selection in set.Selections)
        {
            errors.Spend(1);
            if (Switch(selection) is { } found)
            {
                switches.Add(found.Span);
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    Add(field);
                    break;
                case InlineFragmentNode fragment when Matches(fragment.TypeCondition):
                    Collect(fragment.SelectionSet);
                    break;
                case FragmentSpreadNode named when fragments.TryGetValue(named.Name.Value, out var fragment) && Matches(fragment.Node.TypeCondition):
                    if (spread.Add(named.Name.Value))
                        Collect(fragment.Node.SelectionSet);
                    break;
            }
        }
    }

    private void Add(FieldNode field)
    {
        errors.Spend(selected.Count);
        var group = selected.Find(s => s.Key == field.ResponseKey);
        if (group.Fields is null)
            selected.Add((field.ResponseKey, [field]));
        else
            group.Fields.Add(field);
    }

    private bool Matches(NamedTypeNode? condition) =>
        condition is null || (schema.Types.GetValueOrDefault(condition.Name.Value) is CompositeType type && (type == root || schema.IsPossible(type, root)));

    private static DirectiveNode? Switch(SelectionNode selection) =>
        selection.Directives.FirstOrDefault(d => d.Name.Value == "skip") ?? selection.Directives.FirstOrDefault(d => d.Name.Value == "include");
}
