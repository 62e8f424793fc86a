using System.Text.Json.Nodes;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

/// <summary>
/// Section 6 word for word, one field after the other, over JSON: the slow executor that the fast one is held against. Arguments are ignored;
/// variables are truths for conditions only.
/// </summary>
internal sealed class NaiveExecutor(Schema schema, DocumentNode document, JsonObject variables)
{
    private readonly List<string> errors = [];

    public (JsonNode? Data, string[] Errors) Run(OperationDefinitionNode operation, JsonObject root)
    {
        try
        {
            return (ExecuteSelectionSet([operation.SelectionSet], schema.Root(operation.Kind)!, root, ""), [.. errors]);
        }
        catch (PropagatedException)
        {
            return (null, [.. errors]);
        }
    }

    private JsonObject ExecuteSelectionSet(IEnumerable<SelectionSetNode> sets, ObjectType type, JsonNode? value, string path)
    {
        var grouped = new List<(string Key, List<FieldNode> Fields)>();
        var visited = new HashSet<string>();
        foreach (var set in sets)
            CollectFields(type, set, visited, grouped);
        var result = new JsonObject();
        foreach (var (key, fields) in grouped)
            result[key] = ExecuteField(type, value, fields, path.Length == 0 ? key : $"{path}.{key}");
        return result;
    }

    private void CollectFields(ObjectType type, SelectionSetNode set, HashSet<string> visited, List<(string Key, List<FieldNode> Fields)> grouped)
    {
        foreach (var selection in set.Selections.Where(s => s.Directives.All(IsIncluded)))
        {
            switch (selection)
            {
                case FieldNode field:
                    if (grouped.FindIndex(g => g.Key == field.ResponseKey) is >= 0 and var known)
                        grouped[known].Fields.Add(field);
                    else
                        grouped.Add((field.ResponseKey, [field]));
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                    var fragment = document.Definitions.OfType<FragmentDefinitionNode>().Single(f => f.Name.Value == spread.Name.Value);
                    if (Applies(type, fragment.TypeCondition))
                        CollectFields(type, fragment.SelectionSet, visited, grouped);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition):
                    CollectFields(type, inline.SelectionSet, visited, grouped);
                    break;
                default:
                    break;
            }
        }
    }

    private bool IsIncluded(DirectiveNode directive)
    {
        if (directive.Name.Value is not ("skip" or "include"))
            return true;
        var truth = directive.Arguments[0].Value is VariableNode variable ? variables[variable.Name.Value]!.GetValue<bool>() : ((BooleanValueNode)directive.Arguments[0].Value).Value;
        return truth == (directive.Name.Value == "include");
    }

    private bool Applies(ObjectType type, NamedTypeNode condition) => schema.PossibleTypes[(CompositeType)schema.Types[condition.Name.Value]].Contains(type);

    private JsonNode? ExecuteField(ObjectType type, JsonNode? value, List<FieldNode> fields, string path)
    {
        if (fields[0].Name.Value == "__typename")
            return type.Name;
        var field = type.ByName[fields[0].Name.Value];
        return CompleteOrNull(field.Type, fields, value is JsonObject parent ? parent[field.Name] : null, path);
    }

    /// <summary>Section 6.4.4: an error stays at a nullable place and goes up from a non-null one.</summary>
    private JsonNode? CompleteOrNull(GraphType type, List<FieldNode> fields, JsonNode? value, string path)
    {
        try
        {
            var completed = CompleteValue(type.Nullable, fields, value, path);
            return completed is null && type is NonNullType ? throw Error(path) : completed;
        }
        catch (PropagatedException) when (type is not NonNullType)
        {
            return null;
        }
    }

    private JsonNode? CompleteValue(GraphType type, List<FieldNode> fields, JsonNode? value, string path)
    {
        if (value is null)
            return null;
        if (value is JsonObject failed && failed.ContainsKey("__error"))
            throw Error(path);
        if (type is ListType list)
        {
            if (value is not JsonArray items)
                throw Error(path);
            return new JsonArray([.. items.Select((item, i) => CompleteOrNull(list.OfType, fields, item, $"{path}.{i}"))]);
        }

        if (type is not CompositeType composite)
            return Leaf(type.Named, value) ?? throw Error(path);
        var concrete = composite as ObjectType ?? Concrete(composite, value) ?? throw Error(path);
        return ExecuteSelectionSet(fields.Where(f => f.SelectionSet is not null).Select(f => f.SelectionSet!), concrete, value, path);
    }

    private ObjectType? Concrete(CompositeType composite, JsonNode value) =>
        value is JsonObject made && made["__typename"] is JsonValue name && name.TryGetValue<string>(out var text)
            ? schema.PossibleTypes[composite].FirstOrDefault(t => t.Name == text)
            : null;

    /// <summary>The scalars' own forms are tested elsewhere; here only whether the engine asks them and heeds them.</summary>
    private static JsonNode? Leaf(NamedType type, JsonNode value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new System.Text.Json.Utf8JsonWriter(buffer);
        var element = System.Text.Json.JsonSerializer.SerializeToElement(value);
        if (type is EnumType names)
            return element.ValueKind == System.Text.Json.JsonValueKind.String && names.ByName.ContainsKey(element.GetString()!) ? value.DeepClone() : null;
        if (ScalarForms.BuiltIn.Of((ScalarType)type).Write(element, json) is not null)
            return null;
        json.Flush();
        return JsonNode.Parse(buffer.WrittenSpan);
    }

    private PropagatedException Error(string path)
    {
        errors.Add(path);
        return new PropagatedException();
    }

    private sealed class PropagatedException : Exception;
}
