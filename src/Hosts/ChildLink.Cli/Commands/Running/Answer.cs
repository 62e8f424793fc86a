using System.Text.Json.Nodes;

namespace ChildLink.Cli.Commands.Running;

/// <summary>What a command has to say: once for people, once for machines.</summary>
/// <param name="Exit">0 done, 1 refused or failed, 2 wrong usage.</param>
/// <param name="Json">The object printed with <c>--json</c>.</param>
/// <param name="Lines">The lines printed without it.</param>
internal sealed record Answer(int Exit, JsonObject Json, IReadOnlyList<string> Lines)
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Everything was said before.</summary>
    public static Answer Silent { get; } = new(Done, [], []);

    /// <summary>The command did what it was asked.</summary>
    public static Answer Of(JsonObject json, params string[] lines) => new(Done, json, lines);
}
