namespace ChildLink.GraphQL.Execution;

/// <summary>Resolvers and schema do not fit: a fault of the program, found before the first request.</summary>
/// <param name="problems">Every missing, superfluous and unfitting binding, one sentence each.</param>
public sealed class SchemaBindingException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Every missing, superfluous and unfitting binding, one sentence each; at least one.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
