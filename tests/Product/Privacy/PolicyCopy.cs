using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

/// <summary>A copy of the policy folder that a test may spoil.</summary>
internal sealed class PolicyCopy : IDisposable
{
    public PolicyCopy()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFolders.Policies, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(RepositoryFolders.Policies, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"childlink-policy-{Guid.NewGuid():N}");

    public void Append(string file, string text) => File.AppendAllText(Path.Combine(Folder, file), text);

    /// <summary>Replaces a text that stands in a file.</summary>
    public void Replace(string file, string text, string with)
    {
        var path = Path.Combine(Folder, file);
        var before = File.ReadAllText(path);
        before.ShouldContain(text);
        File.WriteAllText(path, before.Replace(text, with, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
