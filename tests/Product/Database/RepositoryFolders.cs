namespace ChildLink.Tests.Product.Database;

/// <summary>Where tests find what is not compiled into them.</summary>
public static class RepositoryFolders
{
    /// <summary>The folder of the solution file, above the running test.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The policy folder of the repository.</summary>
    public static string Policies => Path.Combine(Root, "policies");

    /// <summary>
    /// The folder of a synthetic city (<c>sado</c>, <c>small</c>) with <c>raw</c> and <c>truth</c> below; null where it is not there.
    /// Looked for in <c>CHILDLINK_SHARED_DATA</c>, else beside the repository in <c>../shared/data</c>.
    /// </summary>
    public static string? SharedCity(string name)
    {
        var shared = Environment.GetEnvironmentVariable("CHILDLINK_SHARED_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var folder = Path.GetFullPath(Path.Combine(shared, name));
        return Directory.Exists(Path.Combine(folder, "raw")) ? folder : null;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ChildLinkApi.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No ChildLinkApi.sln above the tests.");
        return folder;
    }
}
