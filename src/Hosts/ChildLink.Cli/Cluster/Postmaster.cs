using System.Globalization;

namespace ChildLink.Cli.Cluster;

/// <summary>The server process of a data folder, as its postmaster.pid names it.</summary>
/// <param name="ProcessId">Process id.</param>
/// <param name="Ready">Whether it accepts connections (false while it starts, recovers or stops).</param>
internal sealed record Postmaster(int ProcessId, bool Ready)
{
    // Lines of postmaster.pid, counted from zero (pidfile.h).
    private const int PidLine = 0;
    private const int StatusLine = 7;

    /// <summary>Finds the living server of a data folder; null when there is none.</summary>
    public static Postmaster? Find(string data)
    {
        if (ReadFile(data) is not [_, ..] lines || PidOf(lines) is not { } pid || !Serves(pid, data)) return null;
        return new Postmaster(pid, lines.Length > StatusLine && lines[StatusLine].Trim() == "ready");
    }

    /// <summary>Removes a postmaster.pid whose process id now belongs to another process or to a zombie.</summary>
    /// <remarks>
    /// The server only checks that the number is in use, so after a kill -9 it would refuse to start when the number was
    /// given to another process of the account, as in a restarted container. A number nobody uses is left to the server.
    /// Backends that outlive their postmaster are found by the server itself through the shared memory of the folder.
    /// </remarks>
    public static void RemoveStale(string data)
    {
        if (ReadFile(data) is [_, ..] lines && PidOf(lines) is { } pid && Directory.Exists($"/proc/{pid}") && !Serves(pid, data))
            File.Delete(FileOf(data));
    }

    private static string FileOf(string data) => Path.Combine(data, "postmaster.pid");

    private static string[]? ReadFile(string data)
    {
        try
        {
            return File.ReadAllLines(FileOf(data));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static int? PidOf(string[] lines) =>
        int.TryParse(lines[PidLine], NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null;

    // The command line is readable for everybody and empty for a zombie; the working folder would need ptrace rights.
    private static bool Serves(int pid, string data)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            return Path.GetFileName(arguments[0]) == "postgres" && arguments.Contains(data, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
