using ChildLink.Records.Intake;
using ChildLink.Records.Store;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Intake;

/// <summary>An extract that comes late says what held in its own time, and nothing about later.</summary>
public sealed class LateExtractTests
{
    private static readonly int[] Some = [.. Enumerable.Range(1, 40)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_extract_delivered_late_is_the_truth_of_its_own_time_only()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241001", Some, (1, "甲"), (2, "甲"));
        await days.DeliverAsync("20241201", Some[..39], (1, "甲"), (2, "丙"));
        var knownBefore = city.Time.Now;
        var now = await days.AddressesAsync(null);
        var inDecember = await days.AddressesAsync("20241201");

        // In November 1 and 2 lived at 乙; 3 was not reported, and 41 was.
        var late = (await days.DeliverAsync("20241101", Some.Except([3]).Append(41), (1, "乙"), (2, "乙"))).ShouldBeOfType<DeliveryOutcome.Taken>();

        (await days.AddressesAsync(null)).ShouldBe(now);
        (await days.AddressesAsync("20241201")).ShouldBe(inDecember);
        (await days.AddressesAsync("20241031")).ShouldStartWith("1 甲, 2 甲, 3 家, 4 家");
        (await days.AddressesAsync("20241115")).ShouldStartWith("1 乙, 2 乙, 4 家");
        (await days.AddressesAsync("20241115")).ShouldEndWith("40 家, 41 家");
        (await days.AddressesAsync("20241115", knownBefore)).ShouldStartWith("1 甲, 2 甲, 3 家");
        // 1: said, and restated in December; 2: said, December said otherwise itself; 3: ended, restated; 41: said, ended.
        late.Counts.Events.ShouldBe(7);
        (await city.Database.AskAsync<string>("select string_agg(distinct address, ',') from vault.residents where resident_code in ('0000000001', '0000000002')", Ct)).ShouldBe("丙,甲");
    }

    [Fact]
    public async Task Extracts_in_any_order_of_delivery_end_in_the_same_truth()
    {
        (string Day, int[] Residents, (int, string)[] Elsewhere)[] extracts =
        [
            ("20240901", Some, [(1, "甲")]),
            ("20241001", Some[1..], [(2, "乙")]),
            ("20241101", Some, [(2, "乙"), (3, "丙")]),
            ("20241201", Some[..39], [(1, "甲"), (2, "丁")]),
        ];
        string[] asked = ["20240831", "20240901", "20241015", "20241115", "20250101"];
        var truths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in new[] { "0123", "3210", "1032", "2301", "0321" })
        {
            await using var city = await TestCity.CreateAsync(Ct);
            using var days = new ExtractDays(city);
            foreach (var i in order)
            {
                var (day, residents, elsewhere) = extracts[i - '0'];
                (await days.DeliverAsync(day, residents, elsewhere)).ShouldBeOfType<DeliveryOutcome.Taken>();
            }

            var truth = new List<string>();
            foreach (var day in asked)
                truth.Add(await days.AddressesAsync(day));
            truths.Add(string.Join(" | ", truth));
            (await days.AddressesAsync(null)).ShouldBe(truth[^1], order);
            await RebuildsAsync(city);
        }

        truths.ShouldHaveSingleItem().ShouldStartWith(" | 1 甲, 2 家");
    }

    [Fact]
    public async Task A_delta_that_repeats_something_stays_said_when_an_older_one_comes_late()
    {
        using var policies = new MunicipalityCopy().Replace("provisions/resident-register.yaml", "mode: full", "mode: delta");
        await using var city = await TestCity.CreateAsync(Ct, policies.Folder);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241001", [1, 2], (1, "甲"));
        (await days.DeliverAsync("20241201", [1], (1, "甲"))).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(1);

        await days.DeliverAsync("20241101", [1], (1, "乙"));

        (await days.AddressesAsync("20241031")).ShouldBe("1 甲, 2 家");
        (await days.AddressesAsync("20241115")).ShouldBe("1 乙, 2 家");
        (await days.AddressesAsync(null)).ShouldBe("1 甲, 2 家");
        (await days.DeliverAsync("20241201", [1, 2], (1, "甲"))).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(1);
    }

    [Fact]
    public async Task A_late_extract_given_twice_adds_nothing_the_second_time()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241001", Some);
        await days.DeliverAsync("20241201", Some);
        await days.DeliverAsync("20241101", Some, (1, "乙"));
        var events = await StoreShape.EventsAsync(city, Ct);

        (await days.DeliverAsync("20241101", Some, (1, "乙"))).ShouldBeOfType<DeliveryOutcome.Repeated>();
        // The same in other bytes.
        (await days.DeliverAsync("20241101", Some.Reverse(), (1, "乙"))).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(0);

        (await StoreShape.EventsAsync(city, Ct)).SetEquals(events).ShouldBeTrue();
    }

    [Fact]
    public async Task Heads_and_versions_can_be_made_anew_from_the_events()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241001", Some, (1, "甲"));
        await days.DeliverAsync("20241201", Some[1..], (2, "乙"));
        await days.DeliverAsync("20241101", Some[..39], (2, "丙"));
        await days.DeliverAsync("20250101", Some);

        await RebuildsAsync(city);
    }

    private static async Task RebuildsAsync(TestCity city)
    {
        var before = await ProjectionsAsync(city);
        before.ShouldContain("true");
        await using (var connection = await city.Database.Source.OpenConnectionAsync(Ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await RecordProjections.RebuildAsync(connection, city.City.Code, Ct);
            await transaction.CommitAsync(Ct);
        }

        (await ProjectionsAsync(city)).ShouldBe(before);
    }

    private static Task<string> ProjectionsAsync(TestCity city) => city.Database.AskAsync<string>(
        """
        select (select string_agg(to_jsonb(h)::text, e'\n' order by key_id) from read.record_heads h)
            || (select string_agg(to_jsonb(v)::text, e'\n' order by key_id, seq) from read.record_versions v)
        """, Ct);
}
