using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Records.Intake;

/// <summary>Rows that another system hands over in place of a file. They come under a provision exactly as a file would.</summary>
public sealed class SubmittedRows
{
    /// <summary>Rule of a submission whose client key stands for other rows.</summary>
    public const string KeyReused = "client_key_reused";

    /// <summary>Rule of a submission that came while another import ran.</summary>
    public const string Busy = "import_running";

    /// <summary>Most rows of one submission.</summary>
    public const int Most = 5_000;

    private readonly string client;
    private readonly string key;
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;

    private SubmittedRows(string client, string key, string file, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        this.client = client;
        this.key = key;
        this.rows = rows;
        Folder = $"submitted/{Uri.EscapeDataString(client)}/{key}/";
        File = file;
    }

    /// <summary>Name that a file with the rows would have: by it a provision claims them.</summary>
    public string File { get; }

    /// <summary>Where it is shown to have lain; holds who submitted and the key that the client chose.</summary>
    internal string Folder { get; }

    /// <summary>Checks what was handed over.</summary>
    /// <param name="client">Who submits: another client's keys are none of this one's.</param>
    /// <param name="key">Names the submission for good: letters, digits, hyphen, underscore, 1 to 100.</param>
    /// <param name="file">Name of a file, without a folder.</param>
    /// <param name="header">Names of columns.</param>
    /// <param name="cells">Cells as text, in the order of the header.</param>
    /// <returns>The rows, or which part is wrong and what would be right; never with a cell.</returns>
    public static (SubmittedRows? Rows, string? Field, string? Message) Of(
        string client, string key, string file, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> cells)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(cells);
        if (key.Length is < 1 or > 100 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return (null, "clientKey", "must hold 1 to 100 letters, digits, hyphens or underscores.");
        if (file.Length is < 1 or > 200 || file[0] == '.' || file.Any(c => char.IsControl(c) || c is '/' or '\\'))
            return (null, "file", "must be the name of a file without a folder, 1 to 200 characters.");
        if (header.Count is < 1 or > 500 || header.Any(Unfit))
            return (null, "header", "must name 1 to 500 columns without control characters.");
        if (cells.Count is < 1 or > Most)
            return (null, "rows", $"must hold 1 to {Most} rows.");
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Count != header.Count || cells[i].Any(Unfit))
                return (null, "rows", $"item {i + 1} must hold one cell for each of the {header.Count} columns, without control characters.");
        }

        return (new SubmittedRows(client, key, file, [header, .. cells]), null, null);
    }

    /// <summary>The rows as a file of UTF-8 would hold them; they are never written to a disk.</summary>
    internal Stream ToStream() => new MemoryStream(ToBytes(), writable: false);

    /// <summary>
    /// The client's key with what it stands for under a provision: HMAC-SHA-256 of the provision, the name and the rows. The
    /// version of the provision is no part of it: a client that did not hear the answer asks again, whatever changed meanwhile.
    /// </summary>
    internal SubmissionKey KeyUnder(string provision, byte[] secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{provision}\n{File}\n"));
        hash.AppendData(ToBytes());
        return new SubmissionKey(client, key, hash.GetHashAndReset());
    }

    private byte[] ToBytes()
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A tab or a line break, too: the reader of files guesses by them how cells are parted.
    private static bool Unfit(string cell) => cell.Any(char.IsControl);
}
