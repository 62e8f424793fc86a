using System.Reflection;
using System.Text.Json.Nodes;
using ChildLink.Api.Authentication;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Database;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

namespace ChildLink.Tests.Product.OpenApi;

public sealed class ProblemCodeTests
{
    [Fact]
    public async Task Document_names_every_code_that_the_door_can_answer()
    {
        var codes = All();

        // Rows of a report have codes, too; a problem is what a response says.
        var document = JsonNode.Parse(await DocumentHost.TextAsync(TestContext.Current.CancellationToken))!;
        var documented = Codes(document["paths"]!).Concat(Codes(document["components"]!["responses"]!)).Distinct(StringComparer.Ordinal);

        documented.Order(StringComparer.Ordinal).ShouldBe(codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Guide_names_every_code_and_every_command()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "docs", "integration.md"));
        var schema = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "openapi", "schema.graphql"));
        var mutations = schema[schema.IndexOf("\ntype Mutation", StringComparison.Ordinal)..];
        var commands = mutations[..mutations.IndexOf("\n}", StringComparison.Ordinal)].Split('\n')
            .Where(l => l.Length > 2 && l.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetterLower(l[2])).Select(l => l.Trim().Split('(', ':')[0]).ToList();

        commands.Count.ShouldBeGreaterThan(40);
        commands.Where(c => !guide.Contains($"`{c}`", StringComparison.Ordinal)).ShouldBeEmpty();
        // Those of tokens stand as a family; nobody can act on an error inside.
        All().Where(c => !guide.Contains($"`{c}`", StringComparison.Ordinal)).ShouldAllBe(c => c.StartsWith("token-", StringComparison.Ordinal) || c == "internal-error");
    }

    private static IEnumerable<string> All() =>
        typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((ProblemCode)f.GetValue(null)!).Code)
            .Concat(CaseProblems.All.Select(p => p.Code)).Concat(Words(typeof(TokenVerdict.Codes))).Concat(Words(typeof(Admission.Codes))).Concat(Words(typeof(ViewRefusals))).Concat(Words(typeof(SheetFault)))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Words(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

    /// <summary>Every word of an enumerated <c>code</c>.</summary>
    private static IEnumerable<string> Codes(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p is { Key: "code", Value: JsonObject { } code } && code["enum"] is JsonArray words
            ? words.Select(w => w!.GetValue<string>())
            : p.Value is null ? [] : Codes(p.Value)),
        JsonArray a => a.SelectMany(i => i is null ? [] : Codes(i)),
        _ => [],
    };
}
