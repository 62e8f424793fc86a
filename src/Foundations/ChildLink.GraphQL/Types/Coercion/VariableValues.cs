using System.Diagnostics.CodeAnalysis;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Variables of one request after coercion (section 6.1.2). A variable that was not given and has no default is absent, which is not null.</summary>
public sealed class VariableValues
{
    private readonly Dictionary<string, (object? Value, Func<ValueNode> Literal)> values;

    internal VariableValues(Dictionary<string, (object? Value, Func<ValueNode> Literal)> values) => this.values = values;

    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = new([]);

    /// <summary>The value of a variable.</summary>
    /// <param name="name">Name without the sign.</param>
    /// <param name="value">Its value, possibly null. See <see cref="InputCoercion"/> for the forms of values.</param>
    /// <returns>False when it is absent.</returns>
    public bool TryGet(string name, out object? value)
    {
        var there = values.TryGetValue(name, out var found);
        value = found.Value;
        return there;
    }

    /// <summary>The value as a constant literal: what a custom scalar sees of variables inside its literal.</summary>
    internal bool TryGetLiteral(string name, [NotNullWhen(true)] out ValueNode? literal)
    {
        var there = values.TryGetValue(name, out var found);
        literal = there ? found.Literal() : null;
        return there;
    }
}
