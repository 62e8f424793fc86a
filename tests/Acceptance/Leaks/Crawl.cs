using System.Collections.Concurrent;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>An answer with the request that it belongs to.</summary>
internal sealed record Found(Who Who, string Path, Reply Reply);

/// <summary>Asks as one caller everything that can be asked without changing anything: every operation, every selection, every page, every child it is told of, at both doors.</summary>
internal sealed class Crawl(ServedCity city, Who who, IReadOnlyList<string> strangers)
{
    private static readonly string[] Fields =
    [
        "id", "name", "kana", "birthDate", "sex", "schoolAge", "school", "schoolCode", "grade", "class", "rank", "points",
        "matchedBasic", "matchedOther", "selectedBy", "topFactors", "reasons", "address", "householdSize",
    ];

    private static readonly string[] Orders = ["rank", "points", "kana", "grade", "birthDate"];

    public async Task<IReadOnlyList<Found>> RunAsync()
    {
        var lists = await AskAllAsync(Lists());
        var known = lists.Where(f => f.Reply.Status == 200 && f.Path.Contains("fields=id&", StringComparison.Ordinal))
            .SelectMany(f => f.Reply.Items).Select(c => c.GetProperty("id").GetString()).OfType<string>();
        string[] children = [.. known.Concat(strangers).Distinct()];
        return
        [
            .. lists, .. await SearchAsync(), .. await AskAllAsync(Ones(children).Concat(Deliveries(lists))), .. await new GraphCrawl(city, who).RunAsync(children.TakeLast(12)),
        ];
    }

    private async Task<IReadOnlyList<Found>> AskAllAsync(IEnumerable<string> paths)
    {
        var found = new ConcurrentBag<Found>();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (path, _) =>
        {
            await foreach (var page in city.Door.PagesAsync(who, path))
                found.Add(new Found(who, path, page));
        });
        return [.. found];
    }

    /// <summary>Every name there can be, by beginning and by range, with every property.</summary>
    private async Task<IReadOnlyList<Found>> SearchAsync()
    {
        const string Path = "/v1/children/search";
        var fields = string.Join(',', Fields.Select(f => $"\"{f}\""));
        var found = new List<Found>();
        foreach (var kana in new[] { """{"from":" ","to":"ヿ"}""", """{"beginsWith":"サ"}""", """{"from":"ア","to":"オ"}""" })
        {
            string? cursor = null;
            do
            {
                var page = await city.Door.AskAsync(
                    who, Path, $$"""{"kana":{{kana}},"size":200,"count":true,"fields":[{{fields}}]{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}}}""");
                found.Add(new Found(who, Path, page));
                cursor = page.Status == 200 ? page.Next : null;
            }
            while (cursor is not null);
        }

        return found;
    }

    private IEnumerable<string> Lists()
    {
        string[] selections = ["size=200&count=true", .. Fields.Select(f => $"fields={f}&size=200&count=true"), $"fields={string.Join(',', Fields)}&size=200"];
        foreach (var list in new[] { "/v1/children", $"/v1/screening-runs/{who.Run ?? city.TopRun}/candidates" })
        {
            foreach (var selection in selections)
                yield return $"{list}?{selection}";
            foreach (var order in Orders)
                yield return $"{list}?order=-{order}";
            yield return $"{list}?grade=1&class=1";
        }

        yield return "/v1/classes";
        yield return $"/v1/screening-runs/{who.Run ?? city.TopRun}/differences?before={city.EarlierTopRun}";
        yield return "/v1/me";
        yield return "/v1/screening-runs";
        yield return $"/v1/screening-runs/{city.Run}";
        yield return "/v1/models";
        yield return "/v1/provisions";
        yield return "/v1/deliveries";
        yield return "/v1/shares";
        yield return "/v1/measures";
        yield return "/v1/grants";
        yield return "/v1/received-grants";
        yield return "/v1/assignments";
        yield return "/v1/access-log?limit=200";
        yield return $"/v1/access-log?child={city.Child}";
        yield return "/v1/access-log/3?proof=true";
        yield return "/openapi/v1.json";
        yield return "/health/ready";
        yield return "/nothing/here";
    }

    private static IEnumerable<string> Ones(IReadOnlyList<string> children) =>
        children.SelectMany(c => new[] { $"/v1/children/{c}", $"/v1/children/{c}/result", $"/v1/children/{c}/factors", $"/v1/children/{c}/household", $"/v1/children/{c}/enrolments", $"/v1/children/{c}/granted-items" });

    private static IEnumerable<string> Deliveries(IReadOnlyList<Found> found) =>
        [.. found.Where(f => f.Path == "/v1/deliveries" && f.Reply.Status == 200).SelectMany(f => f.Reply.Items)
            .Select(d => $"/v1/deliveries/{d.GetProperty("id").GetString()}/findings")];
}
