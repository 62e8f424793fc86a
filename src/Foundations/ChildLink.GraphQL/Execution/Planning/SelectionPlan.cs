using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>What one place of an operation asks of objects of one type.</summary>
internal sealed class SelectionPlan
{
    public SelectionPlan(ObjectType type, SelectedField[] fields, FieldFailure? failure = null)
    {
        Failure = failure;
        Type = type;
        TypeName = JsonEncodedText.Encode(type.Name);
        Fields = fields;
        Early = [.. fields.Where(f => f.Mode is FieldMode.EarlyLeaf or FieldMode.Composite)];
    }

    public ObjectType Type { get; }

    /// <summary>A twentieth of the memory it takes, in bytes.</summary>
    public long Weight => 10 + Fields.Sum(f => f.Weight);

    public JsonEncodedText TypeName { get; }

    /// <summary>Why nothing can be asked of objects here: a condition is null. Each object fails with it (section 6.4.4); there are no fields then.</summary>
    public FieldFailure? Failure { get; }

    /// <summary>In the order of the answer.</summary>
    public SelectedField[] Fields { get; }

    /// <summary>Those that are resolved with their level; <see cref="SelectedField.Column"/> counts them.</summary>
    public SelectedField[] Early { get; }
}
