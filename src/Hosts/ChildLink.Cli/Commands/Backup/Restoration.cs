using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.EventStore.Migrations;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>The steps of a restore; a step that fails takes the earlier ones back.</summary>
internal sealed class Restoration(Workbench bench, Installation installation, BackupManifest manifest, string folder)
{
    /// <summary>Restores, and answers where the municipality lies now.</summary>
    public async Task<MunicipalityPlace> RunAsync(Action<double> done, CancellationToken ct)
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
            files.RestorePolicy(folder);
            var place = await installation.PlaceAsync(manifest.Municipality, ct);
            await LoadAsync(place, done, ct);
            files.RestoreKeysAndCheckpoints(folder);
            whole = true;
            return place;
        }
        finally
        {
            if (!whole)
                await TakeBackAsync(files);
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

    private async Task LoadAsync(MunicipalityPlace place, Action<double> done, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Pooling = false };
        await using var owner = NpgsqlDataSource.Create(address.ConnectionString);
        await ApplySchemaAsync(owner, ct);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await DatabaseLoad.ReadAsync(connection, manifest, folder, done, ct);
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
