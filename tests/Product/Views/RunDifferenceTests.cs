using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

public sealed class RunDifferenceTests
{
    private static readonly Guid Before = Guid.NewGuid();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_entered_and_who_left_is_told_with_the_reason()
    {
        await using var city = await TwoRunsAsync();

        var (_, body) = await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before));

        var answer = JsonDocument.Parse(body).RootElement;
        (answer.GetProperty("entered").GetInt32(), answer.GetProperty("left").GetInt32(), answer.GetProperty("movedOut").GetInt32()).ShouldBe((3, 3, 1));
        ViewCity.Items(body).Select(i => (i.GetProperty("name").GetString(), i.GetProperty("change").GetString(), i.GetProperty("cause").GetString())).ShouldBe(
        [
            (ViewCity.Name(2), "entered", "points-rose"), (ViewCity.Name(3), "entered", "new-in-population"), (ViewCity.Name(4), "entered", "order-changed"),
            (ViewCity.Name(5), "left", "points-fell"), (ViewCity.Name(6), "left", "left-population"), (ViewCity.Name(8), "left", "order-changed"),
        ]);
        body.ShouldNotContain(ViewCity.Name(1));
        body.ShouldNotContain(ViewCity.Name(7));
        var risen = ViewCity.Items(body)[0];
        risen.GetProperty("points").GetDecimal().ShouldBe(2.6m);
        risen.GetProperty("pointsBefore").GetDecimal().ShouldBe(1.0m);
        risen.GetProperty("rankBefore").GetInt32().ShouldBe(12);
        var changed = risen.GetProperty("changedItems").EnumerateArray().ShouldHaveSingleItem();
        (changed.GetProperty("item").GetString(), changed.GetProperty("before").GetString(), changed.GetProperty("now").GetString()).ShouldBe(("F07", "3", "12"));
    }

    [Fact]
    public async Task The_analyst_sees_pseudonyms_and_the_steward_no_item()
    {
        await using var city = await TwoRunsAsync();

        var (_, analyst) = await AskAsync(city, city.Analyst, new RunDifferenceQuery(Before));
        var (_, steward) = await AskAsync(city, city.Steward, new RunDifferenceQuery(Before));

        ViewCity.Items(analyst).ShouldAllBe(i => i.GetProperty("id").GetString()!.StartsWith("p-") && i.GetProperty("name").ValueKind == JsonValueKind.Null);
        ViewCity.Items(analyst).Count(i => i.GetProperty("changedItems") is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() == 1).ShouldBe(1);
        ViewCity.Items(steward).ShouldAllBe(i => i.GetProperty("changedItems").ValueKind == JsonValueKind.Null && i.GetProperty("cause").ValueKind == JsonValueKind.Null);
        ViewCity.Items(analyst).ShouldAllBe(i => i.GetProperty("rankBefore").ValueKind == JsonValueKind.Null);
        // Who left is no candidate of the run: what it says of them is for the analyst only, under the pseudonym.
        ViewCity.Items(steward).Where(i => i.GetProperty("change").GetString() == "left").ShouldAllBe(i => i.GetProperty("points").ValueKind == JsonValueKind.Null);
        ViewCity.Items(analyst).Count(i => i.GetProperty("change").GetString() == "left" && i.GetProperty("points").ValueKind == JsonValueKind.Number).ShouldBe(2);
        ViewCity.Items(steward).Where(i => i.GetProperty("change").GetString() == "entered").ShouldAllBe(i => i.GetProperty("points").GetRawText() == "3");
        for (var child = 1; child <= 8; child++)
        {
            analyst.ShouldNotContain(ViewCity.Name(child));
            steward.ShouldNotContain(ViewCity.Name(child));
        }
    }

    [Fact]
    public async Task Another_model_is_the_reason_wherever_points_would_be()
    {
        await using var city = await TwoRunsAsync();
        await city.RunAsync("update read.screening_runs set model_hash = 'other' where id = $1", Ct, Before);

        var (_, body) = await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before));

        JsonDocument.Parse(body).RootElement.GetProperty("modelChanged").GetBoolean().ShouldBeTrue();
        ViewCity.Items(body).Select(i => i.GetProperty("cause").GetString()).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["left-population", "model-changed", "new-in-population"]);
    }

    [Fact]
    public async Task Pages_hold_every_change_once()
    {
        await using var city = await TwoRunsAsync();
        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var (_, body) = await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before, Size: 2, Cursor: cursor));
            seen.AddRange(ViewCity.Items(body).Select(i => i.GetProperty("name").GetString()));
            cursor = JsonDocument.Parse(body).RootElement.GetProperty("page").GetProperty("next").GetString();
        }
        while (cursor is not null);

        seen.ShouldBe([ViewCity.Name(2), ViewCity.Name(3), ViewCity.Name(4), ViewCity.Name(5), ViewCity.Name(6), ViewCity.Name(8)]);
        var (_, left) = await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before, RunDifferenceQuery.Left));
        ViewCity.Items(left).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Runs_that_cannot_be_compared_are_named()
    {
        await using var city = await TwoRunsAsync();
        var stranger = Guid.NewGuid();
        await city.AddRunAsync(stranger, Ct, plan: "beppu-top");

        var later = Guid.NewGuid();
        await city.AddRunAsync(later, Ct);
        foreach (var before in new[] { stranger, Guid.NewGuid(), city.Run, later })
            (await AskAsync(city, city.Narrower, new RunDifferenceQuery(before))).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("before");
        (await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before, "moved"))).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("change");
        (await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before, Size: 201))).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("size");
        (await AskAsync(city, city.Narrower, new RunDifferenceQuery(Before, Cursor: "x"))).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("cursor");
        (await AskAsync(city, city.SchoolOf("1001"), new RunDifferenceQuery(Before))).Outcome.ShouldBeOfType<ViewOutcome.Refused>();
    }

    /// <summary>1 stays; 2 rose; 3 is new; 4 passed others; 5 fell; 6 grew out; 7 left the city; 8 was passed.</summary>
    private static async Task<ViewCity> TwoRunsAsync()
    {
        const string Same = """{"F01":"8","F07":"12"}""";
        var city = await ViewCity.CreateAsync(Ct);
        await city.AddRunAsync(Before, Ct);
        await city.RunAsync("update read.screening_runs set completed_at = completed_at - interval '30 days' where id = $1", Ct, Before);
        var stays = await city.AddChildAsync(1, Ct);
        await city.AddResultAsync(Before, stays, 1, 26, candidate: true, Same, Ct);
        var rose = await city.AddChildAsync(2, Ct);
        await city.AddResultAsync(Before, rose, 12, 10, candidate: false, """{"F01":"7","F07":"3"}""", Ct);
        await city.AddChildAsync(3, Ct);
        var passed = await city.AddChildAsync(4, Ct);
        await city.AddResultAsync(Before, passed, 9, 26, candidate: false, Same, Ct);
        var fell = await city.AddChildAsync(5, Ct, candidate: false);
        await city.AddResultAsync(Before, fell, 2, 40, candidate: true, Same, Ct);
        var grown = await city.AddChildAsync(6, Ct, inRun: false);
        await city.AddResultAsync(Before, grown, 3, 30, candidate: true, Same, Ct);
        var away = await city.AddChildAsync(7, Ct, inRun: false, movedOut: new DateOnly(2024, 12, 1));
        await city.AddResultAsync(Before, away, 4, 30, candidate: true, Same, Ct);
        var behind = await city.AddChildAsync(8, Ct, candidate: false);
        await city.AddResultAsync(Before, behind, 5, 26, candidate: true, Same, Ct);
        return city;
    }

    private static Task<(ViewOutcome Outcome, string Body)> AskAsync(ViewCity city, Caller caller, RunDifferenceQuery query) =>
        city.AnswerAsync(caller, scope => city.Differences.WriteAsync(scope, query, Ct), Ct);
}
