using ChildLink.Privacy.Access;
using ChildLink.Privacy.Emergencies;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>緊急閲覧: one person, one household, one hour at most, told to the privacy officer as it is opened.</summary>
public sealed class EmergencyTests
{
    private const string Why = "泣き声の通報、安否を確認する";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_household_is_seen_as_it_was_while_the_emergency_lasts_and_by_nobody_else()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, candidate: false, inRun: false, household: "H7");
        var sibling = await city.AddChildAsync(2, Ct, household: "H7");
        var stranger = await city.AddChildAsync(3, Ct, household: "H8");
        var book = Book(city);

        var opened = Done(await book.OpenAsync(Caller(city), child, 10, Why, None, Ct));
        opened.Residents.ShouldBe([child, sibling], ignoreOrder: true);
        opened.Until.ShouldBe(city.City.Time.GetUtcNow().AddMinutes(10));
        var within = Caller(city, opened.Id);

        var (outcome, body) = await city.OneAsync(within, ChildDocument.Card, child.ToString(), Ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>();
        body.ShouldContain(ViewCity.Name(1));
        body.ShouldContain(ViewCity.Address(1));
        body.ShouldNotContain(ViewCity.Raw(1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await city.OneAsync(within, ChildDocument.Result, sibling.ToString(), Ct)).Body.ShouldNotContain("家庭2");
        (await city.OneAsync(within, ChildDocument.Card, stranger.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        city.City.Log.Entries[^1].Context.ShouldBe($"emergency:{opened.Id}");

        // Who comes later is not seen, who leaves still is.
        await city.RunAsync("update vault.residents set household_number = 'H7' where resident_id = $1", Ct, stranger);
        await city.RunAsync("update vault.residents set household_number = 'H9' where resident_id = $1", Ct, sibling);
        (await city.OneAsync(within, ChildDocument.Card, stranger.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.NotFound>();
        (await city.OneAsync(within, ChildDocument.Card, sibling.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();

        await RefusedAsync(city, Caller(city, opened.Id, "somebody-else"), child);
        await RefusedAsync(city, Caller(city, Guid.NewGuid()), child);
        await RefusedAsync(city, Caller(city), child);
        city.City.Time.Now = city.City.Time.Now.AddMinutes(10).AddTicks(-10);
        (await city.OneAsync(within, ChildDocument.Card, child.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Written>();
        city.City.Time.Now = city.City.Time.Now.AddTicks(10);
        await RefusedAsync(city, within, child);
    }

    [Fact]
    public async Task A_protected_address_stays_closed()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, isProtected: true);
        var opened = Done(await Book(city).OpenAsync(Caller(city), child, null, Why, None, Ct));

        var (_, body) = await city.OneAsync(Caller(city, opened.Id), ChildDocument.Card, child.ToString(), Ct);

        body.ShouldContain(ViewCity.Name(1));
        body.ShouldNotContain(ViewCity.Address(1));
    }

    [Fact]
    public async Task Who_lives_together_and_where_a_child_goes_to_school_is_not_told_of_a_protected_household()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, isProtected: true, household: "H7");
        await city.AddChildAsync(2, Ct, isProtected: true, household: "H7");
        var opened = Done(await Book(city).OpenAsync(Caller(city), child, null, Why, None, Ct));

        opened.Residents.ShouldBe([child]);
        var (_, body) = await city.OneAsync(Caller(city, opened.Id), ChildDocument.Card, child.ToString(), Ct);
        body.ShouldContain(ViewCity.Name(1));
        body.ShouldNotContain("学校1001");
        body.ShouldNotContain("\"1001\"");
    }

    [Fact]
    public async Task Another_issuer_of_the_same_person_opens_no_second_one()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var (child, other) = (await city.AddChildAsync(1, Ct), await city.AddChildAsync(2, Ct));
        var book = Book(city);
        var caller = Caller(city);
        var elsewhere = caller with { Identity = caller.Identity with { Issuer = "https://new-issuer.example" } };

        var both = await Task.WhenAll(book.OpenAsync(caller, child, null, Why, None, Ct), book.OpenAsync(elsewhere, other, null, Why, None, Ct));

        var opened = both.OfType<EmergencyOutcome.Done>().ShouldHaveSingleItem().Emergency;
        both.OfType<EmergencyOutcome.AlreadyOpen>().Count().ShouldBe(1);
        // Who opened it stays told apart: the other sign-in neither ends it nor sees it.
        var stranger = opened.Issuer == elsewhere.Identity.Issuer ? caller : elsewhere;
        (await book.EndAsync(stranger, opened.Id, None, Ct)).ShouldBeOfType<EmergencyOutcome.NotFound>();
        Done(await book.EndAsync(stranger == caller ? elsewhere : caller, opened.Id, None, Ct));
        Done(await book.OpenAsync(elsewhere, other, null, Why, None, Ct));
    }

    [Theory]
    [InlineData("received_at = '2000-01-01'")]
    [InlineData("complete = false")]
    public async Task While_a_protection_list_is_not_whole_and_fresh_only_the_named_resident_is_opened(string state)
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, household: "H7");
        await city.AddChildAsync(2, Ct, household: "H7");
        await city.RunAsync($"update vault.protection_lists set {state}", Ct);

        Done(await Book(city).OpenAsync(Caller(city), child, null, Why, None, Ct)).Residents.ShouldBe([child]);
    }

    [Fact]
    public async Task It_ends_early_by_the_person_or_the_officer_and_one_is_open_at_a_time()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        var book = Book(city);
        var first = Done(await book.OpenAsync(Caller(city), child, null, Why, None, Ct));
        (first.Until - first.OpenedAt).ShouldBe(TimeSpan.FromMinutes(60));

        (await book.OpenAsync(Caller(city), child, null, Why, None, Ct)).ShouldBeOfType<EmergencyOutcome.AlreadyOpen>();
        (await book.EndAsync(Caller(city, person: "somebody-else"), first.Id, None, Ct)).ShouldBeOfType<EmergencyOutcome.NotFound>();
        Done(await book.EndAsync(Caller(city), first.Id, None, Ct));
        await RefusedAsync(city, Caller(city, first.Id), child);
        (await book.EndAsync(Caller(city), first.Id, None, Ct)).ShouldBeOfType<EmergencyOutcome.NotFound>();

        var second = Done(await book.OpenAsync(Caller(city), child, 5, Why, None, Ct));
        Done(await book.EndAsync(Officer(city), second.Id, None, Ct)).EndedBy.ShouldBe("test-privacy-officer");
        await RefusedAsync(city, Caller(city, second.Id), child);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => book.OpenAsync(Caller(city), child, 5, Why, None, Ct)));
        outcomes.Count(o => o is EmergencyOutcome.Done).ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_names_tell_nothing_and_leave_nothing()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var own = await city.AddChildAsync(1, Ct);
        var gone = await city.AddChildAsync(2, Ct, movedOut: new DateOnly(2024, 1, 1));
        var book = Book(city);
        var blocked = Caller(city) with { BlockedChildren = BlockedChildren.Of([own]) };

        (await book.OpenAsync(Caller(city), Guid.NewGuid(), null, Why, None, Ct)).ShouldBe(new EmergencyOutcome.NotFound());
        (await book.OpenAsync(Caller(city), gone, null, Why, None, Ct)).ShouldBe(new EmergencyOutcome.NotFound());
        (await book.OpenAsync(blocked, own, null, Why, None, Ct)).ShouldBe(new EmergencyOutcome.NotFound());
        (await book.OpenAsync(Caller(city), own, 0, Why, None, Ct)).ShouldBeOfType<EmergencyOutcome.Invalid>().Field.ShouldBe("minutes");
        (await book.OpenAsync(Caller(city), own, 61, Why, None, Ct)).ShouldBeOfType<EmergencyOutcome.Invalid>().Field.ShouldBe("minutes");
        (await book.OpenAsync(Caller(city), own, null, " ", None, Ct)).ShouldBeOfType<EmergencyOutcome.Invalid>().Field.ShouldBe("reason");
        var through = Caller(city) with { Identity = Caller(city).Identity with { Client = "portal" } };
        (await book.OpenAsync(through, own, null, Why, None, Ct)).ShouldBeOfType<EmergencyOutcome.PersonRequired>();
        Should.Throw<InvalidOperationException>(() => city.City.Caller("narrower", "emergency", multiFactor: false)).Message.ShouldBe("multi-factor-required");
        (await new EmergencyBook(city.City.Database.Source, city.City.Gateway, city.City.Keys, 15, 31, city.City.Time).OpenAsync(Caller(city), own, 16, Why, None, Ct))
            .ShouldBeOfType<EmergencyOutcome.Invalid>("the city allows less");
        // No log, no emergency.
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() =>
            book.OpenAsync(Caller(city), own, null, Why, (_, _) => throw new DisclosureLogUnavailableException(new IOException()), Ct));
        (await city.City.Database.AskAsync<long>("select count(*) from read.emergencies", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task The_officer_is_told_in_the_same_transaction_and_reviews_it_once()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        var book = Book(city);
        var opened = Done(await book.OpenAsync(Caller(city), child, null, Why, None, Ct));

        var notice = (await book.ListAsync(Officer(city), Ct)).ShouldHaveSingleItem();
        (notice.Reason, notice.Verdict, notice.Person).ShouldBe((Why, null, "test-narrower"));
        (await book.ListAsync(Caller(city), Ct)).ShouldHaveSingleItem().Reason.ShouldBeNull();
        (await book.ListAsync(Caller(city, person: "somebody-else"), Ct)).ShouldBeEmpty();
        (await city.City.Database.AskAsync<string>("select reason from read.emergency_reasons", Ct)).ShouldNotContain("通報");
        (await city.City.Database.AskAsync<string>($"select string_agg(data::text, '') from events.mt_events where stream_id = '{opened.Id}'", Ct)).ShouldNotContain("通報");

        var officer = Officer(city);
        (await book.ReviewAsync(officer, opened.Id, "fine", null, None, Ct)).ShouldBeOfType<EmergencyOutcome.Invalid>().Field.ShouldBe("verdict");
        (await book.ReviewAsync(officer with { Identity = officer.Identity with { Person = "TEST-narrower" } }, opened.Id, "justified", null, None, Ct))
            .ShouldBeOfType<EmergencyOutcome.SamePerson>();
        Done(await book.ReviewAsync(officer, opened.Id, "follow-up", "係長に確認", None, Ct)).Verdict.ShouldBe("follow-up");
        (await book.ReviewAsync(officer, opened.Id, "justified", null, None, Ct)).ShouldBeOfType<EmergencyOutcome.AlreadyReviewed>();
    }

    private static Task None(Emergency emergency, CancellationToken ct) => Task.CompletedTask;

    private static EmergencyBook Book(ViewCity city) => new(city.City.Database.Source, city.City.Gateway, city.City.Keys, 60, 31, city.City.Time);

    private static Caller Officer(ViewCity city) => city.City.Caller("privacy-officer", "audit");

    private static Caller Caller(ViewCity city, Guid? emergency = null, string? person = null) => city.City.Caller(
        "narrower", "emergency", context: emergency is { } id ? new AccessContext("emergency", id) : null, person: person);

    private static Emergency Done(EmergencyOutcome outcome) => outcome.ShouldBeOfType<EmergencyOutcome.Done>(outcome.ToString()).Emergency;

    private static async Task RefusedAsync(ViewCity city, Caller caller, Guid child) =>
        (await city.OneAsync(caller, ChildDocument.Card, child.ToString(), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Refused>();
}
