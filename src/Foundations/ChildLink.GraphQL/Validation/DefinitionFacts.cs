using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>What the walk over one operation or fragment found that can only be judged when all definitions were walked.</summary>
internal abstract class DefinitionFacts
{
    /// <summary>Fragments it spreads, in the order of the text; unknown ones are left out.</summary>
    public List<FragmentFacts> Spreads { get; } = [];

    /// <summary>Variables it uses, fragments not counted.</summary>
    public List<VariableUsage> Usages { get; } = [];
}

/// <summary>An operation and the types of its variables.</summary>
internal sealed class OperationFacts(OperationDefinitionNode node, VariableTable variables) : DefinitionFacts
{
    public OperationDefinitionNode Node { get; } = node;

    public VariableTable Variables { get; } = variables;
}

/// <summary>A fragment.</summary>
internal sealed class FragmentFacts(FragmentDefinitionNode node, CompositeType? type) : DefinitionFacts
{
    public FragmentDefinitionNode Node { get; } = node;

    /// <summary>The type it is on, or null when there is no such composite type.</summary>
    public CompositeType? Type { get; } = type;

    /// <summary>Number of the operation whose closure last reached it; 0 for none.</summary>
    public int ReachedBy { get; set; }
}

/// <summary>A variable where a value may stand.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">Type that the place expects, or null when unknown.</param>
/// <param name="HasDefault">Whether the argument or input field has a default.</param>
/// <param name="OneOf">The input object, exactly one field of which must be given, when it is such a field; else null.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphType? Type, bool HasDefault, InputObjectType? OneOf);
