using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>Everybody asks for everything; what the raw files say about other people must not stand in any answer.</summary>
public sealed class LeakTests(ServedCity city)
{
    private const string Holder = "市民課";

    private readonly Knowledge knowledge = Knowledge.Of(city.Raw);

    [Fact]
    public Task Analysts_are_told_no_name_address_or_birth_date() => CheckAsync(Nothing, Who.Analyst(city.TopRun), new Who("analyst", "linkage"));

    [Fact]
    public Task Stewards_are_told_no_name_address_or_birth_date() => CheckAsync(Nothing, Who.Steward(city.TopRun), Who.Steering);

    [Fact]
    public Task Officers_are_told_no_name_address_or_birth_date() => CheckAsync(Nothing, Who.Officer);

    [Fact]
    public Task Holders_are_told_no_name_address_or_birth_date() => CheckAsync(Nothing, Who.Holder(Holder));

    [Fact]
    public async Task Narrowers_are_told_of_nobody_but_candidates_and_who_lives_with_them()
    {
        var candidates = await CandidatesAsync();
        // Not the candidate under protection: the household's addresses are nobody's to see.
        var hidden = HouseholdOf(city.ProtectedCode);
        var family = candidates.SelectMany(HouseholdOf).Except(hidden).ToHashSet();
        var answers = await CheckAsync(
            s => (candidates.Contains(s.Resident) && s.Kind is Kind.Name or Kind.Kana or Kind.Address or Kind.BirthDate
                    && !(s.Kind == Kind.Address && hidden.Contains(s.Resident)))
                || (family.Contains(s.Resident) && s.Kind is Kind.Name or Kind.Kana or Kind.BirthDate),
            Who.Narrower(city.TopRun));
        ShowsSome(answers, [.. family.Except(candidates)], Kind.Name, Kind.BirthDate);
        ShowsSome(answers, candidates, Kind.Name, Kind.Kana, Kind.BirthDate, Kind.Address);
        ShowsSome(OfGraph(answers), candidates, Kind.Name, Kind.Kana, Kind.BirthDate, Kind.Address);
        ShowsSome(OfGraph(answers), [.. family.Except(candidates)], Kind.Name);
    }

    [Fact]
    public async Task Schools_are_told_of_nobody_but_their_own_pupils()
    {
        foreach (var school in new[] { city.School, city.OtherSchool })
        {
            var pupils = city.Raw.Of("学齢簿").Where(r => r["学校コード"] == school).Select(r => r["宛名番号"]).ToHashSet();
            var answers = await CheckAsync(s => pupils.Contains(s.Resident) && s.Kind is Kind.Name or Kind.Kana or Kind.BirthDate, Who.School(school));
            ShowsSome(answers, pupils, Kind.Name, Kind.Kana, Kind.BirthDate);
            ShowsSome(OfGraph(answers), pupils, Kind.Name, Kind.Kana, Kind.BirthDate);
            foreach (var child in answers.Where(a => a.Reply.Status == 200 && a.Path.StartsWith("/v1/children", StringComparison.Ordinal)).SelectMany(ChildrenOf))
                ShowsNoResult(child);
        }
    }

