using ChildLink.Oversight.Review;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>An answer that outgrows its bounds never leaves, but what was read for it stands in the log.</summary>
public sealed class LargeAnswerTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    [Fact]
    public async Task An_answer_that_outgrows_its_bounds_stands_in_the_log()
    {
        var child = await city.FirstChildAsync("narrower/narrowing");
        await city.PlantAsync($"update read.results set factors = jsonb_build_array(jsonb_build_object('item', repeat('x', 17000000)))::text where run_id = '{city.Run}'");
        var (status, problem) = await city.SendAsync("narrower/narrowing", $"/v1/children/{child}/factors");
        status.ShouldBe(413);
        problem["code"]!.GetValue<string>().ShouldBe("answer-too-large");
        var entry = (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 1 }, TestContext.Current.CancellationToken))[0].Entry;
        entry.Outcome.ShouldBe("refused:answer-too-large");
        entry.Subjects.ShouldBe([Guid.Parse(child)]);
    }
}
