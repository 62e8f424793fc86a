using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Provisions;

/// <summary>The municipalities whose contracts come with the repository.</summary>
internal static class PolicyMunicipalities
{
    /// <summary>Codes, one row each, for theories.</summary>
    public static TheoryData<string> Codes => [.. Directory.EnumerateDirectories(Root).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string Root => Path.Combine(RepositoryFolders.Policies, "municipalities");

    /// <summary>The provision files of a municipality, in order of name.</summary>
    public static IReadOnlyList<string> ProvisionFiles(string code) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, code, "provisions"), "*.yaml").Order(StringComparer.Ordinal)];

    /// <exception cref="PolicyException">With every fault found.</exception>
    public static City Load(string code)
    {
        var files = new PolicyFiles(RepositoryFolders.Policies);
        var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return City.Load(files, Path.Combine(Root, code), purposes);
    }
}
