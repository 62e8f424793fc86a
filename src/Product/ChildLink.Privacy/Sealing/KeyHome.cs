using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// Keys kept outside the database, in a folder of mode 0700: one master key, which wraps the monthly epoch keys and one
/// root secret; identities, pseudonyms and cursors are derived from the root by HKDF (RFC 5869).
/// </summary>
/// <remarks>
/// The root does not change when the master key does, so that nothing derived changes. In homes that were used before there
/// was a root (they hold epochs or the key of the log), the master key of that time is the root. Two processes that open an empty home at once agree: files appear
/// by exclusive creation and are read back. The master key is read when it is needed and never kept in memory, so that
/// a running server follows a rotation.
/// </remarks>
public sealed class KeyHome
{
    /// <summary>Ends the names of files sealed by <see cref="SealFile"/>.</summary>
    public const string SealedExtension = ".sealed";

    internal const string Root = "root.key";
    internal const string RootName = "root";

    /// <summary>The key of the log (ChildLink.Oversight), which every home in use holds.</summary>
    private const string LogKey = "log-signing.key";

    private readonly KeyFiles files;
    private readonly byte[] root;
    private readonly ConcurrentDictionary<string, byte[]> epochs = new(StringComparer.Ordinal);

    private KeyHome(KeyFiles files, byte[] root)
    {
        this.files = files;
        this.root = root;
    }

    /// <summary>Opens the home, creating master key and root at first use.</summary>
    /// <exception cref="MasterKeyMissingException">There are wrapped keys but no master key.</exception>
    /// <exception cref="InvalidDataException">The master key does not have 32 bytes.</exception>
    /// <exception cref="CryptographicException">The root was wrapped by another master key, or altered.</exception>
    public static KeyHome Open(string folder)
    {
        var files = new KeyFiles(folder);
        files.EnsureFolder();
        var isNew = files.Masters().Count == 0;
        if (isNew && (files.Holds(Root) || files.Epochs().Count > 0))
            throw new MasterKeyMissingException();
        if (isNew)
            files.ReadOrCreate(KeyFiles.Master, static () => RandomNumberGenerator.GetBytes(32));
        if (!files.Holds(Root))
        {
            var master = files.Masters()[0];
            // A master key alone is no home in use: whoever made it was killed, or is at work beside us.
            var isUsed = files.Epochs().Count > 0 || files.Holds(LogKey);
            files.ReadOrCreate(Root, () => KeyWrap.Wrap(master, RootName, isUsed ? master : RandomNumberGenerator.GetBytes(32)));
        }

        var home = new KeyHome(files, files.Unwrap(Root, RootName));
        home.PutSealedFilesBack();
        return home;
    }

    /// <summary>Name of the first epoch of a month (UTC), <c>yyyy-MM</c>; later ones have a number behind it.</summary>
    public static string EpochAt(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Which keys these are, whatever master key wraps them: 16 hexadecimal digits that reveal nothing.</summary>
    public string Id => Convert.ToHexStringLower(Derive("key-home-id", "").AsSpan(0, 8));

    /// <summary>The master key in force.</summary>
    public MasterKey Master => MasterKey.Of(files.Masters()[0]);

    /// <summary>Whether a rotation of the master key was interrupted; <see cref="RotateMaster"/> ends it.</summary>
    public bool IsRotating => files.Holds(KeyFiles.NextMaster);

    /// <summary>Epochs whose keys are here, oldest first.</summary>
    public IReadOnlyList<string> Epochs => files.Epochs();

    /// <summary>A 32-byte secret for one use, derived from the root.</summary>
    public byte[] Derive(string use, string tenant) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 32, salt: null, info: Encoding.UTF8.GetBytes($"childlink/{use}/{tenant}"));

    /// <summary>
    /// Seals a file of the home that is not wrapped by itself (the key of the log), so that it can go into a copy of the home. The
    /// home that is opened from the copy puts it back. AES-256-GCM under a key derived from the root, with the name bound.
    /// </summary>
    /// <param name="name">Name of the file; the copy gets <see cref="SealedExtension"/> behind it.</param>
    public byte[] SealFile(string name) => SealedFile.Seal(Derive("sealed-file", ""), name, File.ReadAllBytes(files.PathOf(name)));

    /// <summary>
    /// Draws a new master key and wraps everything with it. Killed at any point, the home opens as before, and the next
    /// call goes on. The caller sees to it that nobody makes an epoch meanwhile.
    /// </summary>
    /// <returns>The new master key.</returns>
    /// <exception cref="CryptographicException">A file belongs to neither master key; nothing is lost then.</exception>
    public MasterKey RotateMaster()
    {
        var next = files.ReadOrCreate(KeyFiles.NextMaster, static () => RandomNumberGenerator.GetBytes(32));
        foreach (var (name, bound) in Wrapped().ToList())
            files.Replace(name, KeyWrap.Wrap(next, bound, files.Unwrap(name, bound)));
        foreach (var (name, bound) in Wrapped())
            KeyWrap.Unwrap(next, bound, File.ReadAllBytes(files.PathOf(name)));
        var key = MasterKey.Of(next);
        files.Promote(key.Id);
        return key;
    }

    /// <summary>The key of an epoch. A key that another process destroyed is let go here, too.</summary>
    /// <exception cref="EpochGoneException">There is no such key, or it was destroyed.</exception>
    /// <exception cref="CryptographicException">The key was altered or wrapped by another master key.</exception>
    internal byte[] Epoch(string epoch)
    {
        if (files.Holds(KeyFiles.NameOfEpoch(epoch)))
            return epochs.GetOrAdd(epoch, Load);
        epochs.TryRemove(epoch, out _);
        throw new EpochGoneException(epoch);
    }

    /// <summary>Sees to it that the key of an epoch is there.</summary>
    /// <exception cref="EpochGoneException">It is not.</exception>
    internal void RequireEpoch(string epoch)
    {
        if (!files.Holds(KeyFiles.NameOfEpoch(epoch)))
            throw new EpochGoneException(epoch);
    }

    /// <summary>Makes the key of an epoch that begins; one that is there stays.</summary>
    internal void MakeEpoch(string epoch)
    {
        var master = files.Masters()[^1];
        files.ReadOrCreate(KeyFiles.NameOfEpoch(epoch), () => KeyWrap.Wrap(master, epoch, RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Destroys the key of an epoch for good; nothing happens when it is gone.</summary>
    internal void DestroyEpoch(string epoch)
    {
        epochs.TryRemove(epoch, out _);
        files.Destroy(KeyFiles.NameOfEpoch(epoch));
    }

    private void PutSealedFilesBack()
    {
        foreach (var name in files.Sealed(SealedExtension))
        {
            var copied = files.PathOf(name + SealedExtension);
            try
            {
                files.ReadOrCreate(name, () => SealedFile.Open(Derive("sealed-file", ""), name, File.ReadAllBytes(copied)));
            }
            catch (FileNotFoundException) when (files.Holds(name))
            {
                // Another process that opened the home at once was faster.
            }

            File.Delete(copied);
        }
    }

    private byte[] Load(string epoch) => files.Unwrap(KeyFiles.NameOfEpoch(epoch), epoch);

    private IEnumerable<(string Name, string Bound)> Wrapped() =>
        files.Epochs().Select(static e => (KeyFiles.NameOfEpoch(e), e)).Prepend((Root, RootName));
}
