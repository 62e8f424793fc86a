using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Directives that a document applies are known, stand where they may and once unless repeatable, and have the arguments they need.</summary>
internal sealed class AppliedDirectiveRules(SdlIndex index, SchemaErrors errors)
{
    private readonly Dictionary<string, DirectiveSignature> signatures = DirectiveSignature.All(index);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> owners = [];

    public void Check()
    {
        foreach (var place in SdlPlace.Of(index.Document))
        {
            if (errors.IsFull)
                return;
            var seen = place.Owner is null ? [] : Seen(place.Owner);
            foreach (var directive in place.Directives)
                CheckOne(directive, place.Location, seen);
        }
    }

    private Dictionary<string, DirectiveNode> Seen(string owner) => owners.TryGetValue(owner, out var seen) ? seen : owners[owner] = [];

    private void CheckOne(DirectiveNode directive, DirectiveLocation location, Dictionary<string, DirectiveNode> seen)
    {
        CheckLiterals(directive);
        var name = directive.Name.Value;
        if (!signatures.TryGetValue(name, out var signature))
        {
            errors.Add($"The directive \"@{name}\" is unknown.", directive);
            return;
        }

        if (!signature.Locations.Contains(location))
            errors.Add($"The directive \"@{name}\" must not be used on {DirectiveLocations.NameOf(location)}.", directive);
        if (!signature.IsRepeatable && !seen.TryAdd(name, directive))
            errors.Add($"The directive \"@{name}\" can be used only once at this place.", seen[name], directive);
        foreach (var argument in directive.Arguments)
        {
            if (!signature.Arguments.ContainsKey(argument.Name.Value))
                errors.Add($"The directive \"@{name}\" has no argument \"{argument.Name}\".", argument);
        }

        if (!signature.Arguments.ContainsValue(true))
            return;
        var given = directive.Arguments.Select(a => a.Name.Value).ToHashSet();
        foreach (var (argument, isRequired) in signature.Arguments)
        {
            if (isRequired && !given.Contains(argument))
                errors.Add($"The argument \"@{name}({argument}:)\" is required and was not given.", directive);
        }
    }

    private void CheckLiterals(DirectiveNode directive)
    {
        if (directive.Arguments.Length > 1)
        {
            foreach (var group in directive.Arguments.GroupBy(a => a.Name.Value).Where(g => g.Skip(1).Any()))
                errors.AddAt($"There can be only one argument named \"{group.Key}\".", [.. group.Select(a => a.Name)]);
        }

        foreach (var argument in directive.Arguments)
            UniqueInputFields.Check(argument.Value, errors);
    }
}
