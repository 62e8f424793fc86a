using System.Text;
using System.Text.Json;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Privacy;

/// <summary>A client's many names for one member of a stored document are no more work than one.</summary>
public sealed class JsonProjectionTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
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
}
