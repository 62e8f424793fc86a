using ChildLink.Casework.Narrowing;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Screening;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>The two lists of a rule, by what the narrower may see anyway.</summary>
public sealed class NarrowingListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_registered_with_the_council_now_is_left_out_and_who_was_is_not()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = await AddAsync(city, 5);
        await city.AddCouncilAsync(children[0], new(2024, 5, 1), null, Ct);
        await city.AddCouncilAsync(children[1], new(2024, 5, 1), new(2024, 12, 1), Ct);
        await city.AddCouncilAsync(children[2], new(2025, 2, 1), null, Ct);
        // The register of the next fiscal year says that the case of this one has ended.
        await city.AddCouncilAsync(children[3], new(2023, 5, 1), null, Ct);
        await city.AddCouncilAsync(children[3], new(2023, 5, 1), new(2024, 3, 31), Ct);

        (await city.NamesAsync("newly-found", Ct)).ShouldBe([.. new[] { 2, 3, 4, 5 }.Select(ViewCity.Name)]);
    }

    [Fact]
    public async Task While_records_of_the_register_are_not_told_nobody_is_taken_for_unregistered()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = await AddAsync(city, 2);
        await city.View.RunAsync("""
            insert into read.record_heads (tenant_id, provision, key_id, event_id, previous_id, stream_id, version, delivery_id, row, effective_on, seq, stated_by)
            select $1, 'council-case-register', g, g, g, $2, 1, g, 1, '2024-05-01', 1, g from (select gen_random_uuid() g) x
            """, Ct, ViewCity.Tenant, children[0]);

        (await city.Lists.PrepareAsync(city.View.Narrower, "newly-found", null, null, Ct)).Fault.ShouldNotBeNull().Field.ShouldBe("rule");
        (await city.Lists.PrepareAsync(city.View.Narrower, null, "newest", null, Ct)).Fault.ShouldBeNull("it asks nothing of the council");
        var (_, body) = await city.View.ListAsync(city.View.Narrower, new ChildQuery(["name", "councilRegistered"]), Ct);
        body.ShouldContain("\"councilRegistered\":null");
    }

    [Fact]
    public async Task Who_is_supported_or_was_talked_about_is_left_out()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = await AddAsync(city, 5);
        await city.AddCaseAsync(children[0], "open", null, Ct);
        await city.AddCaseAsync(children[1], "closed", "c", Ct);
        await city.AddCaseAsync(children[2], "closed", "d", Ct);
        await city.AddConferenceAsync(children[3], "held", 10, Ct);
        // One that did not take place hides nobody.
        await city.AddConferenceAsync(children[4], "cancelled", 10, Ct);
        await city.AddConferenceAsync(children[4], "planned", 10, Ct);

        (await city.NamesAsync("newly-found", Ct)).ShouldBe([.. new[] { 3, 4, 5 }.Select(ViewCity.Name)]);
        (await city.NamesAsync("kaisei", Ct)).ShouldBe([.. new[] { 3, 5 }.Select(ViewCity.Name)]);
    }

    [Fact]
    public async Task Thresholds_and_model_schools_narrow_and_never_widen()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct, Rules("""
            any:
              - { points: 50 }
              - { topPercent: 20 }
            schools: ["1001"]
            """));
        await AddAsync(city, 10);
        var high = await city.View.AddChildAsync(20, Ct);
        await city.View.RunAsync("update read.results set points_tenths = 500 where resident_id = $1", Ct, high);
        await city.View.RunAsync("update read.results set points_tenths = 499 where resident_id = (select resident_id from read.results where rank = 5)", Ct);
        await city.View.RunAsync("update vault.residents set school_code = '1002' where resident_id = (select resident_id from read.results where rank = 2)", Ct);
        var outside = await city.View.AddChildAsync(0, Ct, candidate: false);
        await city.View.RunAsync("update read.results set points_tenths = 990 where resident_id = $1", Ct, outside);

        // 20 % of twelve are three: ranks 0, 1 and 2.
        (await city.NamesAsync("odd", Ct)).ShouldBe([ViewCity.Name(1), ViewCity.Name(20)]);
    }

    [Fact]
    public async Task The_first_within_each_age_are_found_by_age()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await AddAsync(city, 20);
        await city.View.RunAsync("update read.results set school_age = case when rank <= 11 then 6 else 9 end", Ct);

        // 10 % of eleven are two, of nine one.
        (await city.NamesAsync("tsukuba", Ct)).ShouldBe([.. new[] { 1, 2, 12 }.Select(ViewCity.Name)]);
    }

    [Fact]
    public async Task A_coming_check_up_counts_from_today_on()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct, Rules("checkup: { months: [18, 36], withinDays: 30 }"));
        var children = await AddAsync(city, 4);
        // Today is 11 January 2025.
        foreach (var (child, born) in children.Zip([new DateOnly(2023, 7, 11), new DateOnly(2023, 7, 10), new DateOnly(2022, 2, 10), new DateOnly(2022, 2, 11)]))
            await city.View.RunAsync("update vault.residents set birth_date = $2 where resident_id = $1", Ct, child, born);

        (await city.NamesAsync("odd", Ct)).ShouldBe([ViewCity.Name(1), ViewCity.Name(3)]);
    }

    [Fact]
    public async Task The_newest_are_those_who_were_no_candidates_before_or_whom_nobody_looked_at()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = await AddAsync(city, 3);
        var before = Guid.NewGuid();
        await city.View.AddRunAsync(before, Ct);
        await city.View.RunAsync("update read.screening_runs set as_of = '2024-09-01' where id = $1", Ct, before);
        await city.View.AddResultAsync(before, children[0], 1, 10, true, "{}", Ct);
        await city.View.AddResultAsync(before, children[1], 2, 10, true, "{}", Ct);
        await city.View.AddResultAsync(before, children[2], 3, 10, false, "{}", Ct);
        (await city.NoteAsync(children[0], NarrowingStatus.NotNow, null, 0, Ct)).ShouldBeOfType<NarrowingOutcome.Done>();
        (await city.NoteAsync(children[2], NarrowingStatus.NotNow, null, 0, Ct)).ShouldBeOfType<NarrowingOutcome.Done>();

        (await city.NamesAsync(null, Ct, NarrowingLists.Newest)).ShouldBe([ViewCity.Name(2), ViewCity.Name(3)]);
        (await city.NamesAsync("newly-found", Ct)).ShouldBe([ViewCity.Name(3)]);
        (await city.NamesAsync(null, Ct, status: NarrowingStatus.NotNow)).ShouldBe([ViewCity.Name(1), ViewCity.Name(3)]);
        (await city.NamesAsync(null, Ct, status: NarrowingStatus.Open)).ShouldBe([ViewCity.Name(2)]);
    }

    [Fact]
    public async Task Pages_of_a_rule_follow_each_other_and_a_cursor_belongs_to_its_rule()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await AddAsync(city, 5);
        var caller = city.View.Narrower;
        var (filter, _) = await city.Lists.PrepareAsync(caller, "kaisei", null, null, Ct);
        var (other, _) = await city.Lists.PrepareAsync(caller, "newly-found", null, null, Ct);
        var query = new ChildQuery(OnlyCandidates: true, Size: 2, Count: true, Narrowing: filter);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (_, body) = await city.View.ListAsync(caller, query with { Cursor = cursor }, Ct);
            seen.AddRange(ViewCity.Items(body).Select(i => i.GetProperty("name").GetString()!));
            using var json = System.Text.Json.JsonDocument.Parse(body);
            json.RootElement.GetProperty("page").GetProperty("totalCount").GetInt64().ShouldBe(5);
            cursor = json.RootElement.GetProperty("page").GetProperty("next").GetString();
            if (cursor is not null)
                (await city.View.ListAsync(caller, query with { Cursor = cursor, Narrowing = other }, Ct)).Outcome.ShouldBeOfType<ViewOutcome.Malformed>();
        }
        while (cursor is not null);

        seen.ShouldBe([.. Enumerable.Range(1, 5).Select(ViewCity.Name)]);
    }

    [Fact]
    public async Task What_a_rule_reads_stands_in_the_log()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await AddAsync(city, 1);
        var caller = city.View.Narrower;
        var (filter, _) = await city.Lists.PrepareAsync(caller, "nobeoka", NarrowingLists.Newest, null, Ct);

        await city.View.ListAsync(caller, new ChildQuery(["id"], OnlyCandidates: true, Narrowing: filter), Ct);

        city.View.City.Log.Entries[^1].Fields.ShouldBe(
            ["result.rank=clear", "result.matched=clear", "child.council=clear", "result.rank-before=clear", "narrowing.status=clear", "child.id=clear"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_narrows_by_what_they_do_not_see()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        await AddAsync(city, 1);
        foreach (var caller in new[] { city.View.Analyst, city.View.Steward })
        {
            var (filter, _) = await city.Lists.PrepareAsync(caller, "nobeoka", null, null, Ct);
            (await city.View.ListAsync(caller, new ChildQuery(OnlyCandidates: true, Narrowing: filter), Ct)).Outcome
                .ShouldBe(new ViewOutcome.Refused(ViewRefusals.PredicateOnWithheld, "rule"));
        }

        (await city.Lists.PrepareAsync(city.View.Narrower, "sado", null, null, Ct)).Fault!.Field.ShouldBe("rule");
        (await city.Lists.PrepareAsync(city.View.Narrower, "nowhere", null, null, Ct)).Fault!.Field.ShouldBe("rule");
        (await city.Lists.PrepareAsync(city.View.Narrower, null, "lowest", null, Ct)).Fault!.Field.ShouldBe("list");
        (await city.Lists.PrepareAsync(city.View.Narrower, null, null, "done", Ct)).Fault!.Field.ShouldBe("status");
    }

    private static NarrowingRules Rules(string lines)
    {
        using var copy = new MunicipalityCopy();
        copy.Write("narrowing/odd.yaml", $"id: odd\nja: 例\nen: Odd\n{lines}\n");
        return NarrowingRules.Load(copy.City);
    }

    /// <summary>Candidates 1, 2, … by rank.</summary>
    private static async Task<Guid[]> AddAsync(NarrowedCity city, int count)
    {
        var children = new Guid[count];
        for (var i = 0; i < count; i++)
            children[i] = await city.View.AddChildAsync(i + 1, Ct);
        return children;
    }
}
