using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Architecture;

public sealed class RepositoryTests
{
    private static readonly string[] SourceFolders = ["src", "tests", "policies", "docs", "openapi"];

    [Fact]
    public void No_source_names_an_absolute_folder_of_a_machine()
    {
        string[] traces = ["/" + "home/", "/" + "root/", "/" + "work/", "C:" + "\\Users"];

        foreach (var file in Files())
        {
            var text = File.ReadAllText(file);
            traces.ShouldAllBe(t => !text.Contains(t, StringComparison.Ordinal), file);
        }
    }

    [Fact]
    public void Every_source_file_stays_readable()
    {
        var tooLong = Files().Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && File.ReadLines(f).Count() > 300);

        tooLong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Files() =>
        SourceFolders.Select(f => Path.Combine(RepositoryFolders.Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
