using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using YamlDotNet.Serialization.NodeDeserializers;

namespace ChildLink.Privacy.Policy;

/// <summary>Reads YAML files of a policy folder strictly (unknown keys are faults) and hashes what was read.</summary>
public sealed class PolicyFiles(string folder)
{
    private const int LargestFile = 1 << 20;

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .WithTypeConverter(new ContextKindsForm())
        .WithNodeDeserializer(static inner => new PlacingForm(inner), static at => at.InsteadOf<ObjectNodeDeserializer>())
        .Build();

    private readonly SortedDictionary<string, string> digests = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>SHA-256 over names and digests of all files read so far, in order of name; lower-case hexadecimal.</summary>
    public string ContentHash()
    {
        var lines = new StringBuilder();
        foreach (var (name, digest) in digests)
            lines.Append(name).Append('\n').Append(digest).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }

    /// <summary>SHA-256 over names and contents of the YAML files of a folder, in order of name; lower-case hexadecimal.</summary>
    public static string DigestOf(string folder, SearchOption depth)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", depth).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n");
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, path).Replace('\\', '/')}\n{text.Length}\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="PolicyException">Missing, too large, or not of the expected shape; names file and line.</exception>
    public T Read<T>(string name)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path))
            throw Fault(name, "file", "is missing.");
        if (new FileInfo(path).Length > LargestFile)
            throw Fault(name, "file", "is larger than 1 MiB.");
        var text = File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n");
        digests[name.Replace('\\', '/')] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (PolicyText.Trick(text) is { } trick)
            throw Fault(name, trick.Where, trick.Message);
        try
        {
            var document = Yaml.Deserialize<T>(text) ?? throw Fault(name, "file", "is empty.");
            var empty = EmptyValues.In(document).Select(where => new PolicyProblem(name, where, "is empty: write a value, or leave the key away.")).ToList();
            return empty.Count == 0 ? document : throw new PolicyException(empty);
        }
        catch (YamlException e)
        {
            throw Fault(name, $"line {e.Start.Line}, column {e.Start.Column}", UnknownKey.Told(e, typeof(T)) ?? e.InnerException?.Message ?? e.Message);
        }
    }

    /// <summary>Names of the YAML files in a subfolder, sorted; none when the folder is missing.</summary>
    public IReadOnlyList<string> List(string subfolder)
    {
        var path = Path.Combine(Folder, subfolder);
        if (!Directory.Exists(path))
            return [];
        return [.. Directory.EnumerateFiles(path, "*.yaml").Select(f => Path.Combine(subfolder, Path.GetFileName(f))).Order(StringComparer.Ordinal)];
    }

    private static PolicyException Fault(string file, string where, string message) => new([new PolicyProblem(file, where, message)]);
}
