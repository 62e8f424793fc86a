using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.OpenApi;

public sealed class DocumentDriftTests
{
    private const string RefreshVariable = "CHILDLINK_WRITE_OPENAPI";

    private static string Committed => Path.Combine(RepositoryFolders.Root, "openapi", "childlink.v1.json");

    [Fact]
    public async Task Committed_document_is_the_one_that_is_served()
    {
        var served = await DocumentHost.TextAsync(TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(RefreshVariable) == "1")
            await File.WriteAllTextAsync(Committed, served, TestContext.Current.CancellationToken);

        var committed = File.Exists(Committed) ? await File.ReadAllTextAsync(Committed, TestContext.Current.CancellationToken) : "";

        string.Equals(committed, served, StringComparison.Ordinal).ShouldBeTrue(
            $"The REST door changed from line {FirstDifference(committed, served)} of openapi/childlink.v1.json on. If that is meant, refresh the document with "
            + $"'{RefreshVariable}=1 ./childlink test DocumentDrift' and commit it with the change.");
    }

    private static int FirstDifference(string committed, string served)
    {
        var before = committed.Split('\n');
        var after = served.Split('\n');
        var line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
            line++;
        return line + 1;
    }
}
