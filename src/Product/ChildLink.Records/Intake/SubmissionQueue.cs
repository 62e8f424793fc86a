using System.Threading.Channels;

namespace ChildLink.Records.Intake;

/// <summary>
/// Where submissions of one process wait for each other. Who waits here holds no connection: else one client that submits
/// often enough at once would leave none for anybody else.
/// </summary>
internal sealed class SubmissionQueue
{
    /// <summary>Longer than a few submissions take; a client that is told to come again loses nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // One place: whoever writes has it, and reads when done. A semaphore would have to be disposed of with the importer.
    private readonly Channel<bool> place = Channel.CreateBounded<bool>(1);

    /// <summary>Does something while no other submission does.</summary>
    /// <returns>What it came to; null when the turn did not come in ten seconds.</returns>
    public async Task<T?> RunAsync<T>(Func<Task<T?>> work, CancellationToken ct)
        where T : class
    {
        if (!await EnterAsync(ct))
            return null;
        try
        {
            return await work();
        }
        finally
        {
            await place.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private async Task<bool> EnterAsync(CancellationToken ct)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(ct);
        wait.CancelAfter(LongestWait);
        try
        {
            await place.Writer.WriteAsync(true, wait.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
