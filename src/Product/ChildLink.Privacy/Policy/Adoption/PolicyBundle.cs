using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ChildLink.Privacy.Policy.Adoption;

/// <summary>The files of a policy: those that municipalities share and those of one of them, under the hash that stands in every log entry.</summary>
public sealed class PolicyBundle
{
    private const string Shared = "shared/";
    private const string Municipality = "municipality/";
    private const int Largest = 16 << 20;

    private readonly SortedDictionary<string, string> files;

    private PolicyBundle(string hash, SortedDictionary<string, string> files)
    {
        Hash = hash;
        this.files = files;
    }

    /// <summary>The hash of the table that the files compile into.</summary>
    public string Hash { get; }

    /// <summary>Paths of the files, in order.</summary>
    public IReadOnlyCollection<string> Paths => files.Keys;

    /// <summary>Reads the files as they lie on disk.</summary>
    public static PolicyBundle Read(string shared, string municipality)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(files, Shared, shared, SearchOption.TopDirectoryOnly);
        Add(files, Municipality, municipality, SearchOption.AllDirectories);
        return new PolicyBundle(PolicyCompiler.HashOf(shared, municipality), files);
    }

    /// <summary>Unpacks what was stored.</summary>
    /// <exception cref="PolicyException">It is no bundle, or larger than one may be.</exception>
    public static PolicyBundle Unpack(string hash, byte[] packed)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            var buffer = new byte[64 << 10];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (plain.Length + read > Largest)
                    throw Fault(hash, "are larger than 16 MiB.");
                plain.Write(buffer, 0, read);
            }
        }

        try
        {
            return new PolicyBundle(hash, JsonSerializer.Deserialize(plain.ToArray(), PolicyBundleJson.Default.SortedDictionaryStringString) ?? throw Fault(hash, "are none."));
        }
        catch (JsonException)
        {
            throw Fault(hash, "are damaged.");
        }
    }

    /// <summary>Packs the files for the database.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(gzip, files, PolicyBundleJson.Default.SortedDictionaryStringString);
        return packed.ToArray();
    }

    /// <summary>Writes the files into a folder of their own below another and answers where they lie; what lies there already is checked, not trusted.</summary>
    /// <exception cref="PolicyException">The files are not those of the hash.</exception>
    public (string Shared, string Municipality) WriteBelow(string folder)
    {
        var own = Path.Combine(folder, Hash);
        var (shared, municipality) = (Path.Combine(own, "shared"), Path.Combine(own, "municipality"));
        if (!Holds(shared, municipality))
        {
            // Written beside and moved: whoever reads at the same time sees all of it or nothing.
            var draft = Directory.CreateDirectory(Path.Combine(folder, $".{Guid.NewGuid():N}")).FullName;
            foreach (var (path, text) in files)
                Write(draft, path, text);
            if (Directory.Exists(own))
                Directory.Delete(own, recursive: true);
            Directory.Move(draft, own);
        }

        return Holds(shared, municipality)
            ? (shared, municipality)
            : throw Fault(Hash, "are not those of this hash.");
    }

    private bool Holds(string shared, string municipality) =>
        Directory.Exists(shared) && Directory.Exists(municipality) && PolicyCompiler.HashOf(shared, municipality) == Hash;

    private void Write(string draft, string path, string text)
    {
        var target = Path.GetFullPath(Path.Combine(draft, path));
        if (!target.StartsWith(draft + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Fault(Hash, "name one outside of the bundle.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static void Add(SortedDictionary<string, string> files, string under, string folder, SearchOption depth)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", depth))
            files.Add(under + Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n"));
    }

    private static PolicyException Fault(string hash, string message) => new([new PolicyProblem("adopted policy", hash, $"its stored files {message}")]);
}
