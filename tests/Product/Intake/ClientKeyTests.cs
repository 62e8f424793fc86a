using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A client key stands for one submission for good: whatever became of it, and whatever said the same before.</summary>
public sealed class ClientKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_whose_rows_came_before_under_another_stands_for_them_too()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await handover.SubmitAsync(Handover.MovedOf("k1", 1));
        (await handover.SubmitAsync(Handover.MovedOf("k2", 1))).ShouldBeOfType<DeliveryOutcome.Repeated>();

        (await handover.SubmitAsync(Handover.MovedOf("k2", 2))).ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(SubmittedRows.KeyReused);

        (await city.Database.AskAsync<long>("select count(*) from read.deliveries", Ct)).ShouldBe(1);
        (await handover.SubmitAsync(Handover.MovedOf("k2", 1))).ShouldBeOfType<DeliveryOutcome.Repeated>();
    }

    [Fact]
    public async Task A_key_stands_for_its_provision_and_file_too()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        await handover.SubmitAsync(Handover.MovedOf("k1", 1));

        (await handover.ListAsync("k1", 1)).ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(SubmittedRows.KeyReused);
    }

    [Fact]
    public async Task A_repetition_is_answered_the_same_after_the_provision_changed()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var handover = new Handover(city);
        var first = (await handover.SubmitAsync(Handover.MovedOf("k1", 1))).ShouldBeOfType<DeliveryOutcome.Taken>();
        using var policy = new MunicipalityCopy().Replace("provisions/moved-out-list.yaml", "retention: P5Y", "retention: P6Y");
        var changed = new Importer(city.Database.Source, policy.City, city.Keys, city.Gateway, city.Time);

        (await handover.SubmitAsync(changed, Handover.MovedOf("k1", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Repeated>().Delivery.ShouldBe(first.Delivery);
        (await handover.SubmitAsync(changed, Handover.MovedOf("k2", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Taken>("a changed provision reads the rows anew");
    }

    [Fact]
    public async Task A_held_submission_made_again_is_the_same_one_and_changes_nothing()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var policy = Strict();
        var (handover, importer, held) = await HoldAsync(city, policy.City);
        var row = await HeldRowAsync(city);
        city.Time.Now += TimeSpan.FromDays(3);

        var again = (await handover.SubmitAsync(importer, Handover.ListOf("k2", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Repeated>();

        again.Delivery.ShouldBe(held.Delivery);
        (await HeldRowAsync(city)).ShouldBe(row);
        (await handover.SubmitAsync(importer, Handover.ListOf("k2", 1, 2), Ct)).ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe(SubmittedRows.KeyReused);
    }

    [Fact]
    public async Task A_held_submission_that_a_person_released_is_taken_when_made_again_and_is_as_true_as_on_its_first_day()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var policy = Strict();
        var (handover, importer, held) = await HoldAsync(city, policy.City);
        city.Time.Now += TimeSpan.FromDays(3);
        (await new HeldDeliveries(city.Database.Source, city.City.Code).ReleaseAsync(held.Delivery, _ => Task.CompletedTask, Ct)).ShouldBeTrue();

        (await handover.SubmitAsync(importer, Handover.ListOf("k2", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Taken>().Delivery.ShouldBe(held.Delivery);
        (await city.Database.AskAsync<DateTime>("select received_at from vault.protection_lists", Ct)).ShouldBe(new DateTime(2025, 1, 12, 0, 0, 0, DateTimeKind.Utc));

        (await handover.SubmitAsync(importer, Handover.ListOf("k2", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Repeated>();
    }

    [Fact]
    public async Task A_key_holds_no_digest_that_confirms_a_guess()
    {
        await using var one = await TestCity.CreateAsync(Ct);
        await using var other = await TestCity.CreateAsync(Ct);
        await new Handover(one).SubmitAsync(Handover.MovedOf("k1", 1));
        await new Handover(other).SubmitAsync(Handover.MovedOf("k1", 1));

        (await DigestAsync(one)).ShouldNotBe(await DigestAsync(other), "each city has keys of its own");
    }

    private static MunicipalityCopy Strict() =>
        new MunicipalityCopy().Replace("provisions/address-protection-list.yaml", "largestDropPercent: 100", "largestDropPercent: 5");

    /// <summary>A list of two is taken and the day after one of one is held.</summary>
    private static async Task<(Handover Handover, Importer Importer, DeliveryOutcome.Held Held)> HoldAsync(TestCity city, City policy)
    {
        var handover = new Handover(city);
        var importer = new Importer(city.Database.Source, policy, city.Keys, city.Gateway, city.Time);
        (await handover.SubmitAsync(importer, Handover.ListOf("k1", 1, 2), Ct)).ShouldBeOfType<DeliveryOutcome.Taken>();
        city.Time.Now += TimeSpan.FromDays(1);
        return (handover, importer, (await handover.SubmitAsync(importer, Handover.ListOf("k2", 1), Ct)).ShouldBeOfType<DeliveryOutcome.Held>());
    }

    private static Task<string> HeldRowAsync(TestCity city) =>
        city.Database.AskAsync<string>("select d::text from read.deliveries d where state = 'held'", Ct);

    private static Task<string> DigestAsync(TestCity city) => city.Database.AskAsync<string>("select encode(digest, 'hex') from read.submissions", Ct);
}
