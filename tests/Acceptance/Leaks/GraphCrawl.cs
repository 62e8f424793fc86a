using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>Asks the graph as one caller for everything that can be asked without changing anything.</summary>
internal sealed class GraphCrawl(ServedCity city, Who who)
{
    /// <summary>Where the graph is asked.</summary>
    public const string Path = "/graphql";

    private const string Everything = """
        id name kana birthDate birthYear sex schoolAge ageBand school schoolCode grade class address householdSize rank points matchedBasic matchedOther
        selectedBy topFactors { item name { ja en } state value band points } reasons { category ja en } result { run } explanation { factors { item value } }
        household { members { relation name kana birthDate sex } periods { from until relation } } enrolments { fiscalYear school grade class }
        """;

    private static readonly string[] Orders = ["rank", "points", "kana", "grade", "birthDate"];

    /// <summary>Lists to their last page, every order, and every child that the caller knows of or guesses.</summary>
    public async Task<IReadOnlyList<Found>> RunAsync(IEnumerable<string> children)
    {
        var run = who.Run ?? city.TopRun;
        var found = new List<Found>();
        string[] lists =
        [
            "children(first: 20, after: $after)", $"candidates(run: \"{run}\", first: 20, after: $after)",
            "searchChildren(search: {kana: {range: {from: \"ア\", to: \"ヿ\"}}}, first: 20, after: $after)",
        ];
        foreach (var list in lists)
            found.AddRange(await PagesAsync(list, Everything));
        foreach (var order in Orders)
            found.Add(await AskAsync($"{{ children(order: [{{{order}: DESC}}]) {{ totalCount edges {{ cursor node {{ id }} }} }} }}"));
        string[] questions =
        [
            "{ classes { children school grade class } }",
            "{ me { person capability { operations fields { name disposition rule } } } policyDecision(field: \"child.name\") { disposition } }",
            $"{{ runDifferences(run: \"{run}\", before: \"{city.EarlierTopRun}\") {{ nodes {{ id name kana school cause changedItems {{ item before now }} }} }} }}",
            "{ screeningRuns { id startedBy } models { id lineage } provisions { id name } assignments { person role } }",
            "{ deliveries { nodes { id file } } shares { child reason } accessLog(first: 200) { nodes { actor fields } } }",
            "{ accessLogEntry(sequence: 3) { subjectIds inclusion { leaf } } }",
        ];
        foreach (var question in questions)
            found.Add(await AskAsync(question));
        foreach (var child in children)
        {
            found.Add(await AskAsync(
                "query ($id: ID!) { child(id: $id) { " + Everything + " } household(child: $id) { members { name } } enrolments(child: $id) { school } result(child: $id) { points } }",
                child));
        }

        return found;
    }

    private async Task<IReadOnlyList<Found>> PagesAsync(string list, string fields)
    {
        var found = new List<Found>();
        string? after = null;
        do
        {
            var page = await AskAsync($"query ($after: String) {{ list: {list} {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {fields} }} }} }}", id: null, after);
            found.Add(page);
            after = page.Reply.Status == 200 && page.Reply.Json.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.GetProperty("list") is { ValueKind: JsonValueKind.Object } connection && connection.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()
                ? connection.GetProperty("pageInfo").GetProperty("endCursor").GetString()
                : null;
        }
        while (after is not null);
        return found;
    }

    private async Task<Found> AskAsync(string query, string? id = null, string? after = null)
    {
        var variables = new Dictionary<string, string?>();
        if (id is not null)
            variables["id"] = id;
        if (after is not null)
            variables["after"] = after;
        var reply = await city.Door.AskAsync(who, Path, JsonSerializer.Serialize(new { query, variables }));
        // A document that the door refuses would find no leak whatever it showed.
        reply.Status.ShouldBe(200, $"{who} {query} {reply.Body}");
        reply.Json.TryGetProperty("data", out _).ShouldBeTrue($"{who} {query} {reply.Body}");
        return new Found(who, Path, reply);
    }
}
