using System.Collections.Concurrent;
using ChildLink.Api.Problems;
using ChildLink.Screening.Runs;

namespace ChildLink.Api.GraphQL.Jobs;

/// <summary>
/// Long work of one server: one at a time, behind the request that started it. What it makes is durable and has its own log
/// entry; a job itself lives as long as the server. Another node answers that there is no such job.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="report">Told of faults that nobody foresaw, with the job; answers their problem.</param>
internal sealed class JobBoard(TimeProvider time, Func<Exception, Guid, ProblemCode> report) : IAsyncDisposable
{
    /// <summary>Jobs kept.</summary>
    private const int Most = 100;

    /// <summary>How often it is asked whether whoever started the work may still do it.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Job> jobs = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    /// <summary>Starts work; null while other work runs.</summary>
    /// <param name="kind">Of work.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="allowed">Whether whoever started it may still do it; asked while it runs, and the work is cancelled when not.</param>
    /// <param name="work">The work.</param>
    public Job? Start(
        string kind, string plan, Func<CancellationToken, Task<bool>> allowed, Func<IProgress<ScreeningProgress>, CancellationToken, Task<JobResult>> work)
    {
        lock (gate)
        {
            if (!running.IsCompleted || stop.IsCancellationRequested)
                return null;
            var now = time.GetUtcNow();
            var job = new Job(Guid.CreateVersion7(now), kind, plan, Job.Running, 0, 0, null, now, null, null, null);
            foreach (var old in jobs.Values.OrderBy(j => j.StartedAt).Take(Math.Max(0, jobs.Count - Most + 1)))
                jobs.TryRemove(old.Id, out _);
            jobs[job.Id] = job;
            running = Task.Run(() => RunAsync(job.Id, allowed, work), CancellationToken.None);
            return job;
        }
    }

    /// <summary>A job as it stands, or null.</summary>
    public Job? Find(Guid id) => jobs.GetValueOrDefault(id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
#pragma warning disable VSTHRD003 // It was started by this very board, on no context.
        await running;
#pragma warning restore VSTHRD003
        stop.Dispose();
    }

    private async Task RunAsync(Guid id, Func<CancellationToken, Task<bool>> allowed, Func<IProgress<ScreeningProgress>, CancellationToken, Task<JobResult>> work)
    {
        JobResult result;
        using var over = new CancellationTokenSource();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var watching = WatchAsync(allowed, ended, over.Token);
        try
        {
            result = await work(new Moves(this, id), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            result = JobResult.Failed("assignment-ended", "The assignment of whoever started it ended before the work was done; nothing was stored.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            result = JobResult.Failed("server-stopped", "The server was stopped before the work was done; nothing was stored.");
        }
#pragma warning disable CA1031 // The work has no caller any more: whatever ends it is told to whoever follows the job, and reported.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var problem = report(e, id);
            result = JobResult.Failed(problem.Code, problem.English);
        }

        await over.CancelAsync();
        await watching;
        var now = jobs[id];
        jobs[id] = now with
        {
            State = result.Failure is null ? "DONE" : "FAILED",
            Step = null,
            FinishedAt = time.GetUtcNow(),
            Made = result.Made,
            Failure = result.Failure,
        };
    }

    /// <summary>What cannot be asked is not allowed: a right that nobody can confirm ends the work as one that ended.</summary>
    private async Task WatchAsync(Func<CancellationToken, Task<bool>> allowed, CancellationTokenSource ended, CancellationToken over)
    {
        try
        {
            do
                await Task.Delay(Step, time, over);
            while (await allowed(over));
            await ended.CancelAsync();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The work was done first.
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>Notes progress at once, on the thread that tells it.</summary>
    private sealed class Moves(JobBoard board, Guid id) : IProgress<ScreeningProgress>
    {
        public void Report(ScreeningProgress value) =>
            board.jobs[id] = board.jobs[id] with { Done = value.Done, Total = value.Total, Step = value.Step };
    }
}
