using System.Security.Cryptography;
using System.Text;
using ChildLink.Cli.Synthesis;

namespace ChildLink.Tests.Product.Synthesis;

/// <summary>An invented city in a folder of its own, removed with the object.</summary>
public sealed class RawCity : IDisposable
{
    private RawCity(string folder, SynthesisReport report)
    {
        Folder = folder;
        Report = report;
    }

    public static DateOnly AsOf { get; } = new(2025, 1, 10);

    public string Folder { get; }

    public SynthesisReport Report { get; }

    public static RawCity Write(int children, int seed = 1, DateOnly? asOf = null)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"childlink-raw-{Guid.NewGuid():N}");
        var report = CitySynthesizer.Write(new CitySize(children, seed, asOf ?? AsOf), folder, null, TestContext.Current.CancellationToken);
        return new RawCity(folder, report);
    }

    /// <summary>The only file whose name begins so.</summary>
    public RawFile File(string nameStart) => RawFile.Read(Path.Combine(Folder, PathOf(nameStart)));

    public byte[] Bytes(string nameStart) => System.IO.File.ReadAllBytes(Path.Combine(Folder, PathOf(nameStart)));

    /// <summary>SHA-256 over the paths and bytes of all files, in order of path.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Report.Files.Select(file => file.Path).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + "\n"));
            hash.AppendData(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(Folder, path))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string PathOf(string nameStart)
        => Report.Files.Single(file => Path.GetFileName(file.Path).StartsWith(nameStart, StringComparison.Ordinal)).Path;
}
