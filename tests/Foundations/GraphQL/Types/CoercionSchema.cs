using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Types;

/// <summary>A schema with a type of every kind of input, and short ways to coerce.</summary>
internal static class CoercionSchema
{
    public static Schema Schema { get; } = Make("""
        type Query { f(int: Int, req: Int!, def: Int = 7, reqDef: Int! = 8, list: [Int!], where: Where, one: One, any: Any, color: Color): Int, float: Float, id: ID }
        enum Color { RED GREEN }
        scalar Any
        input Where { grade: Int, name: String! = "x", tags: [String], and: [Where!], color: Color = RED, need: Need, any: Any }
        input Need { it: Int!, when: Where = {grade: 1} }
        input One @oneOf { a: Int, b: [Int!], c: Where }
        """);

    public static InputCoercion Coercion { get; } = new(ScalarForms.BuiltIn);

    public static Schema Make(string sdl)
    {
        var made = SchemaMaker.Make(Encoding.UTF8.GetBytes(sdl));
        made.Errors.ShouldBeEmpty();
        return made.Schema!;
    }

    /// <summary>An operation with the variables, selecting <c>f</c> with the arguments.</summary>
    public static (DocumentNode Document, OperationDefinitionNode Operation, FieldNode Field) Operation(string variables, string arguments)
    {
        var parsed = GraphQLParser.Parse(Encoding.UTF8.GetBytes($"query{(variables.Length == 0 ? "" : $"({variables})")} {{ f{(arguments.Length == 0 ? "" : $"({arguments})")} }}"));
        parsed.Error.ShouldBeNull();
        var operation = (OperationDefinitionNode)parsed.Document!.Definitions[0];
        return (parsed.Document, operation, (FieldNode)operation.SelectionSet.Selections[0]);
    }

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static GraphType Type(string reference) => TypeReference.Find(Schema.Types, Operation($"$v: {reference}", "").Operation.Variables[0].Type)!;

    public static VariableValues Variables(string definitions, string json)
    {
        var (document, operation, _) = Operation(definitions, "");
        Coercion.TryVariables(Schema, operation, document.Source, Json(json), out var variables, out var errors).ShouldBeTrue(string.Join("\n", errors.Select(e => e.Message)));
        return variables;
    }
}
