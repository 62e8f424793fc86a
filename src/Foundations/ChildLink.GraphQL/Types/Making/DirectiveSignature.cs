using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>What rules about applied directives need of a directive, of a text or built in.</summary>
/// <param name="IsRepeatable">Whether one place may bear it more than once.</param>
/// <param name="Locations">Where it may stand.</param>
/// <param name="Arguments">Its arguments, and whether each is required.</param>
internal sealed record DirectiveSignature(bool IsRepeatable, HashSet<DirectiveLocation> Locations, Dictionary<string, bool> Arguments)
{
    /// <summary>Signatures by name: built-in ones, or what the text puts in their place.</summary>
    public static Dictionary<string, DirectiveSignature> All(SdlIndex index)
    {
        var all = new Dictionary<string, DirectiveSignature>();
        foreach (var directive in BuiltIns.Directives)
            all[directive.Name] = new(directive.IsRepeatable, [.. directive.Locations], directive.Arguments.ToDictionary(a => a.Name, a => a.IsRequired));
        foreach (var directive in index.DirectiveDefinitions)
            all[directive.Name.Value] = Of(directive);
        return all;
    }

    private static DirectiveSignature Of(DirectiveDefinitionNode directive)
    {
        var locations = new HashSet<DirectiveLocation>();
        foreach (var name in directive.Locations)
        {
            if (DirectiveLocations.TryParse(name.Value, out var location))
                locations.Add(location);
        }

        var arguments = new Dictionary<string, bool>();
        foreach (var argument in directive.Arguments)
            arguments[argument.Name.Value] = argument is { Type: NonNullTypeNode, DefaultValue: null };
        return new(directive.IsRepeatable, locations, arguments);
    }
}
