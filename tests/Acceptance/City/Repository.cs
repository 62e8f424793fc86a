namespace ChildLink.Tests.Acceptance.City;

/// <summary>Where the repository lies.</summary>
public static class Repository
{
    /// <summary>The folder of the solution file, above the running test.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ChildLinkApi.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No ChildLinkApi.sln above the tests.");
        return folder;
    }
}
