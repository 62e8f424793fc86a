namespace ChildLink.Cli.Cluster;

/// <summary>The turn to change a cluster: one holder on this machine, given back by the kernel when the holder dies.</summary>
internal static class ClusterLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the turn now, or not at all.</summary>
    /// <returns>The turn, given back on dispose; null when somebody else has it.</returns>
    public static FileStream? TryTake(string path)
    {
        try
        {
            // On Unix FileShare.None is flock(LOCK_EX). The file stays: deleting it would let two holders lock two files of one name.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is 11 or 35) // EWOULDBLOCK on Linux and on macOS
        {
            return null;
        }
    }

    /// <summary>Waits for the turn.</summary>
    public static async Task<FileStream> Take(string path, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            if (TryTake(path) is { } turn) return turn;
            await Task.Delay(Pause, time, ct);
        }
    }
}
