using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>Files that stand in a command line.</summary>
internal static class GivenFile
{
    /// <summary>Opens or reads a file.</summary>
    /// <exception cref="CommandRefusedException">It is a folder, or cannot be read: wrong usage.</exception>
    public static T Open<T>(string path, Func<string, T> open)
    {
        // The system says of a folder that access is denied, as if a right were missing.
        if (Directory.Exists(path))
            throw CommandRefusedException.Usage($"{path} is a folder; a file is needed.");
        try
        {
            return open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandRefusedException.Usage($"{path} cannot be read: {e.Message}");
        }
    }
}
