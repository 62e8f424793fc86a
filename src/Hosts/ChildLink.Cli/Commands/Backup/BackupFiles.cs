using ChildLink.Api.Composition;

namespace ChildLink.Cli.Commands.Backup;

/// <summary>
/// The parts of a municipality that lie outside its database, and where they lie inside a backup. Keys are none of them: who finds
/// a backup must not find what opens it.
/// </summary>
internal sealed record BackupFiles(string Keys, string Checkpoints, string Policy)
{
    private const string CheckpointsName = "checkpoints";
    private const string PolicyName = "policy";

    public static BackupFiles Of(ChildLinkOptions options, MunicipalityPlace place) => new(
        place.Keys, Path.Combine(place.Checkpoints, place.Code), Path.Combine(options.OwnMunicipalities, place.Code));

    /// <summary>Checkpoints: copied before the database, so that none of them counts entries that the copy lacks.</summary>
    public void SaveCheckpoints(string backup) => CopyFolder(Checkpoints, Path.Combine(backup, CheckpointsName));

    /// <summary>The municipality's own policy; nothing where it is one that comes with the program.</summary>
    public void SavePolicy(string backup) => CopyFolder(Policy, Path.Combine(backup, PolicyName));

    public void RestorePolicy(string backup) => CopyFolder(Path.Combine(backup, PolicyName), Policy);

    public void RestoreCheckpoints(string backup) => CopyFolder(Path.Combine(backup, CheckpointsName), Checkpoints);

    /// <summary>What stands in the way of a restore; null when nothing does.</summary>
    public string? Occupied() => new[] { Checkpoints, Policy }.FirstOrDefault(static f => Directory.Exists(f) && Directory.EnumerateFileSystemEntries(f).Any());

    /// <summary>Takes a half-done restore back; keys stay.</summary>
    public void Remove()
    {
        foreach (var folder in new[] { Checkpoints, Policy }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes room for another invented city: its keys go, too, with the ledger of who was erased.</summary>
    public void RemoveWithKeys()
    {
        Remove();
        if (Directory.Exists(Keys))
            Directory.Delete(Keys, recursive: true);
    }

    /// <summary>Every file of a backup that is not a table, with its digest.</summary>
    public static async Task<IReadOnlyList<DumpedFile>> DigestsAsync(string backup, CancellationToken ct)
    {
        var files = new List<DumpedFile>();
        foreach (var path in new[] { CheckpointsName, PolicyName }.Select(n => Path.Combine(backup, n)).Where(Directory.Exists)
            .SelectMany(static f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
            files.Add(new DumpedFile(Path.GetRelativePath(backup, path).Replace('\\', '/'), await Digest.OfFileAsync(path, ct)));
        return files;
    }

    private static void CopyFolder(string source, string target)
    {
        if (!Directory.Exists(source))
            return;
        PrivateFolder(target);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(source))
            CopyFolder(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    /// <summary>Makes a folder that only its owner can open: what lies below is as secret as the data.</summary>
    public static void PrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
