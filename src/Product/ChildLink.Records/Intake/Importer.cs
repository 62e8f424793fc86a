using System.Data;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>Progress of an import: files done and in all.</summary>
public readonly record struct ImportProgress(int Done, int Total, string File);

/// <summary>
/// Takes delivered files in: each in one transaction with one log entry, under the provision that claims its name. A repeated
/// or interrupted import loses nothing and doubles nothing; two imports at once wait for each other.
/// </summary>
public sealed class Importer(NpgsqlDataSource database, City city, KeyHome keys, PrivacyGateway gateway, TimeProvider time)
{
    private const long ImportLock = 0x43_4C_49_4D_50; // "CLIMP"

    /// <summary>Takes files in, in order of path.</summary>
    /// <param name="caller">Who imports; stands in the log.</param>
    /// <param name="paths">Files and folders (taken with everything below).</param>
    /// <param name="dryRun">Read and judge everything, store nothing.</param>
    /// <param name="progress">Told after every file; may be null.</param>
    /// <param name="ct">Cancels between files and within.</param>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    /// <exception cref="DisclosureLogUnavailableException">The log takes no entry; the file at hand and those after it are not stored.</exception>
    public async Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(
        Caller caller, IReadOnlyList<string> paths, bool dryRun, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var files = DeliveredFiles.Expand(paths);
        var run = Guid.CreateVersion7(time.GetUtcNow());
        var grant = gateway.Grant(caller, "record-keeping", run);
        await using var connection = await database.OpenConnectionAsync(ct);
        await AwaitTurnAsync(connection, ct);
        try
        {
            var erased = await ErasedSubjects.LoadAsync(connection, city.Code, ct);
            var outcomes = new List<DeliveryOutcome>(files.Count);
            var lastOfPath = files.Select((f, i) => (f.Shown, i)).GroupBy(f => f.Shown, f => f.i, StringComparer.Ordinal).Select(g => g.Max()).ToHashSet();
            foreach (var file in files)
            {
                outcomes.Add(await ImportOneAsync(connection, file, replaced: !lastOfPath.Contains(outcomes.Count), dryRun ? null : grant, erased, ct));
                progress?.Report(new ImportProgress(outcomes.Count, files.Count, file.Name));
            }

            // Whoever's protection ended since the last import, although no file says so.
            if (!dryRun)
                await ProtectionProjection.SpreadAsync(connection, city.Code, JapanDay.Of(time.GetUtcNow()), ct);
            else
                await grant.RecordAsync("import dry-run", outcomes.OfType<DeliveryOutcome.Taken>().Sum(o => o.Counts.Records), ct);

            return outcomes;
        }
        finally
        {
            // A connection that was lost has given its turn back; saying so again would hide why it was lost.
            if (connection.State == ConnectionState.Open)
                await Statement.ExecuteAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None, ImportLock);
        }
    }

    /// <summary>Waits without end: the other import may be that of a whole city.</summary>
    private static async Task AwaitTurnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var turn = Statement.Of(connection, "select pg_advisory_lock($1)", ImportLock);
        turn.CommandTimeout = 0;
        await turn.ExecuteNonQueryAsync(ct);
    }

    private async Task<DeliveryOutcome> ImportOneAsync(
        NpgsqlConnection connection, DeliveredFile file, bool replaced, ProcessingGrant? grant, IReadOnlySet<Guid> erased, CancellationToken ct)
    {
        switch (city.Claim(file.Name))
        {
            case FileClaim.Nobody:
                return new DeliveryOutcome.Refused(file.Shown, "no_provision", "no provision claims this file name; nothing is stored without one.");
            case FileClaim.Several several:
                return new DeliveryOutcome.Refused(file.Shown, "several_provisions", $"claimed by {string.Join(", ", several.Provisions)}; make the file patterns distinct.");
            case FileClaim.One one:
                if (one.Parts.School is { } school && !city.KnowsSchool(school))
                    return new DeliveryOutcome.Refused(file.Shown, FindingRules.UnknownSchoolCode, "the school code in the file name is not in the list of schools in city.yaml.");
                if (!one.Provision.Basis.IsInForce(time.GetUtcNow()))
                    return new DeliveryOutcome.Refused(file.Shown, "basis_ended", $"the legal basis of provision {one.Provision.Id} is not in force.");
                return await ImportClaimedAsync(connection, file, one, replaced, grant, erased, ct);
            default:
                throw new InvalidOperationException("Unknown claim.");
        }
    }

    private async Task<DeliveryOutcome> ImportClaimedAsync(
        NpgsqlConnection connection, DeliveredFile file, FileClaim.One claim, bool replaced, ProcessingGrant? grant, IReadOnlySet<Guid> erased, CancellationToken ct)
    {
        try
        {
            await using var stream = DeliveredFiles.Open(file);
            var digest = await DeliveredFiles.DigestAsync(stream, claim, ct);
            if (await Deliveries.FindAsync(connection, city.Code, claim.Provision.Id, digest, file.Shown, replaced, ct) is { } records)
            {
                if (grant is not null && ProtectionProjection.Describes(claim.Provision))
                    await ProtectionProjection.RefreshAsync(
                        connection, city.Code, claim.Provision, digest, DeliveredFiles.TrueUntil(stream, claim, time.GetUtcNow()), ct);
                return new DeliveryOutcome.Repeated(file.Shown, claim.Provision.Id, records);
            }

            if (stream.Length == 0)
                return new DeliveryOutcome.Refused(file.Shown, "empty_file", "the file has no bytes.");
            return await StoreAsync(connection, file, claim, digest, stream, grant, erased, ct);
        }
        catch (FileRefusedException e)
        {
            return new DeliveryOutcome.Refused(file.Shown, e.Rule, e.Message);
        }
    }

    /// <summary>One transaction; it is rolled back when it ends otherwise than by the commit, and in a dry run (no grant).</summary>
    private async Task<DeliveryOutcome> StoreAsync(
        NpgsqlConnection connection, DeliveredFile file, FileClaim.One claim, byte[] digest, FileStream stream, ProcessingGrant? grant,
        IReadOnlySet<Guid> erased, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var delivery = Guid.CreateVersion7(time.GetUtcNow());
        var taken = await new DeliveryImport(connection, city, keys, time, claim, file, digest, delivery, erased).RunAsync(stream, ct);
        if (grant is null)
            return taken;
        // No log, no data. An entry about a commit that then failed does no harm: the file comes again.
        await grant.RecordAsync($"import {claim.Provision.Id}", taken.Counts.Records, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return taken;
    }
}
