using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Privacy;

/// <summary>A client's many names for one member of a stored document are no more work than one.</summary>
public sealed class JsonProjectionTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private static readonly JsonSerializerOptions[] Forms =
    [
        new(), new() { WriteIndented = true }, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
    ];

    [Fact]
    public async Task Any_number_of_aliases_shows_the_same_member_and_nothing_else()
    {
        await using var bench = city.OpenGraph();
        var analyst = await bench.CallerAsync("analyst", "screening", city.Run);
        var aliases = new StringBuilder();
        for (var i = 0; i < 40; i++)
            aliases.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: item ");
        var answer = await bench.AskAsync(analyst, $"{{ children(first: 1) {{ nodes {{ factors: topFactors {{ {aliases} }} explanation {{ factors {{ name {{ en }} state }} }} }} }} }}");
        var child = answer["data"]!["children"]!["nodes"]![0]!;
        foreach (var factor in child["factors"]!.AsArray())
        {
            factor!.AsObject().Count.ShouldBe(40);
            factor.AsObject().Select(p => p.Value!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
        }

        child["explanation"]!["factors"]!.AsArray().Count.ShouldBePositive();
        child["explanation"]!["factors"]![0]!.AsObject().Select(p => p.Key).ShouldBe(["name", "state"]);
    }

    [Fact]
    public void A_projection_takes_any_number_of_members() =>
        Should.NotThrow(() => new JsonProjection([.. Enumerable.Range(0, 100).Select(i => new JsonProjection.Member(JsonEncodedText.Encode($"m{i}"), $"s{i}"))]));

    /// <summary>Random documents in random selections, against what reading every token gives. Seeded: a failure comes again.</summary>
    [Fact]
    public void A_selection_of_any_document_is_what_reading_it_whole_gives()
    {
        var random = new Random(20_261_121);
        string[] names = ["item", "name", "state", "value", "met"];
        string[] texts = ["", "a", "\\", "\"", "},{", "項目", "x\\\"]", "\t", "[", "😀"];
        for (var round = 0; round < 5_000; round++)
        {
            var document = Any(depth: 0);
            var stored = JsonSerializer.SerializeToUtf8Bytes(document, Forms[random.Next(Forms.Length)]);
            var selection = Selection(depth: 0);
            using var output = new MemoryStream();
            using (var json = new Utf8JsonWriter(output))
                Projected(selection).Write(stored, json);
            var expected = Select(document, selection)?.ToJsonString() ?? "null";
            JsonNode.DeepEquals(JsonNode.Parse(output.ToArray()), JsonNode.Parse(expected)).ShouldBeTrue($"{Encoding.UTF8.GetString(stored)} gave {Encoding.UTF8.GetString(output.ToArray())} and not {expected}");
        }

        JsonNode? Any(int depth) => random.Next(depth > 2 ? 4 : 7) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next(-5, 5) / 2m),
            2 => JsonValue.Create(random.Next(2) == 0),
            3 => JsonValue.Create(texts[random.Next(texts.Length)]),
            4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth + 1))]),
            _ => new JsonObject(names.Where(_ => random.Next(4) > 0).Select(n => KeyValuePair.Create(n, Any(depth + 1)))),
        };

        List<(string Name, object? Inner)> Selection(int depth) =>
            [.. (random.Next(2) == 0 ? names : names.Reverse()).Where(_ => random.Next(4) > 0).Select(n => (n, depth < 2 && random.Next(2) == 0 ? (object)Selection(depth + 1) : null))];

        static JsonProjection Projected(List<(string Name, object? Inner)> selection) => new(
            [.. selection.Select(s => new JsonProjection.Member(JsonEncodedText.Encode(s.Name), s.Name, s.Inner is List<(string, object?)> inner ? Projected(inner) : null))]);

        static JsonNode? Select(JsonNode? node, List<(string Name, object? Inner)> selection) => node switch
        {
            JsonArray array => new JsonArray([.. array.Select(e => Select(e, selection))]),
            JsonObject all => new JsonObject(selection.Select(s => KeyValuePair.Create(
                s.Name, s.Inner is List<(string, object?)> inner ? Select(all[s.Name], inner) : all[s.Name]?.DeepClone()))),
            _ => null,
        };
    }
}
