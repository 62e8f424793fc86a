namespace ChildLink.Cli.Commands.Running;

/// <summary>Ends a command with a stable code and a sentence for the user.</summary>
/// <remarks>An exception and not an outcome: a command is many steps, and every one of them may end it in the same way.</remarks>
internal sealed class CommandRefusedException(string code, string message, int exit = Answer.Failed) : Exception(message)
{
    public string Code { get; } = code;

    public int Exit { get; } = exit;

    /// <summary>An argument names something that does not exist or does not fit.</summary>
    public static CommandRefusedException Usage(string message) => new("usage", message, Answer.Usage);
}
