using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Tests.Product.Database;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChildLink.Tests.Product.Law;

/// <summary>The committed JSON Schemas are those of the types that the loader reads, and every policy document of the repository fits its own.</summary>
public sealed class PolicyShapeTests
{
    private const string WriteVariable = "CHILDLINK_WRITE_SCHEMAS";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Names => [.. PolicyShapes.All.Select(s => s.Name)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Schema_and_loader_cannot_drift(string name)
    {
        var shape = PolicyShapes.All.Single(s => s.Name == name);
        var text = PolicyShapes.SchemaOf(shape).ToJsonString(Layout) + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            await File.WriteAllTextAsync(PathOf(name), text, Ct);
        }

        (await File.ReadAllTextAsync(PathOf(name), Ct)).ReplaceLineEndings("\n").ShouldBe(text, $"refresh with {WriteVariable}=1 and commit");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_document_fits_its_schema_and_names_it(string name)
    {
        var shape = PolicyShapes.All.Single(s => s.Name == name);
        var schema = await JsonSchema.FromFileAsync(PathOf(name), Ct);
        var files = FilesOf(shape);

        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            schema.Validate(Json(await File.ReadAllTextAsync(file, Ct))).Select(e => e.ToString()).ShouldBeEmpty(file);
            var line = (await File.ReadAllLinesAsync(file, Ct)).First(l => l.StartsWith("# yaml-language-server: $schema=", StringComparison.Ordinal));
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..])).ShouldBe(PathOf(name), file);
        }
    }

    [Fact]
    public void Every_document_of_the_policies_has_a_schema()
    {
        var known = PolicyShapes.All.SelectMany(FilesOf).ToHashSet(StringComparer.Ordinal);

        Directory.EnumerateFiles(RepositoryFolders.Policies, "*.yaml", SearchOption.AllDirectories).Where(f => !known.Contains(Path.GetFullPath(f))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("provision", "id: x", "holder")]
    [InlineData("provision", "id: x\nja: x\nholder: x\nrecipient: x\nretention: P5Y\nmode: sometimes\nfile: x", "mode")]
    [InlineData("provision", "id: x\nja: x\nholder: x\nrecipient: x\nretention: P5Y\nmode: full\nfile: x\nowner: x", "owner")]
    [InlineData("provision", "id: x\nja: x\nholder: x\nrecipient: x\nretention: P5Y\nmode: full\nfile: x\nbasis: { id: x, from: 2024-04-01, scope: everybody }", "scope")]
    [InlineData("provision", "id: x\nja: x\nholder: x\nrecipient: x\nretention: P5Y\nmode: full\nfile: x\ncolumns: [{ name: x, min: low }]", "min")]
    [InlineData("city", "code: x\nname: x\npreset: x\norgans: [{ id: x, ja: x, kind: guild }]", "kind")]
    [InlineData("roles", "roles: [{ id: x, ja: x, purposes: [{ id: x, rows: some }] }]", "rows")]
    [InlineData("roles", "roles: [{ id: x, ja: x, purposes: [{ id: x, rows: none, context: dream }] }]", "context")]
    [InlineData("policy-tests", "tests: [{ role: x, purpose: x, field: x, expect: perhaps }]", "expect")]
    [InlineData("policy-tests", "tests: [{ role: x, purpose: x, field: x, expect: clear, when: friday }]", "when")]
    [InlineData("catalogue", "fields: [{ id: x, ja: x, class: secret }]", "class")]
    [InlineData("legal-bases", "bases: [{ id: x, ja: x, pattern: one }]", "pattern")]
    [InlineData("disclosure", "rules: [{ id: x, role: x, purpose: x }]", "why")]
    [InlineData("purposes", "purposes: [{ id: x, ja: x }]", "affair")]
    [InlineData("plan", "id: x\nja: x\nen: x\ndifficulty: x\nitems: [{ item: F01, ja: x, en: x, atLeast: many }]", "atLeast")]
    [InlineData("inquiry", "id: x\nja: x\nen: x\nbasis: x\ndueDays: soon", "dueDays")]
    [InlineData("support", "measures: [{ id: x, ja: x, en: x, price: 1 }]", "price")]
    [InlineData("narrowing", "id: x\nja: x\nen: x\nonlyNew: perhaps", "onlyNew")]
    public async Task A_wrong_document_is_refused_at_its_place(string name, string yaml, string place)
    {
        var schema = await JsonSchema.FromFileAsync(PathOf(name), Ct);

        schema.Validate(Json(yaml)).Select(e => e.ToString()).ShouldContain(e => e.Contains(place, StringComparison.Ordinal));
    }

    private static string PathOf(string name) => Path.GetFullPath(Path.Combine(RepositoryFolders.Policies, "schemas", $"{name}.schema.json"));

    private static IReadOnlyList<string> FilesOf(PolicyShape shape)
    {
        var folders = shape.Folder.Contains('*', StringComparison.Ordinal)
            ? Directory.EnumerateDirectories(Path.Combine(RepositoryFolders.Policies, "municipalities")).Select(c => Path.Combine(c, shape.Folder.Replace("municipalities/*", ".", StringComparison.Ordinal)))
            : [Path.Combine(RepositoryFolders.Policies, shape.Folder)];
        return [.. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, shape.Pattern)).Select(Path.GetFullPath)];
    }

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Node(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Node(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new NotSupportedException(),
    };

    /// <summary>The core schema of YAML 1.2, as editors read it.</summary>
    private static JsonNode? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
