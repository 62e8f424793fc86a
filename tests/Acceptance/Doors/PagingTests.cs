using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>Pages hold every row once; a cursor is worth nothing to anybody else or for any other question.</summary>
public sealed class PagingTests(ServedCity city)
{
    [Theory]
    [InlineData("analyst", "")]
    [InlineData("analyst", "&order=-rank")]
    [InlineData("analyst", "&order=-points")]
    [InlineData("narrower", "&order=kana")]
    [InlineData("narrower", "&order=-birthDate")]
    [InlineData("narrower", "&order=grade")]
    [InlineData("steward", "")]
    [InlineData("user-entity", "")]
    [InlineData("user-entity", "&order=-grade")]
    [InlineData("user-entity", "&grade=1")]
    public async Task Pages_hold_every_row_once_and_in_order(string role, string more)
    {
        var who = Of(role);
        var whole = new List<string>();
        await foreach (var page in city.Door.PagesAsync(who, $"/v1/children?fields=id&size=200{more}"))
            whole.AddRange(Ids(page.Ok()));
        var paged = new List<string>();
        var totals = new HashSet<long>();
        await foreach (var page in city.Door.PagesAsync(who, $"/v1/children?fields=id&size=7&count=true{more}"))
        {
            paged.AddRange(Ids(page.Ok()));
            totals.Add(page.Json.GetProperty("page").GetProperty("totalCount").GetInt64());
        }

        paged.ShouldBe(whole);
        paged.Distinct().Count().ShouldBe(paged.Count);
        totals.ShouldBe([paged.Count]);
    }

    [Fact]
    public async Task The_log_is_paged_without_a_gap()
    {
        var sequences = new List<long>();
        await foreach (var page in city.Door.PagesAsync(Who.Officer, "/v1/access-log?limit=200"))
            sequences.AddRange(page.Ok().Items.Select(e => e.GetProperty("sequence").GetInt64()));
        sequences.ShouldBe(Enumerable.Range(0, sequences.Count).Select(i => (long)i).Reverse());
    }

    [Fact]
    public async Task A_tampered_cursor_is_refused()
    {
        var cursor = await CursorAsync(Of("analyst"), "size=2");
        var places = Enumerable.Range(0, cursor.Length - 1).Where(i => i % 3 == 0);
        await Parallel.ForEachAsync(places, async (i, _) =>
            await RefusedAsync(Of("analyst"), $"size=2&cursor={cursor[..i]}{(cursor[i] == 'A' ? 'B' : 'A')}{cursor[(i + 1)..]}"));
        await RefusedAsync(Of("analyst"), $"size=2&cursor={cursor[..^4]}");
        await RefusedAsync(Of("analyst"), $"size=2&cursor={cursor}AAAA");
        await RefusedAsync(Of("analyst"), $"size=2&cursor={new string('A', 3000)}");
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_person_and_its_question()
    {
        var school = await CursorAsync(Who.School(city.School), "size=2");
        await RefusedAsync(Who.School(city.OtherSchool), $"size=2&cursor={school}");
        await RefusedAsync(Who.Narrower(city.TopRun), $"size=2&cursor={school}");
        await RefusedAsync(Who.School(city.School), $"size=2&order=-kana&cursor={school}");
        await RefusedAsync(Who.School(city.School), $"size=2&grade=1&cursor={school}");
        (await city.Door.AskAsync(Who.School(city.School), $"/v1/children?size=3&cursor={school}")).Ok();

        var narrower = await CursorAsync(Who.Narrower(city.TopRun), "size=1");
        await RefusedAsync(Who.Narrower(city.Run), $"size=1&cursor={narrower}");
        (await city.Door.AskAsync(Who.Narrower(city.TopRun), $"/v1/screening-runs/{city.TopRun}/candidates?size=1&cursor={narrower}")).Problem(400, "request-malformed");
    }

    private static IEnumerable<string> Ids(Reply page) => page.Items.Select(c => c.GetProperty("id").GetString()!);

    private Who Of(string role) =>
        new[] { Who.Analyst(city.TopRun), Who.Narrower(city.TopRun), Who.Steward(city.TopRun), Who.School(city.School) }.Single(w => w.Role == role);

    private async Task<string> CursorAsync(Who who, string query) => (await city.Door.AskAsync(who, $"/v1/children?{query}")).Ok().Next.ShouldNotBeNull();

    private async Task RefusedAsync(Who who, string query) =>
        (await city.Door.AskAsync(who, $"/v1/children?{query}")).Problem(400, "request-malformed", query).Field.ShouldBe("cursor");
}
