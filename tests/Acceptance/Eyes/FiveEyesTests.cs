using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Eyes;

/// <summary>One candidate, five people: what each is told, what each is told to be withheld, and what the log keeps of it.</summary>
public sealed class FiveEyesTests(ServedCity city)
{
    private const string AllFields =
        "id,name,kana,birthDate,sex,schoolAge,school,schoolCode,grade,class,rank,points,matchedBasic,matchedOther,selectedBy,topFactors,reasons,address,householdSize";

    private static readonly string[] Personal =
        ["name", "kana", "birthDate", "sex", "schoolAge", "school", "schoolCode", "grade", "class", "address", "householdSize"];

    [Fact]
    public async Task The_steward_sees_rank_and_reasons_without_a_name()
    {
        var result = (await city.Door.AskAsync(Who.Steward(city.Run), $"/v1/children/{city.Child}/result")).Ok();
        Withheld(result).ShouldBe(["name", "matchedBasic", "matchedOther", "selectedBy"]);
        Coarse(result).ShouldBe(["points", "reasons"]);
        result.Json.GetProperty("id").GetGuid().ShouldBe(city.Child);
        result.Json.GetProperty("rank").GetInt64().ShouldBePositive();
        IsWhole(result.Json.GetProperty("points")).ShouldBeTrue();
        result.Json.GetProperty("reasons").GetArrayLength().ShouldBePositive();

        var list = (await city.Door.AskAsync(Who.Steward(city.Run), $"/v1/children?fields={AllFields}")).Ok();
        Withheld(list).ShouldBe(
            ["name", "kana", "birthDate", "sex", "schoolAge", "class", "matchedBasic", "matchedOther", "selectedBy", "topFactors", "address", "householdSize"]);
        Coarse(list).ShouldBe(["points", "reasons"]);
        Withheld((await city.Door.AskAsync(Who.Steward(city.Run), $"/v1/children/{city.Child}/factors")).Ok()).ShouldBe(["name", "factors"]);
    }

    [Fact]
    public async Task The_analyst_sees_items_under_a_pseudonym()
    {
        var factors = (await city.Door.AskAsync(Who.Analyst(city.Run), $"/v1/children/{city.Pseudonym}/factors")).Ok();
        Withheld(factors).ShouldBe(["name"]);
        Coarse(factors).ShouldBe(["id", "factors"]);
        factors.Json.GetProperty("id").GetString().ShouldBe(city.Pseudonym);
        factors.Json.GetProperty("factors").GetArrayLength().ShouldBePositive();

        var list = (await city.Door.AskAsync(Who.Analyst(city.Run), $"/v1/children?fields={AllFields}")).Ok();
        Withheld(list).ShouldBe(Personal.Except(["schoolAge"]));
        Coarse(list).ShouldBe(["id", "schoolAge", "topFactors"]);
    }

    [Fact]
    public async Task The_pseudonym_of_another_run_is_another()
    {
        var here = await PseudonymsAsync(city.Run);
        var there = await PseudonymsAsync(city.TopRun);
        here.ShouldNotBeEmpty();
        here.Intersect(there).ShouldBeEmpty();
        (await city.Door.AskAsync(Who.Analyst(city.TopRun), $"/v1/children/{city.Pseudonym}")).Problem(404, "not-found");
    }

    [Fact]
    public async Task The_narrower_sees_name_and_items_of_candidates()
    {
        var factors = (await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children/{city.Child}/factors")).Ok();
        Withheld(factors).ShouldBeEmpty();
        Coarse(factors).ShouldBeEmpty();
        factors.Json.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        var items = factors.Json.GetProperty("factors").EnumerateArray().ToList();
        var points = (await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children/{city.Child}/result")).Ok().Json.GetProperty("points").GetDecimal();
        items.Sum(f => f.GetProperty("points").GetDecimal()).ShouldBe(points);
        Withheld((await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children?fields={AllFields}")).Ok()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_school_sees_reasons_of_a_shared_child_and_no_raw_item()
    {
        var school = Who.School(city.School);
        var result = (await city.Door.AskAsync(school, $"/v1/children/{city.Child}/result")).Ok();
        Withheld(result).ShouldBe(["run", "rank", "matchedBasic", "matchedOther", "selectedBy"]);
        Coarse(result).ShouldBe(["points", "reasons"]);
        result.Json.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        IsWhole(result.Json.GetProperty("points")).ShouldBeTrue();
        result.Json.GetProperty("reasons").GetArrayLength().ShouldBePositive();
        Withheld((await city.Door.AskAsync(school, $"/v1/children/{city.Child}/factors")).Ok()).ShouldBe(["run", "factors"]);
        Withheld((await city.Door.AskAsync(school, $"/v1/children/{city.Child}")).Ok()).ShouldBe(["schoolAge", "address", "householdSize"]);
    }

    [Fact]
    public async Task A_child_without_a_share_looks_like_a_child_without_a_result()
    {
        var school = Who.School(city.School);
        var list = (await city.Door.AskAsync(school, "/v1/children?size=200")).Ok();
        var candidates = await city.Database.ListAsync("select distinct resident_id from read.results where candidate", CancellationToken.None);
        var unshared = list.Items.Where(c => c.GetProperty("id").GetGuid() != city.Child).ToLookup(
            c => candidates.Contains(c.GetProperty("id").GetString()!));
        var led = unshared[true].First().GetProperty("id").GetString();
        var other = unshared[false].First().GetProperty("id").GetString();
        foreach (var document in new[] { "", "/result", "/factors" })
        {
            var one = (await city.Door.AskAsync(school, $"/v1/children/{led}{document}")).Ok().Json;
            var two = (await city.Door.AskAsync(school, $"/v1/children/{other}{document}")).Ok().Json;
            one.GetProperty("extensions").GetRawText().ShouldBe(two.GetProperty("extensions").GetRawText());
            NullsOf(one).ShouldBe(NullsOf(two), document);
        }
    }

    private static IEnumerable<string> NullsOf(JsonElement answer) =>
        answer.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Null).Select(p => p.Name);

    private static bool IsWhole(JsonElement number) => number.GetRawText().All(char.IsAsciiDigit);

    private static IEnumerable<string> Withheld(Reply reply) => Paths(reply, "withheld");

    private static IEnumerable<string> Coarse(Reply reply) => Paths(reply, "coarse");

    private static IEnumerable<string> Paths(Reply reply, string kind) =>
        reply.Json.GetProperty("extensions").GetProperty(kind).EnumerateArray()
            .Select(w => w.GetProperty("path").GetString()!.Replace("items[].", "", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> PseudonymsAsync(Guid run) =>
        [.. (await city.Door.AskAsync(Who.Analyst(run), "/v1/children?fields=id&size=200")).Ok().Items.Select(c => c.GetProperty("id").GetString()!)];
}
