using System.Runtime.ExceptionServices;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>One import: while the database works on a part of a file, the next is read, judged and sealed.</summary>
internal sealed class ImportRun(NpgsqlConnection connection, City city, KeyHome keys, TimeProvider time, ImportChoice choice, IReadOnlySet<Guid> erased)
{
    private ExceptionDispatchInfo? firstFailure;

    /// <summary>Takes files in, in the order given.</summary>
    /// <param name="files">The files.</param>
    /// <param name="grant">Leave to work; null in a dry run.</param>
    /// <param name="progress">Told after every file; may be null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DeliveryOutcome>> RunAsync(
        IReadOnlyList<DeliveredFile> files, ProcessingGrant? grant, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var outcomes = new List<DeliveryOutcome>(files.Count);
        var log = new EventLog(city.Code, time);
        using var ring = SubjectKeyRing.Empty(city.Code, keys, time.GetUtcNow());
        var ahead = new StoreAhead(connection, log, ring);
        using var line = new ImportLine(connection, ahead);
        var setting = new ImportSetting(
            city, ring, new SubjectIds(keys.Derive("subjects", city.Code)), keys.Derive("statements", city.Code), keys.Derive("submissions", city.Code), log, time, line,
            await DeliveryRegister.LoadAsync(connection, city, ct), new PartNumbers(), erased, grant is null);
        var writing = new DeliveryWriting(connection, city, log, grant, time, ahead, (name, outcome) =>
        {
            outcomes.Add(outcome);
            progress?.Report(new ImportProgress(outcomes.Count, files.Count, name));
        });

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sides = new[]
        {
            StopOtherAsync(() => new FilePreparation(setting, choice).PrepareAsync(files, stop.Token), stop),
            StopOtherAsync(() => WriteAsync(line, writing, stop.Token), stop),
        };
        await Task.WhenAll(sides);
        (line.Failure ?? firstFailure)?.Throw();
        return outcomes;
    }

    /// <summary>Runs one side on a thread of its own. Why the first of the two failed is why the import failed: the other then only follows.</summary>
    private async Task StopOtherAsync(Func<Task> side, CancellationTokenSource stop)
    {
        try
        {
            await Task.Run(side, CancellationToken.None);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref firstFailure, ExceptionDispatchInfo.Capture(e), null);
            await stop.CancelAsync();
        }
    }

    private static async Task WriteAsync(ImportLine line, DeliveryWriting writing, CancellationToken ct)
    {
        try
        {
            await foreach (var step in line.Steps(ct))
                await line.TakeTurnAsync(_ => writing.TakeAsync(step, ct), ct);
        }
        finally
        {
            await writing.AbandonAsync();
        }
    }
}
