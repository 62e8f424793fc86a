using System.Collections.Frozen;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Validation;

namespace ChildLink.GraphQL.Documents;

/// <summary>A document that was parsed, validated and planned, or the errors that it has. Callable from many threads.</summary>
public sealed class PreparedDocument
{
    private readonly PreparedOperation[] operations;
    private Action<long>? grown;

    private PreparedDocument(ExecutableSchema schema, CostLimits costs, DocumentNode document)
    {
        Schema = schema;
        Costs = costs;
        Source = document.Source;
        Fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToFrozenDictionary(f => f.Name.Value);
        Errors = [];
        operations = [.. document.Definitions.OfType<OperationDefinitionNode>().Select(o => new PreparedOperation(this, o))];
    }

    private PreparedDocument(ExecutableSchema schema, CostLimits costs, ReadOnlyMemory<byte> source, IReadOnlyList<GraphQLError> errors)
    {
        Schema = schema;
        Costs = costs;
        Source = source;
        Fragments = FrozenDictionary<string, FragmentDefinitionNode>.Empty;
        Errors = errors;
        operations = [];
    }

    /// <summary>Why it cannot run: one error of syntax, or those of validation. Empty when it can.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Its operations in the order of the text; none when there are errors.</summary>
    public IReadOnlyList<PreparedOperation> Operations => operations;

    /// <summary>The text, UTF-8.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    internal ExecutableSchema Schema { get; }

    internal CostLimits Costs { get; }

    internal FrozenDictionary<string, FragmentDefinitionNode> Fragments { get; }

    /// <summary>Held while plans are made that are kept: many requests of one new document make them once.</summary>
    internal Lock Planning { get; } = new();

    /// <summary>Parses, validates and plans a text without any cache.</summary>
    /// <param name="schema">What it is for.</param>
    /// <param name="utf8">The text; must not change afterwards.</param>
    /// <param name="limits">What reading and checking it may cost; null for the default.</param>
    /// <param name="costs">What its operations may cost; null for the default.</param>
    public static PreparedDocument Of(ExecutableSchema schema, ReadOnlyMemory<byte> utf8, DocumentLimits? limits = null, CostLimits? costs = null)
    {
        limits ??= DocumentLimits.Default;
        costs ??= CostLimits.Default;
        var parsed = GraphQLParser.Parse(utf8, limits.Parsing);
        if (parsed.Document is not { } document)
            return new PreparedDocument(schema, costs, utf8, [parsed.Error!]);
        var errors = DocumentValidator.Validate(schema.Schema, document, limits.Validating);
        return errors.Count > 0 ? new PreparedDocument(schema, costs, utf8, errors) : new PreparedDocument(schema, costs, document);
    }

    /// <summary>Has every further growth told, in the unit of <see cref="DocumentLimits.MaxBytes"/>; to be called before the document is given away.</summary>
    internal PreparedDocument Telling(Action<long> growth)
    {
        grown = growth;
        return this;
    }

    internal void Grow(long weight) => grown?.Invoke(weight);

    /// <summary>The operation that a request means (section 6.1, GetOperation).</summary>
    /// <param name="name">Its name; null (an empty text is a name) when the document has one operation only.</param>
    /// <exception cref="InvalidOperationException">The document has errors.</exception>
    public OperationChoice Operation(string? name)
    {
        if (Errors.Count > 0)
            throw new InvalidOperationException("The document has errors.");
        if (name is null)
            return operations.Length == 1 ? new OperationChoice(operations[0], null) : OperationChoice.Refused("The document has several operations: the request must name one.");
        return Array.Find(operations, o => o.Name == name) is { } operation
            ? new OperationChoice(operation, null)
            : OperationChoice.Refused("The document has no operation of the name that the request gives.");
    }
}

/// <summary>An operation, or why none can be chosen; exactly one is not null.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Error">An error of the request.</param>
public sealed record OperationChoice(PreparedOperation? Operation, GraphQLError? Error)
{
    internal static OperationChoice Refused(string message) => new(null, new GraphQLError(message, []));
}
