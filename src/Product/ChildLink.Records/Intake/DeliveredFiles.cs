using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>A file as it was found: where it lies and the name it is reported under (relative to the folder given).</summary>
internal sealed record DeliveredFile(string Path, string Shown)
{
    /// <summary>The last part of the path, by which provisions claim it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What it holds, where it never was a file: rows that another system handed over; null for a file.</summary>
    public SubmittedRows? Submitted { get; init; }
}

/// <summary>Finds delivered files and tells whether the same content came before.</summary>
internal static class DeliveredFiles
{
    /// <summary>Files named, and all below folders named, in order of path.</summary>
    public static IReadOnlyList<DeliveredFile> Expand(IReadOnlyList<string> paths)
    {
        var files = new List<DeliveredFile>();
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path);
            if (File.Exists(full))
            {
                files.Add(new DeliveredFile(full, Path.GetFileName(full)));
                continue;
            }

            if (!Directory.Exists(full))
                throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
            files.AddRange(Below(full, Final(new DirectoryInfo(full)), new HashSet<string>(StringComparer.Ordinal))
                .Where(f => !Path.GetFileName(f).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(f => new DeliveredFile(f, Path.GetRelativePath(full, f).Replace('\\', '/'))));
        }

        return files;
    }

    /// <summary>All files below a folder; a folder that links lead to several times is taken once, so that no link runs in a circle.</summary>
    private static IEnumerable<string> Below(string folder, string final, HashSet<string> seen)
    {
        if (!seen.Add(final))
            yield break;
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            var target = below.LinkTarget is null ? Path.Combine(final, below.Name) : Final(below);
            foreach (var file in Below(below.FullName, target, seen))
                yield return file;
        }
    }

    private static string Final(DirectoryInfo folder) => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;

    /// <summary>The content.</summary>
    /// <exception cref="FileRefusedException">The file cannot be opened, which is no fault of the files beside it.</exception>
    public static Stream Open(DeliveredFile file)
    {
        if (file.Submitted is { } rows)
            return rows.ToStream();
        try
        {
            if (new FileInfo(file.Path).Length == 0 && !IsRegular(file.Path))
                throw Unreadable();
            var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.CanSeek)
                return stream;
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable();
        }

        throw Unreadable();
    }

    /// <summary>
    /// Whether a file without bytes is one. A named pipe has none either, and to open it for reading would wait for a
    /// writer without end; opened for both it opens at once.
    /// </summary>
    private static bool IsRegular(string path)
    {
        using var both = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        return both.CanSeek;
    }

    /// <summary>
    /// The instant up to which a list can be true: the start of the day in its name, else when its file was last written;
    /// never later than now. That old bytes are given again does not make them true again.
    /// </summary>
    public static DateTimeOffset TrueUntil(Stream stream, FileClaim.One claim, DateTimeOffset now)
    {
        var written = stream is FileStream file ? new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)) : now;
        var said = claim.Parts.Date is { } day ? JapanDay.Start(day) : written;
        return (said < now ? said : now).ToUniversalTime();
    }

    /// <summary>
    /// SHA-256 of the provision's version, of what the name says, and of the bytes: a changed provision reads the same
    /// file anew, and two months in which everybody was present are two deliveries.
    /// </summary>
    /// <exception cref="FileRefusedException">The file cannot be read.</exception>
    public static async Task<byte[]> DigestAsync(Stream stream, FileClaim.One claim, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(claim.Provision.Version));
        foreach (var name in FileVariables.Names)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}={claim.Parts.Virtual(name)}\n"));
        var buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, ct)) > 0)
                hash.AppendData(buffer, 0, read);
        }
        catch (IOException)
        {
            throw Unreadable();
        }

        stream.Position = 0;
        return hash.GetHashAndReset();
    }

    private static FileRefusedException Unreadable() =>
        new(FileRefusedException.Unreadable, "the file cannot be opened or read; it is gone, in use or not readable for this account.");
}
