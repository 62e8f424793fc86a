using System.Formats.Tar;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>Where a backup lies: a folder, or one file ending in <c>.tar</c>. It appears whole or not at all.</summary>
internal sealed class BackupTarget
{
    private const string TarExtension = ".tar";

    private readonly string path;

    public BackupTarget(string path)
    {
        this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        Draft = $"{this.path}.{Guid.NewGuid():N}.part";
    }

    /// <summary>The folder in which the backup is put together or unpacked.</summary>
    public string Draft { get; }

    private bool IsTar => path.EndsWith(TarExtension, StringComparison.OrdinalIgnoreCase);

    public void RequireFree()
    {
        if (File.Exists(path) || (Directory.Exists(path) && (IsTar || Directory.EnumerateFileSystemEntries(path).Any())))
            throw new CommandRefusedException("target-exists", $"{path} exists; a backup never replaces another.");
    }

    /// <summary>Gives the finished backup its name.</summary>
    public async Task<string> ReleaseAsync(CancellationToken ct)
    {
        if (!IsTar)
        {
            if (Directory.Exists(path))
                Directory.Delete(path);
            Directory.Move(Draft, path);
            return path;
        }

        var tar = Draft + TarExtension;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(tar, options))
            await TarFile.CreateFromDirectoryAsync(Draft, stream, includeBaseDirectory: false, ct);
        File.Move(tar, path);
        return path;
    }

    /// <summary>The folder to read from: the backup itself, or what its file holds.</summary>
    public async Task<string> OpenAsync(CancellationToken ct)
    {
        if (Directory.Exists(path))
            return path;
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no backup at {path}.");
        BackupFiles.PrivateFolder(Draft);
        // Refuses entries that would land outside the folder.
        await TarFile.ExtractToDirectoryAsync(path, Draft, overwriteFiles: false, ct);
        return Draft;
    }

    /// <summary>Removes the folder of the work.</summary>
    public void Clear()
    {
        if (Directory.Exists(Draft))
            Directory.Delete(Draft, recursive: true);
        File.Delete(Draft + TarExtension);
    }
}
