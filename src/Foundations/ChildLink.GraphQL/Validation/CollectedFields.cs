using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>A field where it is selected.</summary>
/// <param name="Parent">Type it is selected on, or null when unknown.</param>
/// <param name="Node">The selection.</param>
/// <param name="Definition">The field, or null when unknown.</param>
internal readonly record struct FieldUse(CompositeType? Parent, FieldNode Node, Field? Definition)
{
    /// <summary>Nothing of it but its name and type can differ from another use.</summary>
    public bool IsSimple => Node is { Arguments.Length: 0, SelectionSet: null };
}

/// <summary>Fields of a selection set by response key, those of its inline fragments included, and the fragments it spreads, each once.</summary>
internal sealed class CollectedFields
{
    private const int LinearSize = 8;
    private readonly Schema schema;
    private readonly List<(string Key, List<FieldUse> Fields)> groups = [];
    private readonly HashSet<FragmentFacts> seen = [];
    private Dictionary<string, List<FieldUse>>? byKey;

    public CollectedFields(Schema schema, IReadOnlyDictionary<string, FragmentFacts> fragments, SelectionSetNode set, CompositeType? parent)
    {
        this.schema = schema;
        Collect(fragments, set, parent);
    }

    /// <summary>Groups in the order in which their keys come first.</summary>
    public IReadOnlyList<(string Key, List<FieldUse> Fields)> Groups => groups;

    /// <summary>Fragments in the order in which they come first.</summary>
    public List<FragmentFacts> Spreads { get; } = [];

    /// <summary>Fields of a key, or null.</summary>
    public List<FieldUse>? Find(string key)
    {
        if (byKey is not null)
            return byKey.GetValueOrDefault(key);
        foreach (var group in groups)
        {
            if (group.Key == key)
                return group.Fields;
        }

        return null;
    }

    private void Collect(IReadOnlyDictionary<string, FragmentFacts> fragments, SelectionSetNode set, CompositeType? parent)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    Add(new FieldUse(parent, field, (parent as FieldsType)?.ByName.GetValueOrDefault(field.Name.Value)));
                    break;
                case InlineFragmentNode { TypeCondition: { } condition } fragment:
                    Collect(fragments, fragment.SelectionSet, schema.Types.GetValueOrDefault(condition.Name.Value) as CompositeType);
                    break;
                case InlineFragmentNode fragment:
                    Collect(fragments, fragment.SelectionSet, parent);
                    break;
                case FragmentSpreadNode spread when fragments.TryGetValue(spread.Name.Value, out var fragment) && seen.Add(fragment):
                    Spreads.Add(fragment);
                    break;
            }
        }
    }

    private void Add(FieldUse use)
    {
        var key = use.Node.ResponseKey;
        if (Find(key) is { } fields)
        {
            fields.Add(use);
            return;
        }

        fields = [use];
        groups.Add((key, fields));
        if (groups.Count > LinearSize)
            byKey ??= groups.ToDictionary(g => g.Key, g => g.Fields);
        byKey?.TryAdd(key, fields);
    }
}
