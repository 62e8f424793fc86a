using System.Globalization;
using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.GraphQL.Product;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using Npgsql;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Lists of many cases are read page by page, a late page as fast as the first.</summary>
public sealed class CasePageTests
{
    private const int Many = 6_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_each_of_thousands_of_cases_once_and_a_late_one_costs_what_the_first_does()
    {
        await using var city = await PlantedAsync();
        var caller = city.Staff();
        var found = new List<ShownCase>();
        var asked = new List<string>();
        string? cursor = null;
        CasePage page;
        do
        {
            using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
            using var trips = new RoundTrips();
            page = (await city.Views.ReadPageAsync(scope, new CaseQuery(Size: 100, Cursor: cursor), Ct)).Page!;
            asked.Add(trips.Statements.ShouldHaveSingleItem());
            found.AddRange(page.Cases);
            cursor = page.Cases[^1].Cursor;
        }
        while (page.HasNext);

        found.Count.ShouldBe(Many);
        found.Select(c => c.Case.Id).Distinct().Count().ShouldBe(Many);
        found.Select(c => c.Case.OpenedAt).ShouldBe(found.Select(c => c.Case.OpenedAt).OrderDescending());
        found.Count(c => c.Reached).ShouldBe(Many / 100);
        var beforeLast = found[^101].Case;
        var first = await BlocksAsync(city, asked[0], []);
        var last = await BlocksAsync(city, asked[^1], [beforeLast.OpenedAt.ToString("O", CultureInfo.InvariantCulture), beforeLast.Id]);
        TestContext.Current.TestOutputHelper?.WriteLine($"first {first} blocks, last {last} blocks");
        first.ShouldBeGreaterThan(0);
        last.ShouldBeLessThanOrEqualTo(2 * first);
    }

    /// <summary>Blocks that a page reads, by the database's own count: what it costs on any machine.</summary>
    private static async Task<long> BlocksAsync(CaseCity city, string sql, object[] position)
    {
        await using var connection = await city.Planted.City.Database.Source.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand($"explain (analyze, buffers, format json) {sql}", connection);
        object?[] asked = [ViewCity.Tenant, null, null, null, null, null, null, false, 101, Array.Empty<Guid>(), .. position];
        foreach (var value in asked)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Ct))!);
        var node = plan.RootElement[0].GetProperty("Plan");
        return node.GetProperty("Shared Hit Blocks").GetInt64() + node.GetProperty("Shared Read Blocks").GetInt64();
    }

    [Fact]
    public async Task A_page_takes_one_statement_and_with_a_conference_one_more()
    {
        await using var city = await PlantedAsync();
        var one = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);
        var conference = await city.Planted.AddConferenceAsync(Ct, (one.Id, one.Child));

        (await StatementsAsync(city, city.Staff())).ShouldBe(1);
        (await StatementsAsync(city, city.Staff(conference: conference))).ShouldBe(2);
    }

    private static async Task<int> StatementsAsync(CaseCity city, Caller caller)
    {
        using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        using var trips = new RoundTrips();
        (await city.Views.ReadPageAsync(scope, new CaseQuery(Size: 200), Ct)).Page!.Cases.Count.ShouldBe(200);
        return trips.Count;
    }

    /// <summary>Cases of a city of many years; one of a hundred is the narrower's, nine of ten are closed.</summary>
    private static async Task<CaseCity> PlantedAsync()
    {
        var city = await CaseCity.CreateAsync(Ct);
        await city.Planted.RunAsync("""
            insert into read.cases (tenant_id, case_id, resident_id, state, worker, opened_at, opened_by, closed_at, version)
            select $1, gen_random_uuid(), gen_random_uuid(), case when n % 10 = 0 then 'open' else 'closed' end, case when n % 100 = 0 then $2 else 'colleague-' || n % 97 end,
                   timestamptz '2025-01-01' - n * interval '7 minutes', 'test', case when n % 10 = 0 then null else timestamptz '2025-01-01' end, 1
            from generate_series(1, $3) n
            """, Ct, ViewCity.Tenant, CaseCity.Worker, Many);
        await city.Planted.RunAsync("analyze read.cases", Ct);
        return city;
    }
}
