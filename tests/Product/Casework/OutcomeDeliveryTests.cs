using ChildLink.Casework.Cases;
using ChildLink.Casework.Outcomes;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Views;

namespace ChildLink.Tests.Product.Casework;

/// <summary>What became of cases comes back as one more data set.</summary>
public sealed class OutcomeDeliveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outcomes_come_back_under_their_provision_and_unchanged_ones_make_no_event()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var inner = city.Planted.City;
        var delivery = new OutcomeDelivery(inner.Database.Source, inner.City, inner.Gateway, inner.Importer, inner.Time);
        (await delivery.DeliverAsync(inner.Steward, Ct))!.ShouldBeEmpty();
        var now = await city.DecidedAsync(Ct);
        await city.DecidedAsync(Ct, number: 2, decision: "d");

        (await DeliverAsync()).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.ShouldBe(new RecordCounts(3, 2, 0, 0, 1, 2), "the header is a record left out by rule");
        (await DeliverAsync()).ShouldBeOfType<DeliveryOutcome.Repeated>();
        inner.Time.Now = inner.Time.Now.AddDays(1);
        (await DeliverAsync()).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(0);
        now = await city.DoneAsync(now, new CaseCommand.RecordOutcome(now.Version, "improved", "秘密の結果"), Ct);
        inner.Time.Now = inner.Time.Now.AddDays(1);
        (await DeliverAsync()).ShouldBeOfType<DeliveryOutcome.Taken>().Counts.Events.ShouldBe(1);

        (await inner.Database.AskAsync<long>($"select count(*) from read.record_heads where provision = 'casework-outcome' and stream_id is not null", Ct)).ShouldBe(2);
        (await city.CountAsync("秘密の結果", Ct)).ShouldBe(0);
        inner.Log.Entries.ShouldContain(e => e.Operation == "case outcomes" && e.Fields.Contains("resident.code=2"));

        async Task<DeliveryOutcome> DeliverAsync() => (await delivery.DeliverAsync(inner.Steward, Ct))!.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_label_of_a_training_can_name_it()
    {
        using var copy = new Screening.MunicipalityCopy();
        copy.Replace(
            "plans/sado-abuse.yaml", "{ provision: consultation, day: consultation.date, word: consultation.difficulty, words: [虐待] }",
            "{ provision: casework-outcome, day: casework.decided-on, word: casework.class, words: [a, b] }");

        var plan = ChildLink.Screening.Plans.ScreeningPlans.Load(copy.City).Find("sado-abuse").ShouldBeOfType<ChildLink.Screening.Plans.LearnedPlan>();

        plan.Label.Registers[0].Provision.ShouldBe(OutcomeDelivery.Provision);
        // What led to the case may not be learned as if it foretold it.
        plan.Admitted.Select(i => i.Code).ShouldNotContain("F45");
    }
}
