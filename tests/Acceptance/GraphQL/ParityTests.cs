using System.Text.Json.Nodes;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.GraphQL;

/// <summary>Over the wire every eye sees the same through both doors: values, what is withheld, codes of refusals.</summary>
public sealed class ParityTests(ServedCity city)
{
    private static readonly (string Url, string Document, string Rows)[] Questions =
    [
        ("/v1/children?fields=id,name,kana,sex,school,grade,class,rank,points,matchedBasic,reasons&size=20",
            "{ children(first: 20) { nodes { id name kana sex school grade class rank points matchedBasic reasons { category ja en } } } }", "nodes"),
        ("/v1/children/@/result", "{ result(child: \"@\") { run points rank matchedBasic matchedOther selectedBy reasons { category ja en } child { id name } } }", ""),
        ("/v1/classes", "{ classes { children school schoolCode grade class } }", ""),
        ("/v1/provisions", "{ provisions { id name holder recipient purposes retention mode key items version } }", ""),
        ("/v1/screening-runs", "{ screeningRuns { id plan difficulty children candidates policy startedBy items } }", ""),
        ("/v1/access-log?until=2020-01-01T00:00:00Z", "{ accessLog(until: \"2020-01-01T00:00:00Z\") { nodes { sequence operation } } }", "nodes"),
    ];

    [Fact]
    public async Task Both_doors_answer_alike_over_the_wire()
    {
        (Who Who, string Child)[] eyes =
        [
            (Who.Steward(city.Run), $"{city.Child}"), (Who.Analyst(city.Run), city.Pseudonym), (Who.Narrower(city.Run), $"{city.Child}"),
            (Who.School(city.School), $"{city.Child}"), (Who.Steering, $"{city.Child}"), (Who.Officer, $"{city.Child}"),
        ];
        var answered = 0;
        foreach (var (who, child) in eyes)
        {
            foreach (var (url, document, rows) in Questions)
                answered += await CompareAsync(who, url.Replace("@", child, StringComparison.Ordinal), document.Replace("@", child, StringComparison.Ordinal), rows) ? 1 : 0;
        }

        answered.ShouldBeGreaterThan(15);
    }

    private async Task<bool> CompareAsync(Who who, string url, string document, string rows)
    {
        var about = $"{who} {url}";
        var rest = await city.Door.AskAsync(who, url);
        var graph = JsonNode.Parse((await city.Door.GraphAsync(who, document)).Ok().Bytes)!;
        var root = graph["data"]!.AsObject().Single().Value;
        if (rest.Status != 200)
        {
            root.ShouldBeNull(about);
            graph["errors"]!.AsArray().ShouldHaveSingleItem()!["extensions"]!["code"]!.GetValue<string>().ShouldBe(rest.Code, about);
            return false;
        }

        var answer = JsonNode.Parse(rest.Bytes)!;
        var (expected, shown) = (ListOf(answer["id"] is null ? answer["items"] ?? answer : answer), ListOf(rows.Length == 0 ? root : root![rows]));
        shown.Count.ShouldBe(expected.Count, about);
        foreach (var (one, other) in expected.Zip(shown))
        {
            foreach (var (name, value) in other)
            {
                if (name == "child")
                    JsonNode.DeepEquals(value!["id"], one["id"]).ShouldBeTrue(about);
                else
                    JsonNode.DeepEquals(value, one[name]).ShouldBeTrue($"{about} {name}");
            }
        }

        foreach (var part in new[] { "withheld", "coarse" })
            Told(graph["extensions"], part).ShouldBe(Told(answer["extensions"], part), ignoreOrder: true, $"{about} {part}");
        return true;
    }

    private static List<JsonObject> ListOf(JsonNode? node) => node is JsonArray list ? [.. list.Select(n => n!.AsObject())] : [node!.AsObject()];

    private static IEnumerable<string> Told(JsonNode? extensions, string part) =>
        (extensions?[part]?.AsArray() ?? []).Select(e => $"{e!["path"]!.GetValue<string>().Split('.')[^1]} {e["rule"]!.GetValue<string>()}");
}
