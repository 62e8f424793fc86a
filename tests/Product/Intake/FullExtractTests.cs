using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A full extract says by its silence that a record is no longer reported; too much silence waits for a person.</summary>
public sealed class FullExtractTests
{
    private static readonly int[] Hundred = [.. Enumerable.Range(1, 100)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Month_two_with_one_percent_changed_makes_only_those_events()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241201", Hundred);

        var second = (await days.DeliverAsync("20250101", Hundred[..99].Append(101), (7, "町"))).ShouldBeOfType<DeliveryOutcome.Taken>();

        (second.Counts.Events, second.Ended).ShouldBe((3, 1));
        (await EventsAsync(city)).ShouldBe("record_accepted 102, record_no_longer_reported 1");
        (await days.AddressesAsync(null)).ShouldContain("99 家, 101 家");
        (await days.AddressesAsync("20241231")).ShouldEndWith("99 家, 100 家");
        (await city.Database.AskAsync<DateOnly>("select moved_out_on from vault.residents where resident_code = '0000000100'", Ct)).ShouldBe(new DateOnly(2025, 1, 1));
    }

    [Fact]
    public async Task A_record_that_is_reported_again_stands_again_and_its_gap_stays()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241201", Hundred);
        await days.DeliverAsync("20241215", Hundred[..99]);

        (await days.DeliverAsync("20250101", Hundred)).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(1);

        (await days.AddressesAsync("20241214")).ShouldEndWith("100 家");
        (await days.AddressesAsync("20241231")).ShouldEndWith("99 家");
        (await days.AddressesAsync(null)).ShouldEndWith("100 家");
        (await city.Database.AskAsync<long>("select count(*) from vault.residents where moved_out_on is not null", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Five_percent_may_go_and_more_wait_for_a_person_with_nothing_stored()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241201", Hundred);
        var before = await EventsAsync(city);

        var held = (await days.DeliverAsync("20250101", Hundred[..94], (1, "町"))).ShouldBeOfType<DeliveryOutcome.Held>();
        (held.Standing, held.Missing, held.Counts.Accepted, held.Counts.Events).ShouldBe((100, 6, 94, 0));
        (await EventsAsync(city)).ShouldBe(before);
        (await days.AddressesAsync(null)).ShouldContain("1 家");
        (await city.Database.AskAsync<string>("select state || ' ' || missing || '/' || standing from read.deliveries order by received_at desc limit 1", Ct)).ShouldBe("held 6/100");

        (await days.DeliverAsync("20250101", Hundred[..95])).ShouldBeOfType<DeliveryOutcome.Taken>().Ended.ShouldBe(5);
    }

    [Fact]
    public async Task A_person_who_accepts_the_drop_by_file_or_by_delivery_lets_the_extract_in()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        await days.DeliverAsync("20241201", Hundred);
        var held = (await days.DeliverAsync("20250101", Hundred[..50])).ShouldBeOfType<DeliveryOutcome.Held>();
        (await days.DeliverAsync(new ImportChoice(false, ["住民記録_全件_20241201.csv"]), "20250101", Hundred[..50])).ShouldBeOfType<DeliveryOutcome.Held>().Delivery.ShouldBe(held.Delivery);

        var taken = (await days.DeliverAsync(new ImportChoice(false, [held.Delivery.ToString("D")]), "20250101", Hundred[..50])).ShouldBeOfType<DeliveryOutcome.Taken>();

        (taken.Delivery, taken.Ended).ShouldBe((held.Delivery, 50));
        (await days.DeliverAsync("20250101", Hundred[..50])).ShouldBeOfType<DeliveryOutcome.Repeated>();
        (await days.DeliverAsync(new ImportChoice(false, ["住民記録_全件_20250102.csv"]), "20250102", Hundred[..10])).ShouldBeOfType<DeliveryOutcome.Taken>().Ended.ShouldBe(40);
    }

    [Fact]
    public async Task A_file_speaks_only_for_the_school_and_year_in_its_name()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var pupils = Enumerable.Range(1, 40).Select(i => Pupil(i)).ToArray();
        folder.Write("meibo_1001_2024.csv", [RosterHeader, .. pupils]);
        folder.Write("meibo_1002_2024.csv", [RosterHeader, .. pupils]);
        await city.ImportAsync(Ct, folder.Path);
        folder.Write("meibo_1002_2024.csv", [RosterHeader, .. pupils[..39]]);
        folder.Write("meibo_1003_2024.csv", [RosterHeader, pupils[0]]);

        var outcomes = await city.ImportAsync(Ct, folder.Path);

        outcomes.OfType<DeliveryOutcome.Taken>().Select(t => $"{t.File} {t.Ended}").ShouldBe(["meibo_1002_2024.csv 1", "meibo_1003_2024.csv 0"]);
        (await StoreShape.CurrentAsync(city, "school-roster", "linkage", Ct)).GroupBy(r => r.File["school"]).Select(g => $"{g.Key} {g.Count()}").Order().ShouldBe(["1001 40", "1002 39", "1003 1"]);
    }

    [Fact]
    public async Task A_record_whose_row_was_held_back_is_not_taken_for_missing()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        var rows = Hundred.Select(i => Resident(i)).ToArray();
        await days.DeliverRowsAsync(new ImportChoice(false, []), "20241201", rows);
        rows[1] = Resident(2, ("宛名番号", "2"));
        rows[2] = Resident(3, ("生年月日", "H27.13.05"));
        rows[3] = rows[3] + ",x";

        var second = (await days.DeliverRowsAsync(new ImportChoice(false, []), "20250101", rows[..99])).ShouldBeOfType<DeliveryOutcome.Taken>();

        (second.Counts.Quarantined, second.Ended).ShouldBe((3, 1));
        (await days.AddressesAsync(null)).ShouldEndWith("99 波音市99丁目");
    }

    [Fact]
    public async Task While_more_rows_than_before_name_nobody_nothing_ends()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var days = new ExtractDays(city);
        var rows = Hundred.Select(i => Resident(i)).ToArray();
        var none = new ImportChoice(false, []);
        await days.DeliverRowsAsync(none, "20241201", rows);
        rows[1] = Resident(2, ("宛名番号", ""));

        var second = (await days.DeliverRowsAsync(none, "20250101", rows)).ShouldBeOfType<DeliveryOutcome.Taken>();
        (second.Ended, second.Rules["end_withheld"]).ShouldBe((0, 1));
        // A month later the row is as it was: by now it is known that it names nobody.
        (await days.DeliverRowsAsync(none, "20250111", rows)).ShouldBeOfType<DeliveryOutcome.Taken>().Ended.ShouldBe(1);
    }

    private static async Task<string> EventsAsync(TestCity city) => await city.Database.AskAsync<string>(
        "select string_agg(type || ' ' || n, ', ' order by type) from (select type, count(*) as n from events.mt_events group by type) t", Ct);
}
