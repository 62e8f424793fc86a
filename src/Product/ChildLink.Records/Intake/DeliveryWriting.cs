using ChildLink.EventStore.Streams;
using ChildLink.Privacy;
using ChildLink.Privacy.Gateway;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>Writes what was prepared, in order: each file in one transaction with one log entry.</summary>
internal sealed class DeliveryWriting(
    NpgsqlConnection connection, City city, EventLog log, ProcessingGrant? grant, TimeProvider time, StoreAhead ahead, Action<string, DeliveryOutcome> done)
{
    private readonly List<(Guid Key, Guid Resident, string[] Values)> protections = [];
    private NpgsqlTransaction? transaction;

    /// <summary>Takes one step. Without a grant nothing is stored.</summary>
    public async Task TakeAsync(ImportStep step, CancellationToken ct)
    {
        switch (step)
        {
            case ImportStep.Part part:
                await WriteAsync(part.File, part.Rows, ct);
                break;
            case ImportStep.Whole whole:
                await FinishAsync(whole, ct);
                done(whole.File.File.Name, whole.Outcome);
                break;
            case ImportStep.Hold hold:
                await AbandonAsync();
                await HoldAsync(hold, ct);
                done(hold.File.File.Name, hold.Outcome);
                break;
            case ImportStep.Again again:
                await RepeatAsync(again, ct);
                done(again.File.File.Name, again.Outcome);
                break;
            case ImportStep.Recall recall:
                done(recall.Name, recall.Outcome);
                break;
            case ImportStep.Refuse refuse:
                await AbandonAsync();
                done(refuse.Name, refuse.Outcome);
                break;
            case ImportStep.Settle settle:
                settle.Done.SetResult();
                break;
            default:
                throw new InvalidOperationException("Unknown step.");
        }
    }

    /// <summary>Gives up what is not committed.</summary>
    public async Task AbandonAsync()
    {
        protections.Clear();
        if (transaction is not { } open)
            return;
        transaction = null;
        await open.DisposeAsync();
    }

    private async Task WriteAsync(ClaimedFile file, PreparedRows rows, CancellationToken ct)
    {
        if (grant is null)
        {
            ahead.Written = rows.Number;
            return;
        }

        transaction ??= await connection.BeginTransactionAsync(ct);
        var delivery = rows.Delivery;
        if (rows.Keys is { } keys)
            await keys.SaveAsync(connection, ct);
        var seq = await log.AppendAsync(connection, RecordEventTypes.SubjectStream, rows.Events, ct);
        await RecordStatements.SaveAsync(connection, new StatementOrigin(city.Code, file.Provision.Id, file.Scope, delivery), rows.Statements, seq, ct);
        await Quarantine.SaveAsync(connection, city.Code, delivery, rows.Findings, ct);
        if (ResidentProjection.Describes(file.Provision))
        {
            await ResidentProjection.SaveAsync(connection, city.Code, file.Provision, rows.Current, ct);
            await ResidentProjection.EndAsync(connection, city.Code, file.Provision, rows.Day, rows.Ends, ct);
        }

        await MembershipProjection.SaveAsync(connection, city.Code, file.Provision, rows.Households, ct);
        if (DepartureProjection.Describes(file.Provision))
            await DepartureProjection.SaveAsync(connection, city.Code, file.Provision, rows.Current, rows.Ends, ct);
        if (CouncilProjection.Describes(file.Provision))
            await CouncilProjection.SaveAsync(connection, city.Code, file.Provision, rows.Current, rows.Ends, ct);
        if (ProtectionProjection.Describes(file.Provision))
            protections.AddRange(rows.Current);
        ahead.Written = rows.Number;
    }

    private async Task FinishAsync(ImportStep.Whole whole, CancellationToken ct)
    {
        if (grant is null)
        {
            ahead.Written = whole.Rows.Number;
            return;
        }

        // No log, no data: durable before the commit, and written while the data are. An entry about a commit that then
        // failed does no harm: the file comes again.
        var logged = grant.RecordAsync($"import {whole.File.Provision.Id}", whole.Outcome.Counts.Records, ct);
        try
        {
            await WriteAsync(whole.File, whole.Rows, ct);
            await DeriveAsync(whole, ct);
            await Deliveries.SaveAsync(connection, city.Code, whole.Delivery, ct);
            await SaveKeyAsync(whole.File, whole.Delivery.Known.Id, ct);
        }
        finally
        {
            // Whichever of the two fails first is told; the other must not fail unheard.
            await Task.WhenAny(logged);
        }

        await logged;
        await transaction!.CommitAsync(CancellationToken.None);
        await AbandonAsync();
    }

    /// <summary>With the file itself: whoever lives with a protected person must at no moment be seen unprotected.</summary>
    private async Task DeriveAsync(ImportStep.Whole whole, CancellationToken ct)
    {
        var provision = whole.File.Provision;
        var tellsProtection = ProtectionProjection.Describes(provision);
        if (ResidentProjection.Describes(provision) || DepartureProjection.Describes(provision))
            await DepartureProjection.DeriveAsync(connection, city.Code, ct);
        // A list that comes late says nothing about today.
        if (tellsProtection && whole.Place.IsLatest)
            await ProtectionProjection.SaveAsync(connection, city.Code, provision, protections, whole.IsComplete, whole.File.TrueUntil, ct);
        if (ResidentProjection.Describes(provision) || tellsProtection)
            await ProtectionProjection.SpreadAsync(connection, city.Code, JapanDay.Of(time.GetUtcNow()), ct);
    }

    private async Task RepeatAsync(ImportStep.Again again, CancellationToken ct)
    {
        if (grant is null)
            return;
        transaction = await connection.BeginTransactionAsync(ct);
        if (ProtectionProjection.Describes(again.File.Provision))
            await ProtectionProjection.RefreshAsync(connection, city.Code, again.File.Provision, again.File.Digest, again.File.TrueUntil, ct);
        await SaveKeyAsync(again.File, again.Outcome.Delivery, ct);
        await transaction.CommitAsync(CancellationToken.None);
        await AbandonAsync();
    }

    private Task SaveKeyAsync(ClaimedFile file, Guid delivery, CancellationToken ct) => file.Submission is { } key
        ? Submissions.SaveAsync(connection, city.Code, key, delivery, time.GetUtcNow(), ct)
        : Task.CompletedTask;

    private async Task HoldAsync(ImportStep.Hold hold, CancellationToken ct)
    {
        if (grant is null)
            return;
        transaction = await connection.BeginTransactionAsync(ct);
        await Deliveries.SaveAsync(connection, city.Code, hold.Delivery, ct);
        await SaveKeyAsync(hold.File, hold.Delivery.Known.Id, ct);
        await grant.RecordAsync($"hold {hold.File.Provision.Id}", hold.Outcome.Counts.Records, ct);
        await transaction.CommitAsync(CancellationToken.None);
        await AbandonAsync();
    }
}
