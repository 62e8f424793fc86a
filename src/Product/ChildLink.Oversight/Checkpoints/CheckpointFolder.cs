using System.Globalization;
using System.Text;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// Checkpoints outside the database, where who controls the database does not reach: one folder per tenant, one file per
/// day (UTC), <c>152242/2026-11-21.notes</c>, only ever appended to.
/// </summary>
/// <remarks>
/// One file per day and not per checkpoint: a busy server writes some 86,000 of them a day. Processes that share the folder take
/// turns by opening the file alone. What a power cut left unfinished at the end of a file is taken away by the next writer.
/// </remarks>
public sealed class CheckpointFolder(string folder)
{
    private const string Extension = ".notes";
    private const int Attempts = 40;
    private const int Tail = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Adds a signed checkpoint; when it returns, the note is on disk.</summary>
    /// <exception cref="IOException">The folder cannot be written, or another process holds the file for more than a second.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public async Task AppendAsync(string tenant, string note, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        PrivateFolder.Ensure(FolderOf(tenant));
        var day = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var file = await OpenAsync(Path.Combine(FolderOf(tenant), day + Extension), PrivateFolder.AppendAlone(), time, ct);
        await TakeAwayUnfinishedAsync(file, ct);
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(NoteSequence.Encode(note), ct);
        await file.FlushAsync(ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Every whole note of a tenant, oldest first, with its place (<c>2026-11-21.notes:3</c>); empty where there is no folder.</summary>
    /// <exception cref="IOException">The folder cannot be read, or a writer holds a file for more than a second.</exception>
    public async Task<IReadOnlyList<(string Place, string Note)>> ReadAsync(string tenant, TimeProvider time, CancellationToken ct)
    {
        var found = new List<(string, string)>();
        foreach (var path in FilesOf(tenant))
        {
            var (notes, _) = NoteSequence.Split(await ReadTextAsync(path, time, ct));
            for (var i = 0; i < notes.Count; i++)
                found.Add((string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}:{i + 1}"), notes[i]));
        }

        return found;
    }

    /// <summary>Whether a note stands at the end of one of the two newest files; looks no further, because a note put down twice does no harm.</summary>
    internal async Task<bool> HoldsAsync(string tenant, string note, TimeProvider time, CancellationToken ct)
    {
        foreach (var path in FilesOf(tenant).TakeLast(2))
        {
            await using var file = await OpenAsync(path, new FileStreamOptions(), time, ct);
            if ((await ReadEndAsync(file, Tail, ct)).Contains(note, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private string[] FilesOf(string tenant) => Directory.Exists(FolderOf(tenant))
        ? [.. Directory.EnumerateFiles(FolderOf(tenant), "*" + Extension).Order(StringComparer.Ordinal)]
        : [];

    private static async Task<string> ReadTextAsync(string path, TimeProvider time, CancellationToken ct)
    {
        await using var file = await OpenAsync(path, new FileStreamOptions(), time, ct);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }

    /// <summary>Opens a file; while somebody else has it alone, tries again for a second.</summary>
    private static async Task<FileStream> OpenAsync(string path, FileStreamOptions options, TimeProvider time, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(path))
            {
                await Task.Delay(Pause, time, ct);
            }
        }
    }

    private static async Task TakeAwayUnfinishedAsync(FileStream file, CancellationToken ct)
    {
        if (await EndsWholeAsync(file, ct))
            return;
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var content = await reader.ReadToEndAsync(ct);
        file.SetLength(Encoding.UTF8.GetByteCount(content[..NoteSequence.Split(content).Whole]));
    }

    /// <summary>Looks at the last bytes only: an empty line after a line that begins with the dash of a signature.</summary>
    private static async Task<bool> EndsWholeAsync(FileStream file, CancellationToken ct)
    {
        if (file.Length == 0)
            return true;
        var text = await ReadEndAsync(file, 1024, ct);
        return text.EndsWith("\n\n", StringComparison.Ordinal)
            && text.LastIndexOf("\n\n", text.Length - 3, StringComparison.Ordinal) is var line and >= 0
            && text.AsSpan(line + 2).StartsWith("\u2014 ");
    }

    private static async Task<string> ReadEndAsync(FileStream file, int most, CancellationToken ct)
    {
        var end = new byte[Math.Min(file.Length, most)];
        file.Seek(-end.Length, SeekOrigin.End);
        await file.ReadExactlyAsync(end, ct);
        return Encoding.UTF8.GetString(end);
    }

    private string FolderOf(string tenant) =>
        tenant.Length > 0 && tenant.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? Path.Combine(folder, tenant)
            : throw new ArgumentException("The tenant must be a code of letters, digits and hyphens.", nameof(tenant));
}
