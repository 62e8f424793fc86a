using System.Text.Json;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>What a command printed and how it ended.</summary>
public sealed record CommandResult(int Exit, string Output, string Error)
{
    /// <summary>The object printed with <c>--json</c>.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
