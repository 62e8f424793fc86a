using System.Globalization;

namespace ChildLink.Benchmarks.Measuring;

/// <summary>Processor time of a private PostgreSQL: its postmaster and the processes that live now.</summary>
internal static class DatabaseTime
{
    private const double TicksPerSecond = 100;

    // Fields of /proc/<pid>/stat (proc(5)), counted from the one after the name.
    private const int Parent = 1;
    private const int User = 11;
    private const int System = 12;

    /// <summary>Time so far; zero where there is no /proc.</summary>
    public static TimeSpan Of(int postmaster)
    {
        if (!Directory.Exists("/proc/self"))
            return TimeSpan.Zero;
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && Read(folder) is { } fields
                && (process == postmaster || fields[Parent] == postmaster.ToString(CultureInfo.InvariantCulture)))
                ticks += long.Parse(fields[User], CultureInfo.InvariantCulture) + long.Parse(fields[System], CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static string[]? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
