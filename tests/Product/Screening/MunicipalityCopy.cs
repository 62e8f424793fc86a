using System.Text;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>The policy folder of the invented city, copied so that a test may change it.</summary>
internal sealed class MunicipalityCopy : IDisposable
{
    public MunicipalityCopy(string code = "152242")
    {
        Folder = Path.Combine(Path.GetTempPath(), $"childlink-city-{Guid.NewGuid():N}");
        var source = Path.Combine(RepositoryFolders.Policies, "municipalities", code);
        foreach (var file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder { get; }

    public City City => Under(RepositoryFolders.Policies);

    /// <summary>The city under another shared policy.</summary>
    public City Under(string policies)
    {
        var files = new PolicyFiles(policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return City.Load(files, Folder, purposes);
    }

    /// <summary>Replaces a text that stands in a file.</summary>
    public MunicipalityCopy Replace(string file, string text, string with)
    {
        var path = Path.Combine(Folder, file);
        var before = File.ReadAllText(path, Encoding.UTF8);
        before.ShouldContain(text);
        File.WriteAllText(path, before.Replace(text, with, StringComparison.Ordinal), Encoding.UTF8);
        return this;
    }

    /// <summary>Where a file of the copy lies.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Adds a file.</summary>
    public MunicipalityCopy Write(string file, string text)
    {
        File.WriteAllText(Path.Combine(Folder, file), text, Encoding.UTF8);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
