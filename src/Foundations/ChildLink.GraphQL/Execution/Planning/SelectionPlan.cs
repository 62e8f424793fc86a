using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>What one place of an operation asks of objects of one type.</summary>
internal sealed class SelectionPlan
{
    public SelectionPlan(ObjectType type, SelectedField[] fields)
    {
        Type = type;
        TypeName = JsonEncodedText.Encode(type.Name);
        Fields = fields;
        Early = [.. fields.Where(f => f.Bound.Mode is FieldMode.EarlyLeaf or FieldMode.Composite)];
    }

    public ObjectType Type { get; }

    /// <summary>A twentieth of the memory it takes, in bytes.</summary>
    public long Weight => 10 + Fields.Sum(f => f.Weight);

    public JsonEncodedText TypeName { get; }

    /// <summary>In the order of the answer.</summary>
    public SelectedField[] Fields { get; }

    /// <summary>Those that are resolved with their level; <see cref="SelectedField.Column"/> counts them.</summary>
    public SelectedField[] Early { get; }
}