    [Fact]
    public async Task The_address_of_a_protected_household_is_told_to_nobody()
    {
        var rows = (await city.Door.AskAsync(Who.Narrower(city.TopRun), "/v1/children?fields=id,name,address&size=200")).Ok();
        var addresses = rows.Items.Select(c => c.GetProperty("address")).ToLookup(a => a.ValueKind);
        var hidden = (await CandidatesAsync()).Intersect(HouseholdOf(city.ProtectedCode)).Count();
        hidden.ShouldBePositive();
        addresses[JsonValueKind.Null].Count().ShouldBe(hidden);
        addresses[JsonValueKind.String].Count().ShouldBe(rows.Items.Length - hidden);
        // The same words as for everybody: a refusal that depends on the row looks like no value.
        rows.Json.GetProperty("extensions").GetProperty("withheld").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_the_server_prints_names_nobody()
    {
        await city.Door.AskAsync(Who.Narrower(city.TopRun), "/v1/children?size=200");
        new Net(knowledge.Secrets, []).Find(Folded.Of(city.Server.Printed)).ShouldBeNull();
    }

    private static bool Nothing(Secret secret) => false;

    private static IReadOnlyList<Found> OfGraph(IReadOnlyList<Found> answers) => [.. answers.Where(a => a.Path == GraphCrawl.Path)];

    private static IEnumerable<JsonElement> ChildrenOf(Found found) =>
        found.Reply.Json.TryGetProperty("items", out var items) ? items.EnumerateArray() : [found.Reply.Json];

    private static IEnumerable<string> TextsIn(IReadOnlyList<Found> answers) => answers.Where(a => a.Reply.Status == 200).Select(a => Folded.Of(a.Reply));

    private void ShowsNoResult(JsonElement child)
    {
        var shared = child.TryGetProperty("id", out var id) && id.GetString() == city.Child.ToString();
        foreach (var name in new[] { "rank", "topFactors", "factors", "matchedBasic", "matchedOther", "selectedBy", "run" })
            IsNullOrAbsent(child, name).ShouldBeTrue(name);
        // A page that selects one field does not say whose it is; there is one share at most.
        if (!shared && child.TryGetProperty("id", out _))
            (IsNullOrAbsent(child, "points") && IsNullOrAbsent(child, "reasons")).ShouldBeTrue();
    }

    private static bool IsNullOrAbsent(JsonElement child, string name) => !child.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;

    /// <summary>That the net catches what may be seen shows that it would catch what may not.</summary>
    private void ShowsSome(IReadOnlyList<Found> answers, HashSet<string> residents, params Kind[] kinds)
    {
        foreach (var kind in kinds)
        {
            var net = new Net([.. knowledge.Secrets.Where(s => s.Kind == kind && residents.Contains(s.Resident))], []);
            TextsIn(answers).Any(t => net.Find(t) is not null).ShouldBeTrue($"no {kind} at all");
        }
    }

    private async Task<IReadOnlyList<Found>> CheckAsync(Func<Secret, bool> open, params Who[] callers)
    {
        var parts = knowledge.Secrets.ToLookup(open);
        var net = new Net([.. parts[false]], [.. parts[true]]);
        net.Size.ShouldBeGreaterThan(500);
        var strangers = (await city.Database.ListAsync("select resident_id from vault.residents order by resident_id limit 5", TestContext.Current.CancellationToken))
            .Append(city.Pseudonym).Append("0000017255").ToList();
        var all = new List<Found>();
        foreach (var who in callers)
        {
            var answers = await new Crawl(city, who, strangers).RunAsync();
            foreach (var (_, path, reply) in answers)
            {
                reply.Status.ShouldBeLessThan(500, $"{who} {path}");
                if (net.Find(Folded.Of(reply)) is { } leak)
                    Assert.Fail($"{who} {path} tells: {leak}");
            }

            answers.Count(a => a.Reply.Status == 200).ShouldBeGreaterThan(2, $"{who}");
            all.AddRange(answers);
        }

        return all;
    }

    private async Task<HashSet<string>> CandidatesAsync() => [.. await city.Database.ListAsync(
        $"select r.resident_code from read.results x join vault.residents r using (tenant_id, resident_id) where x.candidate and x.run_id = '{city.TopRun}'",
        TestContext.Current.CancellationToken)];

    private HashSet<string> HouseholdOf(string code)
    {
        var register = city.Raw.Of("住民記録").ToList();
        var household = register.Single(r => r["宛名番号"] == code)["世帯番号"];
        return [.. register.Where(r => r["世帯番号"] == household).Select(r => r["宛名番号"])];
    }
}
