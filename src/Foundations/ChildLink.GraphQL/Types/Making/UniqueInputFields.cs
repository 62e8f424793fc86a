using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Literals of objects name each field once.</summary>
internal static class UniqueInputFields
{
    /// <summary>All defaults of a document; literals in directives are looked at with their directive.</summary>
    public static void Check(SdlIndex index, SchemaErrors errors)
    {
        foreach (var definition in index.Document.Definitions)
        {
            var inputs = definition switch
            {
                ObjectTypeDefinitionNode type => type.Fields.SelectMany(f => f.Arguments),
                InterfaceTypeDefinitionNode type => type.Fields.SelectMany(f => f.Arguments),
                InputObjectTypeDefinitionNode type => type.Fields,
                DirectiveDefinitionNode directive => directive.Arguments,
                _ => Enumerable.Empty<InputValueDefinitionNode>(),
            };
            foreach (var input in inputs)
            {
                if (input.DefaultValue is { } literal)
                    Check(literal, errors);
            }
        }
    }

    public static void Check(ValueNode literal, SchemaErrors errors)
    {
        switch (literal)
        {
            case ListValueNode list:
                foreach (var item in list.Values)
                    Check(item, errors);
                break;
            case ObjectValueNode fields:
                var known = new Dictionary<string, Name>();
                foreach (var field in fields.Fields)
                {
                    if (!known.TryAdd(field.Name.Value, field.Name))
                        errors.AddAt($"There can be only one input field named \"{field.Name}\".", known[field.Name.Value], field.Name);
                    Check(field.Value, errors);
                }

                break;
        }
    }
}
