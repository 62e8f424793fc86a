using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Validation;

/// <summary>Variables of one operation by name. Where a name is defined twice, the last definition counts.</summary>
internal sealed class VariableTable
{
    private const int ListSize = 8;
    private readonly List<Variable> variables = [];
    private Dictionary<string, Variable>? byName;

    /// <summary>All definitions in the order of the text.</summary>
    public IReadOnlyList<Variable> All => variables;

    /// <summary>Adds a definition.</summary>
    public void Add(VariableDefinitionNode node, GraphType? type)
    {
        var variable = new Variable(node, type);
        variables.Add(variable);
        if (variables.Count > ListSize)
            byName ??= [];
        if (byName is null)
            return;
        if (byName.Count == 0)
        {
            foreach (var earlier in variables)
                byName[earlier.Node.Variable.Name.Value] = earlier;
        }

        byName[node.Variable.Name.Value] = variable;
    }

    /// <summary>The definition of a name, or null.</summary>
    public Variable? Find(string name)
    {
        if (byName is not null)
            return byName.GetValueOrDefault(name);
        for (var i = variables.Count - 1; i >= 0; i--)
        {
            if (variables[i].Node.Variable.Name.Value == name)
                return variables[i];
        }

        return null;
    }

    /// <summary>A variable of an operation.</summary>
    internal sealed class Variable(VariableDefinitionNode node, GraphType? type)
    {
        public VariableDefinitionNode Node { get; } = node;

        /// <summary>Its type, or null when the schema does not know it.</summary>
        public GraphType? Type { get; } = type;

        /// <summary>Whether the operation, or a fragment it spreads, uses it.</summary>
        public bool IsUsed { get; set; }
    }
}
