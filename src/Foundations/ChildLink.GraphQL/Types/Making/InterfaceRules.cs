using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A type that implements an interface is a valid implementation of it (section 3.7.1, IsValidImplementation).</summary>
internal sealed class InterfaceRules(SchemaDraft draft, SchemaErrors errors)
{
    private readonly Dictionary<NamedType, HashSet<NamedType>> supertypes = [];

    public void Check(FieldsType type)
    {
        var named = draft.NamedBy(type);
        var seen = new HashSet<NamedType>();
        foreach (var (super, _) in named)
        {
            if (errors.IsFull)
                return;
            if (super is not InterfaceType contract)
                errors.Add($"The type {type} can implement interfaces only; {super} is none.", NodesOf(type, super));
            else if (contract == type)
                errors.Add($"The type {type} cannot implement itself.", NodesOf(type, super));
            else if (!seen.Add(contract))
                errors.Add($"The type {type} can implement {contract} only once.", NodesOf(type, super));
            else
                CheckOne(type, contract);
        }
    }

    private void CheckOne(FieldsType type, InterfaceType contract)
    {
        foreach (var (further, _) in draft.NamedBy(contract))
        {
            if (Supertypes(type).Contains(further))
                continue;
            var message = further == type
                ? $"The type {type} cannot implement {contract}, which implements {type}."
                : $"The type {type} must implement {further}, because {contract} does.";
            errors.Add(message, [.. NodesOf(contract, further), .. NodesOf(type, contract)]);
        }

        foreach (var expected in contract.Fields)
        {
            if (errors.IsFull)
                return;
            if (type.ByName.TryGetValue(expected.Name, out var field))
                CheckField(field, expected);
            else
                errors.Add($"The type {type} lacks the field {expected} of its interface.", [draft.FieldNodes.GetValueOrDefault(expected), .. draft.NodesOf(type)]);
        }
    }

    private void CheckField(Field field, Field expected)
    {
        var (node, expectedNode) = (draft.FieldNodes[field], draft.FieldNodes.GetValueOrDefault(expected));
        if (!IsSubtype(field.Type, expected.Type))
            errors.Add($"The interface's field {expected} is of type {expected.Type}; {field} is of type {field.Type}, which is not the same or narrower.", expectedNode?.Type, node.Type);
        var (owned, wanted) = (ByName(field), ByName(expected));
        foreach (var argument in expected.Arguments)
        {
            if (errors.IsFull)
                return;
            if (!owned.TryGetValue(argument.Name, out var own))
                errors.Add($"The field {field} lacks the argument \"{argument.Name}\" of {expected}.", Node(argument), node);
            else if (own.Type != argument.Type)
                errors.Add($"The argument \"{argument.Name}\" of {expected} is of type {argument.Type}, that of {field} of type {own.Type}.", Node(argument)?.Type, Node(own)?.Type);
        }

        foreach (var own in field.Arguments)
        {
            if (own.IsRequired && !wanted.ContainsKey(own.Name))
                errors.Add($"The argument \"{own.Name}\" of {field} must not be required, because {expected} does not have it.", Node(own), expectedNode);
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
            errors.Add($"The field {field} must not be deprecated, because {expected} is not.", node.Directives.FirstOrDefault(d => d.Name.Value == "deprecated"), node.Type);
    }

    /// <summary>The first of each name; a table, because schemas of strangers may have thousands of arguments.</summary>
    private static Dictionary<string, InputValue> ByName(Field field)
    {
        var arguments = new Dictionary<string, InputValue>(field.Arguments.Length);
        foreach (var argument in field.Arguments)
            arguments.TryAdd(argument.Name, argument);
        return arguments;
    }

    /// <summary>Covariance (section 3.7.1, IsValidImplementationFieldType).</summary>
    private bool IsSubtype(GraphType type, GraphType super) => (type, super) switch
    {
        _ when type == super => true,
        (NonNullType own, NonNullType expected) => IsSubtype(own.OfType, expected.OfType),
        (NonNullType own, _) => IsSubtype(own.OfType, super),
        (ListType own, ListType expected) => IsSubtype(own.OfType, expected.OfType),
        (FieldsType own, InterfaceType) => Supertypes(own).Contains((NamedType)super),
        (ObjectType own, UnionType union) => Supertypes(union).Contains(own),
        _ => false,
    };

    /// <summary>What a type says it implements, or the members of a union.</summary>
    private HashSet<NamedType> Supertypes(NamedType type)
    {
        if (!supertypes.TryGetValue(type, out var known))
            supertypes[type] = known = [.. draft.NamedBy(type).Select(n => n.Type)];
        return known;
    }

    private InputValueDefinitionNode? Node(InputValue input) => draft.InputNodes.GetValueOrDefault(input);

    private SyntaxNode[] NodesOf(NamedType type, NamedType named) =>
        [.. draft.NamedBy(type).Where(n => n.Type == named).Select(n => n.Node).Take(SchemaErrors.MostPlaces)];
}
