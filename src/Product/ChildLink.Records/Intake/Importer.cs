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

/// <summary>What a person chose for an import.</summary>
/// <param name="DryRun">Read and judge everything, store nothing.</param>
/// <param name="AcceptedDrops">Full extracts that are taken although they lack much: file names, paths as reported, or identities of held deliveries.</param>
public sealed record ImportChoice(bool DryRun, IReadOnlyCollection<string> AcceptedDrops);

/// <summary>
/// Takes delivered files in: each in one transaction with one log entry, under the provision that claims its name. A repeated
/// or interrupted import loses nothing and doubles nothing; two imports at once wait for each other.
/// </summary>
public sealed class Importer(NpgsqlDataSource database, City city, KeyHome keys, PrivacyGateway gateway, TimeProvider time)
{
    private readonly SubmissionQueue submissions = new();

    /// <summary>Takes files in, in order of path.</summary>
    /// <param name="caller">Who imports; stands in the log.</param>
    /// <param name="paths">Files and folders (taken with everything below).</param>
    /// <param name="dryRun">Read and judge everything, store nothing.</param>
    /// <param name="progress">Told after every file; may be null.</param>
    /// <param name="ct">Cancels between files and within.</param>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    /// <exception cref="DisclosureLogUnavailableException">The log takes no entry; the file at hand and those after it are not stored.</exception>
    public Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(
        Caller caller, IReadOnlyList<string> paths, bool dryRun, IProgress<ImportProgress>? progress, CancellationToken ct) =>
        ImportAsync(caller, paths, new ImportChoice(dryRun, []), progress, ct);

    /// <summary>Takes files in, in order of path; full extracts that lack much are taken where a person accepted that.</summary>
    /// <param name="caller">Who imports; stands in the log.</param>
    /// <param name="paths">Files and folders (taken with everything below).</param>
    /// <param name="choice">What the person chose.</param>
    /// <param name="progress">Told after every file; may be null.</param>
    /// <param name="ct">Cancels between files and within.</param>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    /// <exception cref="DisclosureLogUnavailableException">The log takes no entry; the file at hand and those after it are not stored.</exception>
    public async Task<IReadOnlyList<DeliveryOutcome>> ImportAsync(
        Caller caller, IReadOnlyList<string> paths, ImportChoice choice, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return await ImportAsync(caller, DeliveredFiles.Expand(paths), choice, ImportTurn.AwaitAsync, progress, ct)
            ?? throw new InvalidOperationException("Waiting has no end.");
    }

    /// <summary>
    /// Takes rows in that another system hands over, as if they lay in a file: one transaction, one log entry. Once per client
    /// key: the same key with the same rows is repeated, and with others refused (<see cref="SubmittedRows.KeyReused"/>). While
    /// another import runs for more than a few seconds it is refused (<see cref="SubmittedRows.Busy"/>).
    /// </summary>
    /// <param name="caller">Who submits; stands in the log.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="ct">Cancels; nothing is stored then.</param>
    /// <exception cref="DisclosureLogUnavailableException">The log takes no entry; nothing is stored.</exception>
    public async Task<DeliveryOutcome> SubmitAsync(Caller caller, SubmittedRows rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var file = new DeliveredFile(rows.File, rows.Folder + rows.File) { Submitted = rows };
        var outcomes = await submissions.RunAsync(
            () => ImportAsync(caller, [file], new ImportChoice(DryRun: false, []), ImportTurn.TryAsync, progress: null, ct), ct);
        return outcomes?.Single()
            ?? new DeliveryOutcome.Refused(file.Shown, SubmittedRows.Busy, "another import runs; the same submission can be made again when it is done.");
    }

    private async Task<IReadOnlyList<DeliveryOutcome>?> ImportAsync(
        Caller caller, IReadOnlyList<DeliveredFile> files, ImportChoice choice, Func<NpgsqlConnection, CancellationToken, Task<bool>> takeTurn,
        IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var grant = gateway.Grant(caller, "record-keeping", Guid.CreateVersion7(time.GetUtcNow()));
        await using var connection = await database.OpenConnectionAsync(ct);
        try
        {
            if (!await takeTurn(connection, ct))
                return null;
            var erased = await ErasedSubjects.LoadAsync(connection, city.Code, ct);
            var outcomes = await new ImportRun(connection, city, keys, time, choice, erased).RunAsync(files, choice.DryRun ? null : grant, progress, ct);

            // Whoever's protection ended since the last import, although no file says so.
            if (!choice.DryRun)
                await ProtectionProjection.SpreadAsync(connection, city.Code, JapanDay.Of(time.GetUtcNow()), ct);
            else
                await grant.RecordAsync("import dry-run", outcomes.OfType<DeliveryOutcome.Taken>().Sum(o => o.Counts.Records), ct);

            return outcomes;
        }
        finally
        {
            await ImportTurn.GiveBackAsync(connection);
        }
    }
}
