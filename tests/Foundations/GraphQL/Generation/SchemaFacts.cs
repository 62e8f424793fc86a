using System.Collections.Immutable;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Everything a schema says, as lines: two schemas are equal when their facts are.</summary>
public static class SchemaFacts
{
    /// <summary>The facts of a schema, built-in ones included.</summary>
    public static IReadOnlyList<string> Of(Schema schema) =>
    [
        $"schema {schema.Description} {schema.Query} {schema.Mutation} {schema.Subscription}{Applied(schema.AppliedDirectives)}",
        .. schema.DirectivesInOrder.Select(d => $"@{d.Name} {d.Description} {d.IsRepeatable} {string.Join(" ", d.Locations)}({Inputs(d.Arguments)})"),
        .. schema.TypesInOrder.SelectMany(Of),
        .. schema.PossibleTypes.Select(p => $"{p.Key} can be {string.Join(", ", p.Value)}").Order(),
    ];

    private static IEnumerable<string> Of(NamedType type)
    {
        yield return $"{type.GetType().Name} {type} {type.Description}{Applied(type.AppliedDirectives)}";
        switch (type)
        {
            case ScalarType scalar:
                yield return $"  specified by {scalar.SpecifiedBy}";
                break;
            case FieldsType fields:
                yield return $"  implements {string.Join(", ", fields.Interfaces)}";
                foreach (var field in fields.Fields)
                    yield return $"  {field}({Inputs(field.Arguments)}): {field.Type} {field.Description} {field.DeprecationReason}{Applied(field.AppliedDirectives)}";
                break;
            case UnionType union:
                yield return $"  of {string.Join(", ", union.Members)}";
                break;
            case EnumType names:
                foreach (var value in names.Values)
                    yield return $"  {value.Name} {value.Description} {value.DeprecationReason}{Applied(value.AppliedDirectives)}";
                break;
            case InputObjectType input:
                yield return $"  {input.IsOneOf} {Inputs(input.Fields)}";
                break;
        }
    }

    private static string Inputs(ImmutableArray<InputValue> inputs) => string.Join("; ", inputs.Select(i =>
        $"{i.Name}: {i.Type} = {(i.DefaultValue is { } literal ? SyntaxPrinter.Print(literal) : "none")} {i.Description} {i.DeprecationReason}{Applied(i.AppliedDirectives)}"));

    private static string Applied(ImmutableArray<DirectiveNode> directives) => string.Concat(directives.Select(d => " " + SyntaxPrinter.Print(d)));
}
