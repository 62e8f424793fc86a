using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Cli.Commands.Keys;

/// <summary>A copy of a key home without its master key. What is not wrapped by that key in the home is sealed in the copy: nothing in it can be used by whoever finds it.</summary>
internal static class KeyCopy
{
    private const string MasterPattern = "master.";

    /// <summary>Writes the copy; answers how many files it has.</summary>
    public static int Write(KeyHome home, string keys, string target)
    {
        BackupFiles.PrivateFolder(target);
        var files = Files(keys);
        foreach (var name in files.Select(static f => Path.GetFileName(f)))
        {
            if (MayBeFound(name))
                File.Copy(Path.Combine(keys, name), Path.Combine(target, name));
            else
                File.WriteAllBytes(Path.Combine(target, name + KeyHome.SealedExtension), home.SealFile(name));
        }

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

    /// <summary>Wrapped keys, public keys, and the ledger, which holds opaque ids. Everything else is sealed, whatever it is.</summary>
    private static bool MayBeFound(string name) =>
        name.StartsWith("root.key", StringComparison.Ordinal) || name.StartsWith("epoch-", StringComparison.Ordinal)
        || name.EndsWith(".pub", StringComparison.Ordinal) || name == ErasureLedger.FileName;

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(static f => !Path.GetFileName(f).StartsWith(MasterPattern, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
