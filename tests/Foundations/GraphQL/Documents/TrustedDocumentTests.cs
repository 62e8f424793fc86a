using System.Security.Cryptography;
using System.Text;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Tests.Foundations.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Documents;

public sealed class TrustedDocumentTests : IDisposable
{
    private static readonly Lazy<ExecutableSchema> Schema = new(() => Engine.OverJson("type Query { a: Int b: Int }"));

    private readonly string folder = Directory.CreateTempSubdirectory("childlink-trusted-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_are_found_by_name_and_by_hash()
    {
        Write("Children.graphql", "{ a }");
        Write("notes.txt", "{ nothing }");
        var hash = Convert.ToHexStringLower(SHA256.HashData("{ a }"u8));

        var trusted = TrustedDocuments.Load(folder, Schema.Value);

        trusted.Ids.ShouldBe(["Children"]);
        trusted.Find("Children")!.Operations.Count.ShouldBe(1);
        trusted.Find(hash).ShouldBeSameAs(trusted.Find("Children"));
        trusted.Find("sha256:" + hash).ShouldBeSameAs(trusted.Find("Children"));
        trusted.Find("children").ShouldBeNull();
        trusted.Find("{ a }").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"one": "{ a }", "two": "{ b }"}""")]
    [InlineData("""{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "one", "name": "A", "type": "query", "body": "{ a }"}, {"id": "two", "body": "{ b }"}]}""")]
    public void A_manifest_holds_many(string manifest)
    {
        Write("manifest.json", manifest);

        var trusted = TrustedDocuments.Load(folder, Schema.Value);

        trusted.Ids.ShouldBe(["one", "two"]);
        trusted.Find("two")!.Operations[0].RootFields[0].ResponseKey.ShouldBe("b");
    }

    [Fact]
    public void Every_fault_is_told_with_file_and_place()
    {
        Write("a.graphql", "{\n  a\n  nothing\n}");
        Write("b.graphql", "{ a");
        Write("c.graphql", "{ a }");
        Write("manifest.json", """{"c": "{ b }", "d": 5, "e": "{ x }"}""");

        var problems = Should.Throw<TrustedDocumentException>(() => TrustedDocuments.Load(folder, Schema.Value)).Problems;

        problems.Count.ShouldBe(5);
        problems.ShouldContain("manifest.json: the value of \"d\" is not a text.");
        problems.ShouldContain("manifest.json: the id \"c\" is given twice.");
        problems.ShouldContain(p => p.StartsWith("a.graphql:3:3: ", StringComparison.Ordinal));
        problems.ShouldContain(p => p.StartsWith("b.graphql:1:4: ", StringComparison.Ordinal));
        problems.ShouldContain(p => p.StartsWith("manifest.json (id \"e\"):1:3: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"operations": [{"id": "x"}]}""")]
    public void A_manifest_that_is_none_is_refused(string manifest)
    {
        Write("manifest.json", manifest);

        Should.Throw<TrustedDocumentException>(() => TrustedDocuments.Load(folder, Schema.Value)).Problems.Single().ShouldStartWith("manifest.json");
    }

    [Fact]
    public void A_missing_folder_is_told() => Should.Throw<DirectoryNotFoundException>(() => TrustedDocuments.Load(Path.Combine(folder, "none"), Schema.Value));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(false));
}
