using System.Security.Cryptography;
using CsvHelper;

namespace ChildLink.Views.Exports;

/// <summary>
/// A file that becomes visible under its name only when it may leave: written beside it, readable for its owner only,
/// renamed at the end. Fields that a spreadsheet would run as a formula are neutralised.
/// </summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string draft;
    private readonly CsvWriter csv;

    private ExportFile(string path, string draft, CsvWriter csv)
    {
        this.path = path;
        this.draft = draft;
        this.csv = csv;
    }

    /// <summary>Rows written, the header not counted.</summary>
    public long Rows { get; private set; }

    public static ExportFile Create(string path, string[] header)
    {
        var full = Path.GetFullPath(path);
        var draft = $"{full}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(draft, options);
        var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: false);
        csv.WriteRecord(header);
        return new ExportFile(full, draft, csv);
    }

    public async Task AddAsync(string[] fields, CancellationToken ct)
    {
        await csv.WriteRecordAsync(fields, ct);
        Rows++;
    }

    /// <summary>Ends the writing and answers the digest of the bytes, lower-case hexadecimal.</summary>
    public async Task<string> SealAsync(CancellationToken ct)
    {
        await csv.DisposeAsync();
        await using var stream = File.OpenRead(draft);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    /// <summary>Puts the file under its name.</summary>
    public void Release() => File.Move(draft, path, overwrite: true);

    /// <summary>Removes what was not released.</summary>
    public async ValueTask DisposeAsync()
    {
        await csv.DisposeAsync();
        File.Delete(draft);
    }
}
