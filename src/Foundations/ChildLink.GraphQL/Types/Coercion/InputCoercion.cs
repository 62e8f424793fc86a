using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>
/// Coercion of inputs (sections 3.5 to 3.12, 6.1.2 and 6.4.1) to CLR values: Int is <see cref="int"/>, Float <see cref="double"/>,
/// String and ID <see cref="string"/>, Boolean <see cref="bool"/>, an enum its name as <see cref="string"/>, an input object
/// <see cref="InputObject"/>, a list <c>object?[]</c>, a custom scalar what its <see cref="IScalarForm"/> gives, null is null.
/// Values are shared between requests where they are defaults: never change an array. Callable from many threads.
/// </summary>
/// <param name="forms">Forms of scalars.</param>
public sealed class InputCoercion(ScalarForms forms)
{
    private readonly ConcurrentDictionary<InputValue, object?> defaults = new(ReferenceEqualityComparer.Instance);

    /// <summary>Forms of scalars.</summary>
    public ScalarForms Forms { get; } = forms;

    /// <summary>A literal as a value of a type. An absent variable counts as null where null may stand.</summary>
    /// <param name="literal">The literal, with or without variables.</param>
    /// <param name="type">An input type.</param>
    /// <param name="variables">Variables of the request; <see cref="VariableValues.None"/> for constants.</param>
    /// <param name="value">The value; null when refused.</param>
    /// <param name="errors">Empty, or why it was refused: at most 50.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool TryLiteral(ValueNode literal, GraphType type, VariableValues variables, out object? value, out IReadOnlyList<CoercionError> errors)
    {
        var found = new CoercionErrors();
        var accepted = new LiteralCoercion(this, variables, found).Try(literal, type, out value);
        errors = found.All;
        return accepted;
    }

    /// <summary>JSON as a value of a type.</summary>
    /// <param name="json">The value; undefined is refused where null is.</param>
    /// <param name="type">An input type.</param>
    /// <param name="value">The value; null when refused.</param>
    /// <param name="errors">Empty, or why it was refused: at most 50.</param>
    /// <returns>Whether it was accepted.</returns>
    public bool TryJson(JsonElement json, GraphType type, out object? value, out IReadOnlyList<CoercionError> errors)
    {
        var found = new CoercionErrors();
        var accepted = new JsonCoercion(this, found).Try(json, type, out value);
        errors = found.All;
        return accepted;
    }

    /// <summary>The variables of an operation (section 6.1.2).</summary>
    /// <param name="schema">The schema the operation was validated against.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="source">The document it stands in, for locations.</param>
    /// <param name="json">An object; null and undefined count as an empty one. Names that the operation does not declare are ignored.</param>
    /// <param name="variables">The variables; <see cref="VariableValues.None"/> when refused.</param>
    /// <param name="errors">Empty, or why they were refused: at most 50.</param>
    /// <returns>Whether all were accepted.</returns>
    public bool TryVariables(
        Schema schema, OperationDefinitionNode operation, ReadOnlyMemory<byte> source, JsonElement json, out VariableValues variables, out IReadOnlyList<GraphQLError> errors) =>
        new VariableCoercion(this, schema, source).Try(operation.Variables, json, out variables, out errors);

    /// <summary>Arguments of a field or directive (section 6.4.1).</summary>
    /// <param name="definitions">Arguments of the field or directive.</param>
    /// <param name="arguments">What the document gives; names that are not defined are ignored.</param>
    /// <param name="parent">The field or directive, which missing arguments are reported at.</param>
    /// <param name="variables">Variables of the request.</param>
    /// <param name="values">The arguments, or null when refused.</param>
    /// <param name="errors">Empty, or why they were refused: at most 50; the place begins with the name of the argument.</param>
    /// <returns>Whether all were accepted.</returns>
    public bool TryArguments(
        ImmutableArray<InputValue> definitions, ImmutableArray<ArgumentNode> arguments, SyntaxNode parent, VariableValues variables,
        out InputObject? values, out IReadOnlyList<CoercionError> errors)
    {
        if (definitions.IsEmpty)
        {
            values = InputObject.Empty;
            errors = [];
            return true;
        }

        var found = new CoercionErrors();
        values = new LiteralCoercion(this, variables, found).Arguments(definitions, arguments, parent);
        errors = found.All;
        return values is not null;
    }

    /// <summary>The value of a default, made once.</summary>
    /// <exception cref="InvalidOperationException">The form of a custom scalar refuses it: the schema does not fit the forms bound to it.</exception>
    public object? DefaultOf(InputValue definition) => defaults.GetOrAdd(definition, MakeDefault);

    private object? MakeDefault(InputValue definition)
    {
        if (TryLiteral(definition.DefaultValue!, definition.Type, VariableValues.None, out var value, out var errors))
            return value;
        throw new InvalidOperationException($"The default of '{definition.Name}' is not of type {definition.Type}: {errors[0].Message}");
    }
}
