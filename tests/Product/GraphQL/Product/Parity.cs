using System.Text.Json.Nodes;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>A question that both doors can be asked.</summary>
/// <param name="Url">For REST.</param>
/// <param name="Document">For the graph.</param>
/// <param name="Rows">Where its rows stand in the graph's answer below the root field, dots between; empty for the root field itself.</param>
/// <param name="Body">JSON to post to REST, or null.</param>
internal sealed record Question(string Url, string Document, string Rows = "", string? Body = null)
{
    private const string Name = "name { ja en }";
    private const string Factor = $"item {Name} state value band condition met points micro direction leaks";

    /// <summary>Every property of a list.</summary>
    public const string Listed = $$"""
        id name kana birthDate birthYear sex schoolAge ageBand school schoolCode grade class rank points matchedBasic matchedOther selectedBy
        topFactors { {{Factor}} } reasons { category ja en } address householdSize
        """;

    private const string Run = """
        id plan difficulty asOf startedAt completedAt children candidates seed policy startedBy items unreadableProvisions model modelHash leakingItems shareable
        """;

    private const string Delivery = "id provision file receivedAt asOf records accepted corrected quarantined ignored events state standing missing";

    private const string Logged = "sequence at requestId actor role institution purpose context operation outcome policy fields rows subjects";

    /// <summary>Everything that can be asked without changing anything.</summary>
    public static IEnumerable<Question> All(Guid run, Guid before, string child, Guid delivery)
    {
        var page = $"{{ nodes {{ {Listed} }} }}";
        var fields = "fields=id,name,kana,birthDate,sex,schoolAge,school,schoolCode,grade,class,rank,points,matchedBasic,matchedOther,selectedBy,topFactors,reasons,address,householdSize";
        yield return new($"/v1/children?{fields}", $"{{ children {page} }}", "nodes");
        yield return new($"/v1/children?{fields}&size=2&order=-points", $"{{ children(first: 2, order: [{{points: DESC}}]) {page} }}", "nodes");
        yield return new($"/v1/children?{fields}&order=kana", $"{{ children(order: [{{kana: ASC}}]) {page} }}", "nodes");
        yield return new($"/v1/children?{fields}&grade=1&class=1", $"{{ children(where: {{grade: {{eq: \"1\"}}, and: [{{class: {{eq: \"1\"}}}}]}}) {page} }}", "nodes");
        yield return new($"/v1/children?{fields}&school=1001", $"{{ children(where: {{schoolCode: {{eq: \"1001\"}}}}) {page} }}", "nodes");
        yield return new("/v1/children?size=0", "{ children(first: 0) { nodes { id } } }", "nodes");
        yield return new("/v1/children?cursor=x", "{ children(after: \"x\") { nodes { id } } }", "nodes");
        yield return new($"/v1/screening-runs/{run}/candidates?{fields}", $"{{ candidates(run: \"{run}\") {page} }}", "nodes");
        yield return new($"/v1/screening-runs/{before}/candidates", $"{{ candidates(run: \"{before}\") {{ nodes {{ id }} }} }}", "nodes");
        yield return new(
            "/v1/children/search", $"{{ searchChildren(search: {{kana: {{range: {{from: \"ア\", to: \"ン\"}}}}}}) {page} }}", "nodes",
            $$"""{"kana":{"from":"ア","to":"ン"},"fields":["{{fields[7..].Replace(",", "\",\"", StringComparison.Ordinal)}}"]}""");
        yield return new("/v1/classes", "{ classes { children school schoolCode grade class } }");
        yield return new($"/v1/children/{child}", $"{{ child(id: \"{child}\") {{ id name kana birthDate birthYear sex schoolAge ageBand school schoolCode grade class address householdSize }} }}");
        yield return new($"/v1/children/{Guid.Empty}", $"{{ child(id: \"{Guid.Empty}\") {{ id name }} }}");
        yield return new($"/v1/children/{child}/result", $"{{ result(child: \"{child}\") {{ child {{ id name }} run points rank matchedBasic matchedOther selectedBy reasons {{ category ja en }} }} }}");
        yield return new($"/v1/children/{child}/factors", $"{{ explanation(child: \"{child}\") {{ child {{ id name }} run factors {{ {Factor} }} }} }}");
        yield return new($"/v1/children/{child}/household", $"{{ household(child: \"{child}\") {{ child {{ id name householdSize }} members {{ relation name kana birthDate sex }} periods {{ from until relation sameAsToday }} }} }}");
        yield return new($"/v1/children/{child}/enrolments", $"{{ enrolments(child: \"{child}\") {{ fiscalYear school schoolCode grade class }} }}");
        yield return new(
            $"/v1/screening-runs/{run}/differences?before={before}",
            $"{{ runDifferences(run: \"{run}\", before: \"{before}\") {{ nodes {{ id change cause name kana school grade class rank rankBefore points pointsBefore changedItems {{ item before now }} }} }} }}", "nodes");
        yield return new("/v1/screening-runs", $"{{ screeningRuns {{ {Run} }} }}");
        yield return new($"/v1/screening-runs/{run}", $"{{ screeningRun(id: \"{run}\") {{ {Run} }} }}");
        yield return new($"/v1/screening-runs/{Guid.Empty}", $"{{ screeningRun(id: \"{Guid.Empty}\") {{ id }} }}");
        yield return new("/v1/models", "{ models { id plan status } }");
        yield return new($"/v1/models/{Guid.Empty}", $"{{ model(id: \"{Guid.Empty}\") {{ id }} }}");
        yield return new("/v1/provisions", "{ provisions { id name holder recipient basis { id pattern statute article grounds trigger scope purposes from until inForce } bases { id pattern statute article grounds trigger scope purposes from until inForce } purposes retention mode key items version } }");
        yield return new("/v1/deliveries", $"{{ deliveries(first: 200) {{ nodes {{ {Delivery} }} }} }}", "nodes");
        yield return new($"/v1/deliveries/{delivery}/findings", $"{{ deliveryFindings(delivery: \"{delivery}\") {{ nodes {{ row column rule disposition message }} }} }}", "nodes");
        yield return new("/v1/access-log?until=2020-01-01T00:00:00Z", $"{{ accessLog(until: \"2020-01-01T00:00:00Z\") {{ nodes {{ {Logged} }} }} }}", "nodes");
        yield return new("/v1/access-log/0", $"{{ accessLogEntry(sequence: 0) {{ entry {{ {Logged} }} subjectIds }} }}");
        yield return new("/v1/shares", "{ shares { id child run institution points reason from until endedAt createdBy } }");
        yield return new("/v1/grants", "{ grants { id case child item provision basis authority institution persons from until state closedBy proposedBy proposedAt decidedBy decidedAt endedBy endedAt version reason trigger refusal } }");
        yield return new("/v1/received-grants", "{ receivedGrants { id child item name provision basis authority from until } }");
        yield return new($"/v1/children/{child}/granted-items", $"{{ grantedItems(child: \"{child}\") {{ items {{ id child item name provision basis authority from until values {{ day period value }} }} }} }}", "items");
        yield return new($"/v1/children/{Guid.Empty}/granted-items", $"{{ grantedItems(child: \"{Guid.Empty}\") {{ child }} }}");
        yield return new("/v1/conflicts", "{ conflicts { id person child household declaredBy declaredAt endedBy endedAt } }");
        yield return new("/v1/assignments", "{ assignments { id issuer person role institution purposes from until state grantedBy approvedBy decidedBy decidedAt reason batch endedAt } }");
    }

