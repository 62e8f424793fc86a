using System.Diagnostics;
using System.Globalization;

namespace ChildLink.Benchmarks.Measuring;

/// <summary>What this process took so far.</summary>
internal static class OwnProcess
{
    /// <summary>Peak working set, e.g. <c>123 MB</c>.</summary>
    public static string PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return PeakMemoryOf(process);
    }

    /// <summary>Peak working set of another process.</summary>
    public static string PeakMemoryOf(Process process)
    {
        process.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64 / (1 << 20):#,0} MB");
    }

    /// <summary>Processor time of all threads.</summary>
    public static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
