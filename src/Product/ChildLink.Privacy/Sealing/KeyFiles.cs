using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// The files of a key home: <c>master.key</c> (32 bytes), <c>master.next</c> while it is being replaced, and files wrapped
/// by either. Files appear whole or not at all, readable by their owner only.
/// </summary>
internal sealed class KeyFiles(string folder)
{
    public const string Master = "master.key";
    public const string NextMaster = "master.next";
    private const string Marker = "master.id";
    private const string EpochPrefix = "epoch-";
    private const string Extension = ".key";

    public static string NameOfEpoch(string epoch) => EpochPrefix + epoch + Extension;

    public bool Holds(string name) => File.Exists(PathOf(name));

    public string PathOf(string name) => Path.Combine(folder, name);

    public IReadOnlyList<string> Epochs() =>
        [.. Directory.EnumerateFiles(folder, EpochPrefix + "*" + Extension)
            .Select(static f => Path.GetFileName(f)[EpochPrefix.Length..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>Names, without the extension, of files that end in it.</summary>
    public IReadOnlyList<string> Sealed(string extension) =>
        [.. Directory.EnumerateFiles(folder, "*" + extension).Select(f => Path.GetFileName(f)[..^extension.Length])];

    public void EnsureFolder()
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The master key, and the one that is taking its place if a rotation was interrupted; the newest last.</summary>
    public IReadOnlyList<byte[]> Masters()
    {
        var masters = new List<byte[]>();
        foreach (var name in new[] { Master, NextMaster }.Where(Holds))
        {
            var key = File.ReadAllBytes(PathOf(name));
            masters.Add(key.Length == 32 ? key : throw new InvalidDataException($"{name} must hold exactly 32 bytes."));
        }

        return masters;
    }

    /// <summary>Opens a wrapped file with whichever master key fits.</summary>
    /// <exception cref="CryptographicException">No master key fits, or the file was altered.</exception>
    public byte[] Unwrap(string name, string bound)
    {
        var wrapped = File.ReadAllBytes(PathOf(name));
        foreach (var master in Masters())
        {
            try
            {
                return KeyWrap.Unwrap(master, bound, wrapped);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Wrapped by the other one.
            }
        }

        throw new CryptographicException($"{name} does not belong to this master key, or was altered.");
    }

    /// <summary>The content; made first where there is none. Of two makers at once one wins and both read its content.</summary>
    public byte[] ReadOrCreate(string name, Func<byte[]> create)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            var draft = Draft(path, create());
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllBytes(path);
    }

    public void Replace(string name, byte[] content) => File.Move(Draft(PathOf(name), content), PathOf(name), overwrite: true);

    /// <summary>
    /// Makes the next master key the master key and overwrites the old one's bytes. The marker is flushed in between: a
    /// journal that holds it holds the renames before it, so that no power cut leaves files wrapped by a key that is gone.
    /// </summary>
    public void Promote(string id)
    {
        using var old = Holds(Master) ? new FileStream(PathOf(Master), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete) : null;
        File.Move(PathOf(NextMaster), PathOf(Master), overwrite: true);
        Replace(Marker, System.Text.Encoding.ASCII.GetBytes(id + "\n"));
        if (old is not null)
            Overwrite(old);
    }

    /// <summary>Overwrites the bytes of a file and removes it. What a disk keeps of overwritten blocks is beyond a program.</summary>
    public void Destroy(string name)
    {
        if (!Holds(name))
            return;
        using (var file = new FileStream(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            Overwrite(file);
        File.Delete(PathOf(name));
    }

    private static void Overwrite(FileStream file)
    {
        file.Write(new byte[file.Length]);
        file.Flush(flushToDisk: true);
    }

    private static string Draft(string path, byte[] content)
    {
        var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(draft, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return draft;
    }
}
