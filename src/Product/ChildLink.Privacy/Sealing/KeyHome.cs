using System.Globalization;
using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// Keys kept outside the database, in a folder of mode 0700: one master key, monthly epoch keys wrapped by it,
/// and secrets derived from it by HKDF (RFC 5869) for identities, pseudonyms and cursors.
/// </summary>
/// <remarks>Two processes that open an empty home at once agree: files appear by exclusive creation and are read back.</remarks>
public sealed class KeyHome
{
    private readonly string folder;
    private readonly byte[] master;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> epochs = new(StringComparer.Ordinal);

    private KeyHome(string folder, byte[] master)
    {
        this.folder = folder;
        this.master = master;
    }

    /// <summary>Opens the home, creating the master key at first use.</summary>
    public static KeyHome Open(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var master = ReadOrCreate(Path.Combine(folder, "master.key"), () => RandomNumberGenerator.GetBytes(32));
        if (master.Length != 32)
            throw new InvalidDataException("master.key must hold exactly 32 bytes.");
        return new KeyHome(folder, master);
    }

    /// <summary>Name of the epoch that new subject keys are wrapped under: the month in UTC, <c>yyyy-MM</c>.</summary>
    public static string EpochAt(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A 32-byte secret for one use, derived from the master key.</summary>
    public byte[] Derive(string use, string tenant) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, salt: null, info: System.Text.Encoding.UTF8.GetBytes($"childlink/{use}/{tenant}"));

    /// <summary>The key of an epoch; created when the epoch is new.</summary>
    /// <exception cref="CryptographicException">The file was wrapped by another master key or altered.</exception>
    internal byte[] Epoch(string epoch) => epochs.GetOrAdd(epoch, LoadEpoch);

    private byte[] LoadEpoch(string epoch)
    {
        var wrapped = ReadOrCreate(Path.Combine(folder, $"epoch-{epoch}.key"), () => KeyWrap.Wrap(master, epoch, RandomNumberGenerator.GetBytes(32)));
        return KeyWrap.Unwrap(master, epoch, wrapped);
    }

    private static byte[] ReadOrCreate(string path, Func<byte[]> create)
    {
        if (!File.Exists(path))
        {
            var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(draft, options))
            {
                file.Write(create());
                file.Flush(flushToDisk: true);
            }

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
}
