using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>What may be asked of a list: orders, filters, pages, contexts.</summary>
public sealed class ChildQuestionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Predicates_on_withheld_fields_are_refused()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);

        (Caller Caller, ChildQuery Query, string Field)[] questions =
        [
            new(city.Analyst, new ChildQuery(Order: "kana"), "order"),
            new(city.Analyst, new ChildQuery(Order: "birthDate"), "order"),
            new(city.Analyst, new ChildQuery(Grade: "3"), "grade"),
            new(city.SchoolOf("1001"), new ChildQuery(Order: "rank"), "order"),
            new(city.SchoolOf("1001"), new ChildQuery(Order: "-points"), "order"),
            new(city.SchoolOf("1001"), new ChildQuery(OnlyCandidates: true), "candidates"),
            new(city.Steward, new ChildQuery(Order: "points"), "order"),
            new(city.Steward, new ChildQuery(Class: "1"), "class"),
        ];
        foreach (var (caller, query, field) in questions)
        {
            var refused = (await city.ListAsync(caller, query, Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>();
            refused.Code.ShouldBe("predicate-on-withheld-field");
            refused.Field.ShouldBe(field);
        }
    }

    [Fact]
    public async Task A_strange_selection_is_refused_and_spoils_nobody_elses()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        foreach (var fields in new string?[][] { [null], [], [""], ["id,name"], [null, "id"], ["nope"], ["id", "nope"] })
            (await city.ListAsync(city.Narrower, new ChildQuery(Fields: fields!), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("fields");

        var (_, body) = await city.ListAsync(city.Narrower, new ChildQuery(), Ct);
        ViewCity.Items(body).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe(ViewCity.Name(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-rank")]
    [InlineData("kana")]
    [InlineData("-grade")]
    [InlineData("points")]
    public async Task Pages_hold_every_row_exactly_once(string? order)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        for (var i = 1; i <= 23; i++)
            await city.AddChildAsync(i, Ct, grade: (i % 3 + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (_, body) = await city.ListAsync(city.Narrower, new ChildQuery(Order: order, Size: 5, Cursor: cursor, Count: true), Ct);
            var page = JsonDocument.Parse(body).RootElement.GetProperty("page");
            page.GetProperty("totalCount").GetInt32().ShouldBe(23);
            seen.AddRange(ViewCity.Items(body).Select(i => i.GetProperty("name").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        seen.Count.ShouldBe(23);
        seen.Distinct().Count().ShouldBe(23);
        if (order == "-rank")
            seen[0].ShouldBe(ViewCity.Name(23));
    }

    [Fact]
    public async Task A_cursor_serves_only_the_question_it_came_from()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        for (var i = 1; i <= 3; i++)
            await city.AddChildAsync(i, Ct);
        var (_, body) = await city.ListAsync(city.Narrower, new ChildQuery(Size: 1), Ct);
        var cursor = JsonDocument.Parse(body).RootElement.GetProperty("page").GetProperty("next").GetString()!;

        (await city.ListAsync(city.Narrower, new ChildQuery(Size: 1, Cursor: cursor), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        foreach (var (caller, query) in new[]
        {
            (city.Analyst, new ChildQuery(Size: 1, Cursor: cursor)),
            (city.Narrower, new ChildQuery(Size: 1, Cursor: cursor, Grade: "3")),
            (city.Narrower, new ChildQuery(Size: 1, Cursor: cursor, Order: "kana")),
            (city.Narrower, new ChildQuery(Size: 1, Cursor: cursor[..^2] + "AA")),
            (city.Narrower, new ChildQuery(Size: 1, Cursor: "☃")),
        })
            (await city.ListAsync(caller, query, Ct)).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("cursor");
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_no_context()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var lost = city.City.Caller("narrower", "narrowing", context: new("run", Guid.NewGuid()));

        (await city.ListAsync(lost, new ChildQuery(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe("context-unknown");
        (await city.ListAsync(city.City.Caller("narrower", "narrowing"), new ChildQuery(), Ct)).Outcome
            .ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe("context-required");
        (await city.ListAsync(city.City.Caller("steward", "steering"), new ChildQuery(), Ct)).Outcome
            .ShouldBeOfType<ViewOutcome.Refused>().Code.ShouldBe("purpose-shows-no-children");
    }
}
