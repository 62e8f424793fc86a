using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Erasure;

/// <summary>One line of the ledger.</summary>
public sealed record LedgerEntry(Guid Erasure, DateTimeOffset EffectiveAt, IReadOnlyList<Guid> Subjects);

/// <summary>
/// Erasures outside the database: the file <c>erasures.ledger</c> in the key home, and a copy of it beside the checkpoints. A
/// restored backup is held against it, so that nobody comes back with a backup from before their erasure.
/// </summary>
/// <param name="keyFolder">The key home.</param>
/// <param name="copyFolder">Where the copy lies: the folder of the municipality's checkpoints, which is taken to other machines every day.</param>
/// <param name="keys">The keys of the home.</param>
/// <param name="tenant">全国地方公共団体コード.</param>
/// <remarks>
/// One line per erasure: number, id, instant, subjects, and a HMAC-SHA-256 over the line and the HMAC of the line before under
/// a secret of the key home. A line that was changed, moved or taken out of the middle is found; so is a line that was
/// added without the keys. Of the two files the longer counts, as long as the other says the same as far as it goes: a key
/// home brought back from an older copy forgets no erasure.
/// </remarks>
public sealed class ErasureLedger(string keyFolder, string copyFolder, KeyHome keys, string tenant)
{
    /// <summary>Name of both files.</summary>
    public const string FileName = "erasures.ledger";

    private readonly byte[] secret = keys.Derive("erasure-ledger", tenant);

    private string Home => Path.Combine(keyFolder, FileName);

    private string Copy => Path.Combine(copyFolder, FileName);

    /// <summary>Every erasure, oldest first; empty where there is no file.</summary>
    /// <exception cref="InvalidDataException">The ledger was changed.</exception>
    /// <exception cref="LedgerContradictionException">The two files do not say the same.</exception>
    public IReadOnlyList<LedgerEntry> Read() => Parse(Longer(WholeLines(Home), WholeLines(Copy))).Entries;

    /// <summary>Reads, and brings the shorter of the two files to the length of the other.</summary>
    /// <exception cref="InvalidDataException">The ledger was changed.</exception>
    /// <exception cref="LedgerContradictionException">The two files do not say the same.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<LedgerEntry> Open()
    {
        if (!File.Exists(Home) && !File.Exists(Copy))
            return [];
        using var file = OpenAlone();
        var text = Longer(WholeLines(file), WholeLines(Copy));
        var entries = Parse(text).Entries;
        Complete(file, text);
        return entries;
    }

    /// <summary>Adds an erasure unless it is there; when it returns, the line is on disk, twice.</summary>
    /// <exception cref="InvalidDataException">The ledger was changed; nothing is added to it.</exception>
    /// <exception cref="LedgerContradictionException">The two files do not say the same; nothing is added to them.</exception>
    /// <exception cref="IOException">The ledger cannot be written.</exception>
    public void Append(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var file = OpenAlone();
        var text = Longer(WholeLines(file), WholeLines(Copy));
        var (entries, mac) = Parse(text);
        if (entries.All(e => e.Erasure != entry.Erasure))
        {
            var line = Text(entries.Count + 1, entry);
            text += $"{line} {Convert.ToHexStringLower(Mac(mac, line))}\n";
        }

        Complete(file, text);
    }

    /// <summary>Whoever writes has the file in the key home alone, and with it the copy.</summary>
    private FileStream OpenAlone() => new(Home, Options(FileShare.None));

    private void Complete(FileStream home, string text)
    {
        Complete(home, WholeLines(home), text);
        if (!Directory.Exists(copyFolder))
            MakeCopyFolder();
        using var copy = new FileStream(Copy, Options(FileShare.ReadWrite));
        Complete(copy, WholeLines(copy), text);
    }

    /// <summary>What a power cut left unfinished at the end was never answered for.</summary>
    private static void Complete(FileStream file, string whole, string text)
    {
        file.SetLength(whole.Length);
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.ASCII.GetBytes(text[whole.Length..]));
        file.Flush(flushToDisk: true);
    }

    private void MakeCopyFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(copyFolder);
        else
            Directory.CreateDirectory(copyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions Options(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static string Longer(string one, string other)
    {
        var (longer, shorter) = one.Length >= other.Length ? (one, other) : (other, one);
        return longer.StartsWith(shorter, StringComparison.Ordinal) ? longer : throw new LedgerContradictionException();
    }

    private static string WholeLines(string path)
    {
        if (!File.Exists(path))
            return "";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return WholeLines(file);
    }

    private static string WholeLines(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)];
    }

    private static string Text(int number, LedgerEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{number} {entry.Erasure:D} {entry.EffectiveAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {string.Join(',', entry.Subjects.Select(s => s.ToString("D")))}");

    private (IReadOnlyList<LedgerEntry> Entries, byte[] Mac) Parse(string text)
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

        return (entries, mac);
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
