using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Keys;

/// <summary>A copy of a key home without its master key.</summary>
internal static class KeyCopy
{
    private const string MasterPattern = "master.";

    /// <summary>Writes the copy; answers how many files it has.</summary>
    public static int Write(string keys, string target)
    {
        BackupFiles.PrivateFolder(target);
        var files = Files(keys);
        foreach (var file in files)
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return files.Count;
    }

    /// <summary>Brings a copy back into a key home that is not there.</summary>
    /// <exception cref="CommandRefusedException">The folder holds no keys.</exception>
    public static void Return(string copy, string keys)
    {
        if (!File.Exists(Path.Combine(copy, "root.key")))
            throw new CommandRefusedException("keys-copy-invalid", "The copy holds no root.key: it was not made by 'childlink keys save'.");
        BackupFiles.PrivateFolder(keys);
        foreach (var file in Files(copy))
            File.Copy(file, Path.Combine(keys, Path.GetFileName(file)));
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(static f => !Path.GetFileName(f).StartsWith(MasterPattern, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
