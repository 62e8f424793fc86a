using ChildLink.Casework.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Emergencies;
using ChildLink.Privacy.Erasure;
using ChildLink.Tests.Product.Casework;
using ChildLink.Tests.Product.Views;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>An erasure goes with the words about the person and leaves the acts of staff; a restore applies what was decided, whatever an older copy says.</summary>
public sealed class AppliedAgainTests
{
    private const string Issuer = "urn:childlink:test";
    private const string Why = "泣き声の通報、安否を確認する";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_emergency_was_about_goes_and_who_opened_it_stays_with_the_officer()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, household: "H7");
        var sibling = await city.AddChildAsync(2, Ct, household: "H7");
        var opened = await OpenAsync(city, child);
        (await Emergencies(city).ReviewAsync(Officer(city), opened.Id, "justified", null, None, Ct)).ShouldBeOfType<EmergencyOutcome.Done>();

        await AgainAsync(city, child);

        var told = (await Emergencies(city).ListAsync(Officer(city), Ct)).ShouldHaveSingleItem();
        (told.Person, told.OpenedAt, told.HouseholdSize, told.Verdict).ShouldBe((opened.Person, opened.OpenedAt, 2, "justified"));
        told.Reason.ShouldBeNull();
        told.Residents.ShouldBe([sibling]);
        (await city.City.Database.AskAsync<long>("select count(*) from read.emergency_reasons", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Another_of_the_household_takes_no_reason_along()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, household: "H7");
        var sibling = await city.AddChildAsync(2, Ct, household: "H7");
        await OpenAsync(city, child);

        await AgainAsync(city, sibling);

        var told = (await Emergencies(city).ListAsync(Officer(city), Ct)).ShouldHaveSingleItem();
        (told.Reason, told.HouseholdSize).ShouldBe((Why, 2));
    }

    [Fact]
    public async Task Nothing_that_an_older_copy_says_stands_in_the_way_and_a_household_stays_closed_to_its_relative()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var planted = city.Planted;
        var open = await city.DecidedAsync(Ct);
        var sibling = await planted.AddChildAsync(8, Ct, household: "H7");
        await planted.RunAsync("update vault.residents set household_number = 'H7' where resident_id = $1", Ct, open.Child);
        await OpenAsync(planted, open.Child);
        var conflicts = new ConflictBook(planted.City.Database.Source, planted.City.Time);
        await conflicts.DeclareAsync(ViewCity.Tenant, Issuer, "narrower-1", open.Child, household: true, "narrower-1", (_, _) => Task.CompletedTask, Ct);

        (await AgainAsync(planted, open.Child)).ShouldBe(1);
        (await AgainAsync(planted, open.Child)).ShouldBe(0, "it is known now");

        (await planted.City.Database.AskAsync<long>($"select count(*) from vault.residents where resident_id = '{open.Child}'", Ct)).ShouldBe(0);
        (await planted.City.Database.AskAsync<long>("select count(*) from read.cases", Ct)).ShouldBe(0);
        (await Emergencies(planted).ListAsync(Officer(planted), Ct)).ShouldHaveSingleItem().Verdict.ShouldBeNull("the officer still has to review it");
        var carried = (await conflicts.OfPersonAsync(ViewCity.Tenant, "narrower-1", Ct)).ShouldHaveSingleItem();
        (carried.Resident, carried.Household, carried.EndedAt).ShouldBe((sibling, true, null));
        (await planted.City.Database.AskAsync<long>($"select count(*) from events.mt_events where stream_id = '{carried.Id}'", Ct)).ShouldBe(1);
    }

    private static async Task<int> AgainAsync(ViewCity city, Guid subject)
    {
        await using var connection = await city.City.Database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var reapplied = await ErasureCompletion.ReapplyAsync(
            connection, ViewCity.Tenant, [new LedgerEntry(subject, city.City.Time.GetUtcNow(), [subject])], ErasurePromise.Default, city.City.Time, Ct);
        await transaction.CommitAsync(Ct);
        return reapplied;
    }

    private static async Task<Emergency> OpenAsync(ViewCity city, Guid child) =>
        (await Emergencies(city).OpenAsync(city.City.Caller("narrower", "emergency"), child, 30, Why, None, Ct)).ShouldBeOfType<EmergencyOutcome.Done>().Emergency;

    private static EmergencyBook Emergencies(ViewCity city) => new(city.City.Database.Source, city.City.Gateway, city.City.Keys, 60, 31, city.City.Time);

    private static Caller Officer(ViewCity city) => city.City.Caller("privacy-officer", "audit");

    private static Task None(Emergency emergency, CancellationToken ct) => Task.CompletedTask;
}
