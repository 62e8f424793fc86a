using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Nothing is defined twice: schema, root operations, types, directives, fields, arguments, values of enums.</summary>
internal sealed class UniqueNameRules(SdlIndex index, SchemaErrors errors)
{
    private readonly Dictionary<string, Dictionary<string, Name>> members = [];

    public void Check()
    {
        foreach (var extra in index.SchemaDefinitions.Skip(1))
            errors.Add("A document must define only one schema.", extra);
        CheckRoots();
        Once(index.TypeDefinitions.Select(t => t.Name), [], name => $"There can be only one type named \"{name}\".");
        Once(index.DirectiveDefinitions.Select(d => d.Name), [], name => $"There can be only one directive named \"@{name}\".");
        foreach (var definition in index.Document.Definitions)
            CheckMembers(definition);
    }

    private void CheckRoots()
    {
        var roots = new Dictionary<OperationKind, RootOperationTypeNode>();
        foreach (var root in index.SchemaParts.SelectMany(part => part.OperationTypes))
        {
            if (!roots.TryAdd(root.Kind, root))
                errors.Add($"A schema can have only one root type for a {root.Kind.ToString().ToLowerInvariant()}.", roots[root.Kind], root);
        }
    }

    private void CheckMembers(DefinitionNode definition)
    {
        switch (definition)
        {
            case ObjectTypeDefinitionNode type:
                CheckFields(type.Name.Value, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                CheckFields(type.Name.Value, type.Fields);
                break;
            case InputObjectTypeDefinitionNode type:
                Once(type.Fields.Select(f => f.Name), Known(type), name => $"The field \"{type.Name}.{name}\" can be defined only once.");
                break;
            case EnumTypeDefinitionNode type:
                Once(type.Values.Select(v => v.Name), Known(type), name => $"The enum value \"{type.Name}.{name}\" can be defined only once.");
                break;
            case DirectiveDefinitionNode directive:
                CheckArguments($"@{directive.Name}", directive.Arguments);
                break;
        }
    }

    private void CheckFields(string type, ImmutableArray<FieldDefinitionNode> fields)
    {
        Once(fields.Select(f => f.Name), Known("field " + type), name => $"The field \"{type}.{name}\" can be defined only once.");
        foreach (var field in fields)
            CheckArguments($"{type}.{field.Name}", field.Arguments);
    }

    /// <summary>One error for each name, at all places of it.</summary>
    private void CheckArguments(string parent, ImmutableArray<InputValueDefinitionNode> arguments)
    {
        if (arguments.Length < 2)
            return;
        foreach (var group in arguments.GroupBy(a => a.Name.Value).Where(g => g.Skip(1).Any()))
            errors.AddAt($"The argument \"{parent}({group.Key}:)\" can be defined only once.", [.. group.Select(a => a.Name)]);
    }

    private Dictionary<string, Name> Known(TypeDefinitionNode type) => Known(type is EnumTypeDefinitionNode ? "enum " + type.Name : "field " + type.Name);

    private Dictionary<string, Name> Known(string key) => members.TryGetValue(key, out var known) ? known : members[key] = [];

    private void Once(IEnumerable<Name> names, Dictionary<string, Name> known, Func<string, string> message)
    {
        foreach (var name in names)
        {
            if (!known.TryAdd(name.Value, name))
                errors.AddAt(message(name.Value), known[name.Value], name);
        }
    }
}
