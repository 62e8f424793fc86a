using System.Globalization;
using ChildLink.Cli.Cluster;
using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Data;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Cli.Synthesis;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary>The invented city of the demonstration: its code, its raw files, and which city is loaded.</summary>
internal sealed class DemoCity(Workbench bench, Installation installation, CitySize size)
{
    /// <summary>A code of its own, which no Japanese municipality has.</summary>
    public const string Code = "999997";

    private const string Preset = "sado";
    private const string Whole = "whole";
    private const string Begun = "begun";

    private string Folder => Path.Combine(bench.Options.Home, "demo");

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{size.Children}-{size.Seed}-{size.AsOf:yyyyMMdd}");

    private string StateFile => Path.Combine(Folder, "loaded");

    /// <summary>Folder of the raw files.</summary>
    public string Raw => Path.Combine(Folder, "raw", Name);

    /// <summary>Whether this city was imported, linked and screened to the end.</summary>
    public bool IsLoaded => State() == (Name, Whole);

    /// <summary>Makes the municipality; another invented city under its code makes room, because two cities must not mix.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (State() is { } loaded && loaded.Name != Name)
        {
            bench.Say($"Removing the demonstration city {loaded.Name} to make room for {Name}.");
            var running = await installation.StartClusterAsync(ct);
            await MunicipalityDatabases.DropAsync(running.ConnectionString, Code, ct);
            BackupFiles.Of(bench.Options, bench.Options.PlaceOf(Code, "", null)).RemoveWithKeys();
            File.Delete(StateFile);
        }

        MunicipalityFolders.Add(bench.Options, Code, Preset);
        Directory.CreateDirectory(Folder);
        if (!IsLoaded)
            HomeFile.Write(StateFile, $"{Name} {Begun}");
    }

    /// <summary>Notes that this city is loaded whole.</summary>
    public void MarkLoaded() => HomeFile.Write(StateFile, $"{Name} {Whole}");

    /// <summary>Writes the raw files unless an earlier run wrote all of them.</summary>
    public async Task SynthesizeAsync(CancellationToken ct)
    {
        // The import passes over names that begin with a dot.
        var whole = Path.Combine(Raw, $".{Whole}");
        if (File.Exists(whole))
            return;
        await SynthesizeCommand.WriteAsync(bench, size, Raw, ct);
        await File.WriteAllTextAsync(whole, "", ct);
    }

    private (string Name, string Progress)? State() =>
        File.Exists(StateFile) && File.ReadAllText(StateFile).Trim().Split(' ') is [var name, var progress] ? (name, progress) : null;
}
