using ChildLink.Oversight.Review;

namespace ChildLink.Tests.Product.Oversight;

/// <summary>Who was shown what a share opened.</summary>
public sealed class ShareLooksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_those_whom_a_share_named_were_shown_the_child_and_only_by_entries_with_rows()
    {
        await using var bench = await LogBench.CreateAsync(Ct);
        await using (var log = bench.Start())
        {
            foreach (var (person, rows) in new[] { ("teacher-a", 1L), ("teacher-b", 1L), ("teacher-a", 0L), ("another-teacher-a", 1L) })
            {
                await log.AppendAsync(
                    LogBench.Entry(1) with { Actor = $"https://issuer.test|{person}", Role = "user-entity", Institution = "1001", Fields = ["result.reasons=clear"], Rows = rows }, Ct);
            }
        }

        (await FindAsync(bench, ["teacher-a"])).ShouldBe([("https://issuer.test|teacher-a", 1)]);
        (await FindAsync(bench, null)).Select(l => l.Actor).Order().ShouldBe(
            ["https://issuer.test|another-teacher-a", "https://issuer.test|teacher-a", "https://issuer.test|teacher-b"]);
    }

    [Fact]
    public async Task Points_count_as_shown_only_under_a_share_that_opened_them()
    {
        await using var bench = await LogBench.CreateAsync(Ct);
        await using (var log = bench.Start())
        {
            // The decision on the answer as a whole is coarse, whether or not the share of this child ticks points.
            await log.AppendAsync(LogBench.Entry(1) with { Role = "user-entity", Institution = "1001", Fields = ["result.reasons=clear", "result.points=coarse"] }, Ct);
        }

        (await FieldsAsync(["result.reasons", "case.measure"])).ShouldBe(["result.reasons"]);
        (await FieldsAsync(["result.reasons", "case.measure", "result.points"])).ShouldBe(["result.reasons", "result.points"]);

        async Task<IReadOnlyList<string>> FieldsAsync(string[] opened) => (await new ShareLooks(bench.App).FindAsync(
            LogBench.Tenant, [new ShownPeriod(LogBench.Child, "1001", LogBench.Noon, LogBench.Noon.AddDays(1), opened)], Ct)).ShouldHaveSingleItem().Fields;
    }

    private static async Task<(string Actor, long Times)[]> FindAsync(LogBench bench, string[]? persons) =>
    [
        .. (await new ShareLooks(bench.App).FindAsync(
            LogBench.Tenant, [new ShownPeriod(LogBench.Child, "1001", LogBench.Noon, LogBench.Noon.AddDays(1), ["result.reasons"], persons)], Ct))
            .Select(l => (l.Actor, l.Times)),
    ];
}
