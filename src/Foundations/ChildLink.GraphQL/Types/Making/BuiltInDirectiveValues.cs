using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Values of <c>@deprecated</c> and <c>@specifiedBy</c> (sections 3.13.3 and 3.13.4), read by their built-in definition even where the text defines its own.</summary>
internal sealed class BuiltInDirectiveValues(SchemaErrors errors)
{
    /// <summary>The reason when none is given: the default of the directive.</summary>
    public const string NoReason = "No longer supported";

    /// <summary>Why something should not be used any more, or null.</summary>
    public string? Deprecation(ImmutableArray<DirectiveNode> directives) =>
        Find(directives, "deprecated") is not { } directive ? null : Argument(directive, "reason") is { } reason ? Text(reason, "@deprecated(reason:)") : NoReason;

    /// <summary>The address of a scalar's specification, or null. The last part that gives one counts.</summary>
    public string? SpecifiedBy(IReadOnlyList<TypeDefinitionNode> parts)
    {
        string? address = null;
        foreach (var part in parts)
        {
            if (Find(part.Directives, "specifiedBy") is not { } directive)
                continue;
            if (Argument(directive, "url") is { } url)
                address = Text(url, "@specifiedBy(url:)") ?? address;
            else
                errors.Add("The argument \"@specifiedBy(url:)\" is required and was not given.", directive);
        }

        return address;
    }

    private static DirectiveNode? Find(ImmutableArray<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value == name)
                return directive;
        }

        return null;
    }

    private static ValueNode? Argument(DirectiveNode directive, string name) => directive.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;

    private string? Text(ValueNode value, string argument)
    {
        if (value is StringValueNode text)
            return text.Value;
        errors.Add($"The argument \"{argument}\" must be a text.", value);
        return null;
    }
}
