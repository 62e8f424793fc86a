using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Oversight.Recording;

/// <summary>An entry on its way and the caller who waits for it.</summary>
internal sealed class PendingEntry(CanonicalEntry entry)
{
    // The caller's continuation must not run on the writer's loop.
    private readonly TaskCompletionSource<long> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CanonicalEntry Entry { get; } = entry;

    /// <summary>Sequence number, once durable.</summary>
    public Task<long> Written => written.Task;

    /// <summary>Whether nobody waits any more: the caller got an exception and shows nothing.</summary>
    public bool Abandoned => written.Task.IsCompleted;

    public void Complete(long sequence) => written.TrySetResult(sequence);

    public void Fail(Exception cause) => written.TrySetException(new DisclosureLogUnavailableException(cause));

    public void Abandon() => written.TrySetCanceled(CancellationToken.None);
}
