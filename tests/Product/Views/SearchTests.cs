using ChildLink.Records.Residents;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

public sealed class SearchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ｻﾄｳ ﾊﾅｺ", "サトウ ハナコ")]
    [InlineData("さとう　はなこ ", "サトウ ハナコ")]
    [InlineData("ｶﾞｷﾞ", "ガギ")]
    [InlineData("  ", "")]
    [InlineData("ゔぁん", "ヴァン")]
    public void Search_words_and_stored_names_have_one_form(string said, string kept) => SearchKana.Of(said).ShouldBe(kept);

    [Fact]
    public void A_range_is_neither_empty_nor_turned()
    {
        KanaRange.Beginning("　").ShouldBeNull();
        KanaRange.Between("", "ン").ShouldBeNull();
        KanaRange.Between("オ", "ア").ShouldBeNull();
        KanaRange.Between("ア", "オ").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_search_finds_names_that_begin_so_among_the_callers_children_only()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct, kana: "サトウ アイ");
        await city.AddChildAsync(2, Ct, kana: "サトミ ユイ");
        await city.AddChildAsync(3, Ct, kana: "サトウ ケン", candidate: false);
        await city.AddChildAsync(4, Ct, kana: "サトウ マイ", school: "1002");
        await city.AddChildAsync(5, Ct, kana: "スズキ エマ");

        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("さとう")))).ShouldBe([1, 4]);
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("ｻﾄ")))).ShouldBe([1, 2, 4]);
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Between("サトミ", "ス")))).ShouldBe([2, 5]);
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("サトウ ヤ")))).ShouldBeEmpty();
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("サトウ"), School: "1002"))).ShouldBe([4]);
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("サトウ"), Born: new BirthRange(new(2016, 5, 5), new(2016, 5, 5))))).ShouldBe([1, 4]);
        (await FoundAsync(city, new ChildQuery(Kana: KanaRange.Beginning("サトウ"), Born: new BirthRange(new(2016, 5, 6), new(2017, 1, 1))))).ShouldBeEmpty();
        var (_, school) = await city.ListAsync(city.SchoolOf("1001"), new ChildQuery(Kana: KanaRange.Beginning("サトウ")), Ct);
        ViewCity.Items(school).Select(i => i.GetProperty("name").GetString()).ShouldBe([ViewCity.Name(1), ViewCity.Name(3)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_search_is_refused_where_a_list_would_not_show_the_name()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        foreach (var caller in new[] { city.Analyst, city.Steward })
            (await city.ListAsync(caller, new ChildQuery(Kana: KanaRange.Beginning("サ")), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Field.ShouldBe("kana");
        (await city.ListAsync(city.Analyst, new ChildQuery(Born: new BirthRange(new(2016, 1, 1), new(2016, 1, 1))), Ct)).Outcome
            .ShouldBeOfType<ViewOutcome.Refused>().Field.ShouldBe("birthDate");
        (await city.ListAsync(city.Analyst, new ChildQuery(School: "1001"), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Field.ShouldBe("school");
        // The steward sees no school of a protected child: a filter would tell it.
        (await city.ListAsync(city.Steward, new ChildQuery(School: "1001"), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Field.ShouldBe("school");
    }

    [Fact]
    public async Task Classes_count_what_the_caller_may_list_and_group_by_what_is_told()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.AddChildAsync(2, Ct);
        await city.AddChildAsync(3, Ct, candidate: false);
        await city.AddChildAsync(4, Ct, school: "1002", isProtected: true);

        (await ClassesAsync(city, city.Narrower)).ShouldBe([("1001", "3", "1", 2), ("1002", "3", "1", 1)]);
        (await ClassesAsync(city, city.SchoolOf("1001"))).ShouldBe([("1001", "3", "1", 3)]);
        (await ClassesAsync(city, city.Steward)).ShouldBe([("1001", "3", null, 2), (null, "3", null, 1)]);
    }

    private static async Task<IReadOnlyList<int>> FoundAsync(ViewCity city, ChildQuery query)
    {
        var (_, body) = await city.ListAsync(city.Narrower, query with { Order = "rank" }, Ct);
        return [.. ViewCity.Items(body).Select(i => i.GetProperty("rank").GetInt32())];
    }

    private static async Task<IReadOnlyList<(string?, string?, string?, int)>> ClassesAsync(ViewCity city, ChildLink.Privacy.Access.Caller caller)
    {
        var (_, body) = await city.AnswerAsync(caller, scope => city.Views.WriteClassesAsync(scope, Ct), Ct);
        return [.. ViewCity.Items(body).Select(i => (
            i.GetProperty("schoolCode").GetString(), i.GetProperty("grade").GetString(), i.GetProperty("class").GetString(), i.GetProperty("children").GetInt32()))];
    }
}
