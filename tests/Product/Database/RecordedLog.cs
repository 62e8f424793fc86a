using ChildLink.Privacy.Gateway;

namespace ChildLink.Tests.Product.Database;

/// <summary>A disclosure log that keeps its entries in memory, for tests that ask what was written down.</summary>
public sealed class RecordedLog : IDisclosureLog
{
    private readonly List<DisclosureEntry> entries = [];
    private readonly Lock turn = new();

    /// <summary>Every entry so far, oldest first.</summary>
    public IReadOnlyList<DisclosureEntry> Entries
    {
        get
        {
            lock (turn)
                return [.. entries];
        }
    }

    /// <summary>When set, the log takes nothing: every append fails as a log that is down does.</summary>
    public bool Down { get; set; }

    public Task<long> AppendAsync(DisclosureEntry entry, CancellationToken ct)
    {
        if (Down)
            throw new DisclosureLogUnavailableException(new IOException("The test took the log down."));
        lock (turn)
        {
            entries.Add(entry);
            return Task.FromResult((long)entries.Count - 1);
        }
    }
}
