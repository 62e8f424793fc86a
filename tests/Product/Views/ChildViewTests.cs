using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

public sealed class ChildViewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_narrower_sees_names_and_factors_of_candidates_and_of_nobody_else()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct, candidate: false);

        var (_, body) = await city.ListAsync(city.Narrower, new ChildQuery(), Ct);

        var only = ViewCity.Items(body).ShouldHaveSingleItem();
        only.GetProperty("name").GetString().ShouldBe(ViewCity.Name(1));
        only.GetProperty("topFactors")[0].GetProperty("value").GetInt32().ShouldBe(ViewCity.Raw(1));
        only.GetProperty("points").GetDecimal().ShouldBe(2.6m);
        body.ShouldNotContain(ViewCity.Name(2));
    }

    [Fact]
    public async Task The_analyst_sees_factors_under_a_pseudonym_and_nothing_that_names_a_child()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, candidate: false);

        var (_, body) = await city.ListAsync(city.Analyst, new ChildQuery(Fields: ChildDocument.List.FieldNames), Ct);

        var only = ViewCity.Items(body).ShouldHaveSingleItem();
        var pseudonym = only.GetProperty("id").GetString()!;
        pseudonym.ShouldStartWith("p-");
        only.GetProperty("schoolAge").GetString().ShouldBe("6-8");
        foreach (var marker in new[] { ViewCity.Name(1), ViewCity.Kana(1), ViewCity.Address(1), "学校1001", "1001", "2016", child.ToString(), "0000000001" })
            body.Replace(pseudonym, "", StringComparison.Ordinal).ShouldNotContain(marker); // its random digits may hold any number
        var (_, factors) = await city.OneAsync(city.Analyst, ChildDocument.Factors, pseudonym, Ct);
        factors.ShouldContain(ViewCity.Raw(1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await city.OneAsync(city.Analyst, ChildDocument.Factors, child.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    [Fact]
    public async Task A_pseudonym_of_one_run_says_nothing_in_another()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        var (_, body) = await city.ListAsync(city.Analyst, new ChildQuery(), Ct);
        var pseudonym = ViewCity.Items(body)[0].GetProperty("id").GetString()!;
        await city.RunAsync("insert into read.screening_runs select tenant_id, gen_random_uuid(), plan, difficulty, as_of, started_at, completed_at, children, candidates, seed, policy, started_by, items, unreadable from read.screening_runs", Ct);
        await city.RunAsync("insert into read.results select r.tenant_id, s.id, r.resident_id, rank, points_tenths, matched_basic, matched_other, candidate, selected_by, school_age, age_band, household_size, factors, top_factors, reasons, cells from read.results r join read.screening_runs s on s.id <> r.run_id", Ct);
        var other = Guid.Parse(await city.City.Database.AskAsync<string>($"select id::text from read.screening_runs where id <> '{city.Run}'", Ct));
        var analyst = city.City.Caller("analyst", "screening", context: new("run", other));

        (await city.OneAsync(analyst, ChildDocument.Factors, pseudonym, Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        var (_, there) = await city.ListAsync(analyst, new ChildQuery(), Ct);
        there.ShouldNotContain(pseudonym);
    }

    [Fact]
    public async Task A_school_sees_its_own_pupils_as_ordinary_children()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct, inRun: false);
        await city.AddChildAsync(3, Ct, school: "1002");

        var (_, body) = await city.ListAsync(city.SchoolOf("1001"), new ChildQuery(Fields: ChildDocument.List.FieldNames), Ct);

        var items = ViewCity.Items(body);
        items.Select(i => i.GetProperty("name").GetString()).ShouldBe([ViewCity.Name(1), ViewCity.Name(2)]);
        // Analysed and not analysed: nothing but the child's own data differs.
        Anonymous(items[0]).ShouldBe(Anonymous(items[1]));
        body.ShouldNotContain("家庭1");
        body.ShouldNotContain("77000");
        body.ShouldNotContain(ViewCity.Address(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_share_opens_reasons_and_whole_points_only_if_ticked(bool points)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.ShareAsync(child, "1001", points, Ct);

        var (_, result) = await city.OneAsync(city.SchoolOf("1001"), ChildDocument.Result, child.ToString(), Ct);

        var document = JsonDocument.Parse(result).RootElement;
        document.GetProperty("reasons")[0].GetProperty("ja").GetString().ShouldBe("家庭1");
        document.GetProperty("rank").ValueKind.ShouldBe(JsonValueKind.Null);
        if (points)
            document.GetProperty("points").GetRawText().ShouldBe("3");
        else
            document.GetProperty("points").ValueKind.ShouldBe(JsonValueKind.Null);
        var (_, factors) = await city.OneAsync(city.SchoolOf("1001"), ChildDocument.Factors, child.ToString(), Ct);
        factors.ShouldNotContain("77000");
        JsonDocument.Parse(factors).RootElement.GetProperty("extensions").GetProperty("withheld").EnumerateArray()
            .Select(w => w.GetProperty("path").GetString()).ShouldContain("factors");
    }

    [Fact]
    public async Task A_share_with_another_school_an_ended_and_a_future_share_open_nothing()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        var unanalysed = await city.AddChildAsync(2, Ct, inRun: false);
        await city.ShareAsync(child, "1002", true, Ct);
        await city.ShareAsync(child, "1001", true, Ct);
        await city.RunAsync("update read.shares set ended_at = $1 where institution = '1001'", Ct, city.City.Time.GetUtcNow().AddSeconds(-1));

        var (_, result) = await city.OneAsync(city.SchoolOf("1001"), ChildDocument.Result, child.ToString(), Ct);
        var (_, plain) = await city.OneAsync(city.SchoolOf("1001"), ChildDocument.Result, unanalysed.ToString(), Ct);

        result.Replace(child.ToString(), "", StringComparison.Ordinal).Replace(ViewCity.Name(1), "", StringComparison.Ordinal)
            .ShouldBe(plain.Replace(unanalysed.ToString(), "", StringComparison.Ordinal).Replace(ViewCity.Name(2), "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_there_and_not_yours_are_the_same()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var elsewhere = await city.AddChildAsync(1, Ct, school: "1002", candidate: false);

        foreach (var child in new[] { elsewhere.ToString(), Guid.NewGuid().ToString(), "nonsense", "p-00112233445566778899aabbccddeeff", "" })
        {
            (await city.OneAsync(city.SchoolOf("1001"), ChildDocument.Card, child, Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
            (await city.OneAsync(city.Narrower, ChildDocument.Card, child, Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        }
    }

    [Fact]
    public async Task Addresses_of_protected_households_look_like_no_address()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var hidden = await city.AddChildAsync(1, Ct, isProtected: true);
        var open = await city.AddChildAsync(2, Ct);

        var (_, card) = await city.OneAsync(city.Narrower, ChildDocument.Card, hidden.ToString(), Ct);
        var (_, plain) = await city.OneAsync(city.Narrower, ChildDocument.Card, open.ToString(), Ct);

        card.ShouldNotContain(ViewCity.Address(1));
        card.ShouldContain("\"address\":null");
        card.ShouldContain("\"householdSize\":null");
        plain.ShouldContain(ViewCity.Address(2));
        var (_, stewards) = await city.ListAsync(city.Steward, new ChildQuery(Fields: ["id", "school", "rank"]), Ct);
        stewards.ShouldContain("学校1001");
        ViewCity.Items(stewards)[0].GetProperty("school").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("update vault.protection_lists set received_at = received_at - interval '32 days'")]
    [InlineData("update vault.protection_lists set complete = false")]
    [InlineData("delete from vault.protection_lists")]
    public async Task A_protection_list_that_is_old_damaged_or_missing_withholds_all_addresses(string fault)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        await city.RunAsync(fault, Ct);

        var (_, card) = await city.OneAsync(city.Narrower, ChildDocument.Card, child.ToString(), Ct);

        card.ShouldNotContain(ViewCity.Address(1));
    }

    [Fact]
    public async Task Moved_out_children_leave_every_list_on_their_day()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var gone = await city.AddChildAsync(1, Ct, movedOut: new DateOnly(2025, 1, 11));
        await city.AddChildAsync(2, Ct, movedOut: new DateOnly(2025, 1, 12));

        foreach (var caller in new[] { city.Narrower, city.Analyst, city.Steward, city.SchoolOf("1001") })
            ViewCity.Items((await city.ListAsync(caller, new ChildQuery(Size: 10), Ct)).Body).Length.ShouldBe(1);
        (await city.OneAsync(city.Narrower, ChildDocument.Card, gone.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
    }

    [Fact]
    public async Task When_the_basis_of_its_source_ends_a_field_is_withheld_at_that_instant()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        var school = city.SchoolOf("1001");
        (await city.ListAsync(school, new ChildQuery(), Ct)).Body.ShouldContain(ViewCity.Name(1));

        // The bases of the municipality's provisions end on this day, at 00:00 in Japan.
        city.City.Time.Now = new DateTimeOffset(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
        var (_, body) = await city.ListAsync(school, new ChildQuery(), Ct);

        body.ShouldNotContain(ViewCity.Name(1));
        body.ShouldNotContain(ViewCity.Kana(1));
        body.ShouldContain("basis-not-in-force");
        (await city.ListAsync(school, new ChildQuery(Order: "kana"), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe("predicate-on-withheld-field");
        city.City.Log.Entries[^1].Fields.ShouldContain("child.name=withheld");
    }

    [Fact]
    public async Task No_log_no_data()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        city.City.Log.Down = true;

        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => city.ListAsync(city.Narrower, new ChildQuery(), Ct));
    }

    [Fact]
    public async Task The_log_names_every_child_and_every_selected_field_of_an_answer()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var first = await city.AddChildAsync(1, Ct);
        var second = await city.AddChildAsync(2, Ct);

        await city.ListAsync(city.Steward, new ChildQuery(), Ct);

        var entry = city.City.Log.Entries.ShouldHaveSingleItem();
        entry.Outcome.ShouldBe("released");
        entry.Subjects.Order().ShouldBe(new[] { first, second }.Order());
        entry.Rows.ShouldBe(2);
        entry.Fields.ShouldContain("child.name=withheld");
        entry.Fields.ShouldContain("result.rank=clear");
        entry.Fields.ShouldContain("result.points=coarse");
        entry.Policy.ShouldBe(city.City.Policy.Hash);
        string.Join('|', entry.Fields).ShouldNotContain("印");
    }

    private static string Anonymous(JsonElement item) => string.Join(',', item.EnumerateObject()
        .Where(p => p.Name is not ("id" or "name" or "kana")).Select(p => $"{p.Name}={p.Value.GetRawText()}"));
}
