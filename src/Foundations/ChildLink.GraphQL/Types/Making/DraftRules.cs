using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Rules of section 3 about types and directives taken one by one.</summary>
internal sealed class DraftRules(SchemaDraft draft, SchemaErrors errors)
{
    private readonly DefaultLiterals literals = new(errors);

    public void Check()
    {
        RootTypes.Check(draft, errors);
        foreach (var directive in draft.Directives)
            CheckDirective(directive);
        var interfaces = new InterfaceRules(draft, errors);
        foreach (var type in draft.Own)
        {
            if (errors.IsFull)
                return;
            CheckName(type.Name, draft.NodeOf(type));
            CheckType(type);
            if (type is FieldsType fields)
                interfaces.Check(fields);
        }
    }

    private void CheckDirective(DirectiveType directive)
    {
        var node = draft.DirectiveNodes[directive];
        CheckName(directive.Name, node);
        if (directive.Locations.IsEmpty)
            errors.Add($"The directive \"@{directive.Name}\" must have at least one location.", node);
        foreach (var argument in directive.Arguments)
            CheckInput(argument, $"@{directive.Name}({argument.Name}:)", atType: false);
    }

    private void CheckType(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                break;
            case UnionType union:
                CheckMembers(union);
                break;
            case EnumType names:
                if (names.Values.IsEmpty)
                    errors.Add($"The enum {type} must have at least one value.", draft.NodesOf(type));
                foreach (var value in draft.Parts[names].Cast<EnumTypeDefinitionNode>().SelectMany(p => p.Values))
                    CheckName(value.Name.Value, value);
                break;
            case InputObjectType input:
                CheckInputObject(input);
                break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.IsEmpty)
            errors.Add($"The type {type} must have at least one field.", draft.NodesOf(type));
        foreach (var field in type.Fields)
        {
            var node = draft.FieldNodes[field];
            CheckName(field.Name, node);
            if (!field.Type.IsOutput)
                errors.Add($"The field {field} must be of an output type; {field.Type} is none.", node.Type);
            foreach (var argument in field.Arguments)
                CheckInput(argument, $"{field}({argument.Name}:)", atType: true);
        }
    }

    private void CheckMembers(UnionType union)
    {
        var members = draft.NamedBy(union);
        if (members.Count == 0)
            errors.Add($"The union {union} must have at least one member.", draft.NodesOf(union));
        var seen = new HashSet<NamedType>();
        foreach (var (member, _) in members)
        {
            if (errors.IsFull)
                return;
            if (!seen.Add(member))
                errors.Add($"The union {union} can include {member} only once.", NodesOf(members, member));
            else if (member is not ObjectType)
                errors.Add($"The union {union} can include object types only; {member} is none.", NodesOf(members, member));
        }
    }

    private void CheckInputObject(InputObjectType type)
    {
        if (type.Fields.IsEmpty)
            errors.Add($"The input type {type} must have at least one field.", draft.NodesOf(type));
        foreach (var field in type.Fields)
        {
            CheckInput(field, $"{type}.{field.Name}", atType: true);
            if (type.IsOneOf && field.Type is NonNullType)
                errors.Add($"The field {type}.{field.Name} of a OneOf type must be nullable.", draft.InputNodes[field].Type);
            if (type.IsOneOf && field.DefaultValue is not null)
                errors.Add($"The field {type}.{field.Name} of a OneOf type must not have a default.", draft.InputNodes[field]);
        }
    }

    private void CheckInput(InputValue input, string coordinate, bool atType)
    {
        var node = draft.InputNodes[input];
        CheckName(input.Name, node);
        if (!input.Type.IsInput)
            errors.Add($"{coordinate} must be of an input type; {input.Type} is none.", atType ? node.Type : node);
        if (input is { IsRequired: true, DeprecationReason: not null })
            errors.Add($"{coordinate} is required and must not be deprecated.", node.Directives.FirstOrDefault(d => d.Name.Value == "deprecated"), node.Type);
        if (input.DefaultValue is { } literal && input.Type.IsInput)
            literals.Check(coordinate, literal, input.Type);
    }

    private void CheckName(string name, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            errors.Add($"The name \"{name}\" must not begin with \"__\", which is kept for introspection.", node);
    }

    private static SyntaxNode[] NodesOf(IReadOnlyList<(NamedType Type, NamedTypeNode Node)> named, NamedType type) =>
        [.. named.Where(n => n.Type == type).Select(n => n.Node).Take(SchemaErrors.MostPlaces)];
}
