using System.Security.Cryptography;
using System.Text;
using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// The key that signs checkpoints, kept in a folder outside the database: <c>log-signing.key</c> (PKCS#8 in PEM, mode 0600)
/// and <c>log-signing.pub</c> (verifier key of a signed note), which anyone may have.
/// </summary>
public sealed class LogSigner : IDisposable
{
    /// <summary>Name of the key in every note; the origin line tells the logs of several tenants apart.</summary>
    public const string KeyName = "childlink-access-log";

    private const string KeyFile = "log-signing.key";
    private const string PublicFile = "log-signing.pub";

    private readonly NoteSigner signer;

    private LogSigner(NoteSigner signer) => this.signer = signer;

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier => signer.Verifier;

    /// <summary>Origin line of the checkpoints of a tenant.</summary>
    public static string OriginOf(string tenant) => $"{KeyName}/{tenant}";

    /// <summary>Opens the key, creating it at first use; two processes that create at once agree on one key.</summary>
    /// <exception cref="InvalidDataException">The files are no key on P-256, or do not belong together.</exception>
    public static LogSigner Open(string folder)
    {
        var pem = ExclusiveFile.ReadOrCreate(Path.Combine(folder, KeyFile), CreateKey);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(pem));
            var opened = new LogSigner(new NoteSigner(KeyName, key));
            var stored = ExclusiveFile.ReadOrCreate(Path.Combine(folder, PublicFile), () => Encoding.ASCII.GetBytes(opened.Verifier + "\n"));
            if (Encoding.ASCII.GetString(stored).TrimEnd() == opened.Verifier.ToString())
                return opened;
            opened.Dispose();
            throw new InvalidDataException($"{PublicFile} does not belong to {KeyFile}.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException($"{KeyFile} holds no key on P-256.", e);
        }
    }

    /// <summary>Reads the public half alone, which is all that verification needs.</summary>
    /// <exception cref="InvalidDataException">The file is no verifier key.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static NoteVerifier ReadVerifier(string folder) => ReadVerifierFile(Path.Combine(folder, PublicFile));

    /// <summary>Reads a public half that was copied elsewhere, under any name.</summary>
    /// <exception cref="InvalidDataException">The file is no verifier key.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static NoteVerifier ReadVerifierFile(string path) =>
        NoteVerifier.Parse(File.ReadAllText(path).TrimEnd()) ?? throw new InvalidDataException($"{Path.GetFileName(path)} holds no verifier key.");

    /// <summary>The signed note of a tree.</summary>
    public string Sign(string tenant, long size, TreeHash root) => signer.Sign(new Checkpoint(OriginOf(tenant), size, root).ToText());

    /// <inheritdoc/>
    public void Dispose() => signer.Dispose();

    private static byte[] CreateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
