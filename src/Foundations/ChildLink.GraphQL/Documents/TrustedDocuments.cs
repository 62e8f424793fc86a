using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Execution;

namespace ChildLink.GraphQL.Documents;

/// <summary>
/// Documents that the operator trusts, by id, all parsed, validated and planned when they are loaded. A host in the mode 'only trusted' runs no others. Callable from many threads.
/// </summary>
/// <remarks>
/// A folder holds <c>*.graphql</c> (its id is the name of the file without extension), and perhaps <c>manifest.json</c>: either an object <c>{"id": "text", …}</c>
/// or an Apollo manifest (<c>{"operations": [{"id", "body"}, …]}</c>). Besides, every document can be asked for by the SHA-256 of its text in lower-case hex,
/// with or without <c>sha256:</c> in front.
/// </remarks>
public sealed class TrustedDocuments
{
    private const string Manifest = "manifest.json";

    private readonly FrozenDictionary<string, PreparedDocument> documents;

    private TrustedDocuments(Dictionary<string, PreparedDocument> documents) => this.documents = documents.ToFrozenDictionary();

    /// <summary>Ids and documents, those by hash not counted.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Loads a folder, not its subfolders.</summary>
    /// <param name="folder">The folder; must exist.</param>
    /// <param name="schema">What the documents are for.</param>
    /// <param name="limits">What documents may cost; null for the default. How many there are is not limited.</param>
    /// <param name="costs">What their operations may cost; null for the default.</param>
    /// <exception cref="TrustedDocumentException">A document has errors, an id is given twice, or the manifest is none; all are listed.</exception>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public static TrustedDocuments Load(string folder, ExecutableSchema schema, DocumentLimits? limits = null, CostLimits? costs = null)
    {
        var problems = new List<string>();
        var texts = new List<(string File, string Id, byte[] Text)>();
        foreach (var file in Directory.GetFiles(folder, "*.graphql").Order(StringComparer.Ordinal))
            texts.Add((Path.GetFileName(file), Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file)));
        if (File.Exists(Path.Combine(folder, Manifest)))
            ReadManifest(File.ReadAllBytes(Path.Combine(folder, Manifest)), texts, problems);

        var documents = new Dictionary<string, PreparedDocument>();
        var ids = new List<string>();
        foreach (var (file, id, text) in texts)
        {
            var document = PreparedDocument.Of(schema, text, limits, costs);
            problems.AddRange(document.Errors.Select(e => Problem(file, id, e)));
            if (documents.TryAdd(id, document))
                ids.Add(id);
            else
                problems.Add($"{file}: the id \"{id}\" is given twice.");
        }

        foreach (var (_, id, text) in texts)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(text));
            documents.TryAdd(hash, documents[id]);
            documents.TryAdd("sha256:" + hash, documents[id]);
        }

        return problems.Count == 0 ? new TrustedDocuments(documents) { Ids = ids } : throw new TrustedDocumentException(problems);
    }

    /// <summary>The document of an id or hash, or null.</summary>
    public PreparedDocument? Find(string id) => documents.GetValueOrDefault(id);

    private static string Problem(string file, string id, GraphQLError error)
    {
        var place = error.Locations.Count == 0 ? "" : $":{error.Locations[0].Line}:{error.Locations[0].Column}";
        return file == Manifest ? $"{file} (id \"{id}\"){place}: {error.Message}" : $"{file}{place}: {error.Message}";
    }

    private static void ReadManifest(byte[] json, List<(string File, string Id, byte[] Text)> texts, List<string> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                problems.Add($"{Manifest}: not an object.");
            else if (root.TryGetProperty("operations", out var operations) && operations.ValueKind == JsonValueKind.Array)
                ReadOperations(operations, texts, problems);
            else
                ReadTexts(root, texts, problems);
        }
        catch (JsonException e)
        {
            problems.Add($"{Manifest}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: not JSON.");
        }
    }

    private static void ReadOperations(JsonElement operations, List<(string File, string Id, byte[] Text)> texts, List<string> problems)
    {
        var position = 0;
        foreach (var operation in operations.EnumerateArray())
        {
            if (operation.ValueKind == JsonValueKind.Object && Text(operation, "id") is { } id && Text(operation, "body") is { } body)
                texts.Add((Manifest, id, Encoding.UTF8.GetBytes(body)));
            else
                problems.Add($"{Manifest}: operations[{position}] has no texts \"id\" and \"body\".");
            position++;
        }
    }

    private static void ReadTexts(JsonElement root, List<(string File, string Id, byte[] Text)> texts, List<string> problems)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                texts.Add((Manifest, property.Name, Encoding.UTF8.GetBytes(property.Value.GetString()!)));
            else
                problems.Add($"{Manifest}: the value of \"{property.Name}\" is not a text.");
        }
    }

    private static string? Text(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Trusted documents cannot be loaded: a fault of the operator, found before the first request.</summary>
/// <param name="problems">One sentence each, with file and place.</param>
public sealed class TrustedDocumentException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One sentence each, with file and place; at least one.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