    /// <summary>The rows of REST in the words of the graph.</summary>
    public static JsonNode OfRest(JsonNode answer)
    {
        var rows = answer["years"] ?? (answer["id"] is null ? answer["items"] : null) ?? answer;
        return rows is JsonArray list ? new JsonArray([.. list.Select(Typed)]) : Typed(rows);
    }

    /// <summary>The rows of the graph: objects that REST does not nest are laid open.</summary>
    public JsonNode? OfGraph(JsonNode? value)
    {
        var rows = Rows.Length == 0 || value is null ? value : value[Rows];
        return rows is JsonArray list ? new JsonArray([.. list.Select(r => Plain(r!))]) : rows is null ? null : Plain(rows);
    }

    /// <summary>Withheld or coarse properties of REST with the rule.</summary>
    public static IEnumerable<string> Told(JsonNode? extensions, string part) =>
        (extensions?[part]?.AsArray() ?? []).Select(e => $"{e!["path"]!.GetValue<string>().Split('.')[^1]} {e["reason"]?.GetValue<string>()} {e["rule"]!.GetValue<string>()}");

    private static JsonObject Plain(JsonNode row)
    {
        var plain = new JsonObject();
        foreach (var (name, value) in row.AsObject())
        {
            if (name is "child" or "entry" && value is JsonObject inner)
            {
                foreach (var (innerName, innerValue) in Plain(inner))
                    plain[innerName] = innerValue?.DeepClone();
            }
            else if (Kept(value) is { } kept)
            {
                plain[name] = kept;
            }
        }

        return plain;
    }

    private static JsonNode? Kept(JsonNode? value) => value switch
    {
        null => null,
        JsonObject o => Plain(o),
        JsonArray list => new JsonArray([.. list.Select(Kept)]),
        _ => value.DeepClone(),
    };

    /// <summary>Where one property of REST has two types, the graph has two properties.</summary>
    private static JsonObject Typed(JsonNode? row)
    {
        var typed = Plain(row!);
        typed.Remove("extensions");
        if (typed["birthDate"]?.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        {
            typed["birthYear"] = typed["birthDate"]!.DeepClone();
            typed.Remove("birthDate");
        }

        if (typed["schoolAge"]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
        {
            typed["ageBand"] = typed["schoolAge"]!.DeepClone();
            typed.Remove("schoolAge");
        }

        return typed;
    }
}
