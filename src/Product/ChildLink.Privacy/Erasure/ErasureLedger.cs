using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Erasure;

/// <summary>One line of the ledger.</summary>
public sealed record LedgerEntry(Guid Erasure, DateTimeOffset EffectiveAt, IReadOnlyList<Guid> Subjects);

/// <summary>
/// Erasures outside the database and outside of backups: the file <c>erasures.ledger</c> in the key home. A restored backup
/// is held against it, so that nobody comes back with a backup from before their erasure.
/// </summary>
/// <remarks>
/// One line per erasure: number, id, instant, subjects, and a HMAC-SHA-256 over the line and the HMAC of the line before under
/// a secret of the key home. A line that was changed, moved or taken out of the middle is found; so is a line that was
/// added without the keys.
/// </remarks>
public sealed class ErasureLedger(string keyFolder, KeyHome keys, string tenant)
{
    /// <summary>Name of the file in the key home.</summary>
    public const string FileName = "erasures.ledger";

    private readonly byte[] secret = keys.Derive("erasure-ledger", tenant);

    private string Path => System.IO.Path.Combine(keyFolder, FileName);

    /// <summary>Every erasure, oldest first; empty where there is no file.</summary>
    /// <exception cref="InvalidDataException">The ledger was changed.</exception>
    public IReadOnlyList<LedgerEntry> Read() => File.Exists(Path) ? Parse(File.ReadAllText(Path)).Entries : [];

    /// <summary>Adds an erasure unless it is there; when it returns, the line is on disk.</summary>
    /// <exception cref="InvalidDataException">The ledger was changed; nothing is added to it.</exception>
    /// <exception cref="IOException">The ledger cannot be written.</exception>
    public void Append(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path, options);
        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        var (entries, mac, whole) = Parse(reader.ReadToEnd());
        if (entries.Any(e => e.Erasure == entry.Erasure))
            return;
        // What a power cut left unfinished at the end was never answered for.
        file.SetLength(whole);
        file.Seek(0, SeekOrigin.End);
        var text = Text(entries.Count + 1, entry);
        file.Write(Encoding.ASCII.GetBytes($"{text} {Convert.ToHexStringLower(Mac(mac, text))}\n"));
        file.Flush(flushToDisk: true);
    }

    private static string Text(int number, LedgerEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{number} {entry.Erasure:D} {entry.EffectiveAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {string.Join(',', entry.Subjects.Select(s => s.ToString("D")))}");

    private (IReadOnlyList<LedgerEntry> Entries, byte[] Mac, int Whole) Parse(string text)
    {
        var entries = new List<LedgerEntry>();
        var mac = Array.Empty<byte>();
        var at = 0;
        for (int end; (end = text.IndexOf('\n', at)) >= 0; at = end + 1)
        {
            if (TryParse(text[at..end], entries.Count + 1, ref mac) is not { } entry)
                throw new InvalidDataException($"{FileName} was changed in line {(entries.Count + 1).ToString(CultureInfo.InvariantCulture)}.");
            entries.Add(entry);
        }

        return (entries, mac, at);
    }

    private LedgerEntry? TryParse(string line, int number, ref byte[] mac)
    {
        if (line.Split(' ') is not [var count, var id, var instant, var subjects, var given])
            return null;
        mac = Mac(mac, line[..line.LastIndexOf(' ')]);
        return count == number.ToString(CultureInfo.InvariantCulture)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(mac)), Encoding.ASCII.GetBytes(given))
            ? new LedgerEntry(
                Guid.ParseExact(id, "D"), DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), [.. subjects.Split(',').Select(s => Guid.ParseExact(s, "D"))])
            : null;
    }

    private byte[] Mac(byte[] before, string text) => HMACSHA256.HashData(secret, (byte[])[.. before, .. Encoding.ASCII.GetBytes(text)]);
}
