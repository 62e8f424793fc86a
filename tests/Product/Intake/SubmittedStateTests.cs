using System.Globalization;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>What submissions say about a list: the last one counts, whatever was said before, and only what is said anew is fresh.</summary>
public sealed class SubmittedStateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_that_restores_an_earlier_state_is_taken()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await RegisterAsync(city);
        (await handover.ListAsync("k1", 4, 8)).ShouldBeOfType<DeliveryOutcome.Taken>();
        city.Time.Now += TimeSpan.FromMinutes(1);
        (await handover.ListAsync("k2", 8)).ShouldBeOfType<DeliveryOutcome.Taken>();
        (await ProtectedAsync(city)).ShouldBe("0000000008");
        city.Time.Now += TimeSpan.FromMinutes(1);

        (await handover.ListAsync("k3", 4, 8)).ShouldBeOfType<DeliveryOutcome.Taken>();

        (await ProtectedAsync(city)).ShouldBe("0000000004,0000000008");
    }

    [Fact]
    public async Task Of_submissions_in_one_instant_the_last_one_counts()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await RegisterAsync(city);
        await handover.ListAsync("k1", 4, 8);
        await handover.ListAsync("k2", 8);
        (await handover.ListAsync("k3", 4, 8)).ShouldBeOfType<DeliveryOutcome.Taken>();
        (await ProtectedAsync(city)).ShouldBe("0000000004,0000000008");
    }

    [Fact]
    public async Task Rows_that_were_taken_last_add_no_delivery_under_a_new_key_and_make_the_list_fresh()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        var first = (await handover.ListAsync("k1", 4)).ShouldBeOfType<DeliveryOutcome.Taken>();
        city.Time.Now += TimeSpan.FromDays(9);

        (await handover.ListAsync("k2", 4)).ShouldBeOfType<DeliveryOutcome.Repeated>().Delivery.ShouldBe(first.Delivery);

        (await ReceivedAsync(city)).ShouldBe("2025-01-20 00:00", "the department says today that the list stands");
    }

    [Fact]
    public async Task An_old_submission_made_again_does_not_make_a_list_fresh()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        var first = (await handover.ListAsync("k1", 4)).ShouldBeOfType<DeliveryOutcome.Taken>();
        city.Time.Now += TimeSpan.FromDays(40);

        (await handover.ListAsync("k1", 4)).ShouldBeOfType<DeliveryOutcome.Repeated>().Delivery.ShouldBe(first.Delivery);

        (await ReceivedAsync(city)).ShouldBe("2025-01-11 00:00");
    }

    [Fact]
    public async Task A_file_is_repeated_as_before_whatever_was_submitted_since()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("DV等支援措置対象者一覧.csv", "宛名番号,氏名,区分,対象区分,支援開始日,支援終了日", "0000000004,印 4,1,1,R06.04.01,R12.04.01");
        await city.ImportAsync(Ct, folder.Path);
        city.Time.Now += TimeSpan.FromMinutes(1);
        (await new Handover(city).ListAsync("k1", 4, 8)).ShouldBeOfType<DeliveryOutcome.Taken>();

        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Repeated>();
    }

    private static async Task RegisterAsync(TestCity city)
    {
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(4), Resident(8));
        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Taken>();
    }

    private static Task<string> ProtectedAsync(TestCity city) =>
        city.Database.AskAsync<string>("select string_agg(resident_code, ',' order by resident_code) from vault.residents where protected", Ct);

    private static async Task<string> ReceivedAsync(TestCity city) =>
        (await city.Database.AskAsync<DateTime>("select received_at from vault.protection_lists", Ct)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
