using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.EventStore.Migrations;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>The steps of a restore; a step that fails takes the earlier ones back.</summary>
internal sealed class Restoration(Workbench bench, Installation installation, BackupManifest manifest, string folder)
{
    /// <summary>Erasures after the backup that were applied again.</summary>
    public int Reapplied { get; private set; }

    /// <summary>The ledger that the backup was held against.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; private set; } = [];

    /// <summary>Restores, and proves the result before anything of it stays.</summary>
    /// <param name="keySource">Where the keys come from.</param>
    /// <param name="prove">Throws when the restored municipality is not sound; everything is taken back then.</param>
    /// <param name="done">Told the share done.</param>
    /// <param name="ct">Cancels; everything is taken back.</param>
    public async Task RunAsync(KeySource keySource, Func<CancellationToken, Task> prove, Action<double> done, CancellationToken ct)
    {
        if (!MunicipalityPlace.IsCode(manifest.Municipality))
            throw new InvalidDataException("The manifest names no municipality.");
        var files = BackupFiles.Of(bench.Options, bench.Options.PlaceOf(manifest.Municipality, "", null));
        if (files.Occupied() is { } occupied)
            throw new CommandRefusedException("municipality-exists", $"This installation holds the municipality {manifest.Municipality} already ({occupied}); restore into an empty home.");
        await RequireNoDatabaseAsync(ct);
        var whole = false;
        try
        {
            var keys = await keySource.OpenAsync(manifest, files.Keys, ct);
            files.RestorePolicy(folder);
            var place = await installation.PlaceAsync(manifest.Municipality, ct);
            await LoadAsync(place, keys, done, ct);
            files.RestoreCheckpoints(folder);
            await prove(ct);
            whole = true;
        }
        finally
        {
            if (!whole)
            {
                keySource.TakeBack();
                await TakeBackAsync(files);
            }
        }
    }

    private async Task RequireNoDatabaseAsync(CancellationToken ct)
    {
        if (installation.IsExternal)
            return;
        var running = await installation.StartClusterAsync(ct);
        if (await MunicipalityDatabases.ExistsAsync(running.ConnectionString, manifest.Municipality, ct))
            throw new CommandRefusedException("municipality-exists", $"The private cluster has a database of the municipality {manifest.Municipality} already.");
    }

    private static Task ApplySchemaAsync(NpgsqlDataSource owner, CancellationToken ct) => new MigrationRunner(owner).ApplyAsync(Schema.Owners, ct);

    private async Task LoadAsync(MunicipalityPlace place, KeyHome keys, Action<double> done, CancellationToken ct)
    {
        Ledger = Municipality.LedgerOf(place, keys).Read();
        var promise = ErasurePromise.Default with { Backups = place.BackupRetention };
        var address = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false };
        await using var owner = NpgsqlDataSource.Create(address.ConnectionString);
        await ApplySchemaAsync(owner, ct);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await DatabaseLoad.ReadAsync(
            connection, manifest, folder,
            async loaded => Reapplied = await ErasureCompletion.ReapplyAsync(loaded, place.Code, Ledger, promise, bench.Time, ct), done, ct);
    }

    private async Task TakeBackAsync(BackupFiles files)
    {
        files.Remove();
        if (installation.IsExternal)
            return;
        var running = await installation.StartClusterAsync(CancellationToken.None);
        await MunicipalityDatabases.DropAsync(running.ConnectionString, manifest.Municipality, CancellationToken.None);
    }
}
