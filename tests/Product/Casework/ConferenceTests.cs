using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Access;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>個別支援会議: the agenda by household, minutes, decisions that come from it.</summary>
public sealed class ConferenceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Siblings_stand_together_and_a_protected_child_alone()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var one = await city.DecidedAsync(Ct, 1, child: await city.Planted.AddChildAsync(1, Ct, household: "H"));
        var two = await city.DecidedAsync(Ct, 2, child: await city.Planted.AddChildAsync(2, Ct));
        var sister = await city.DecidedAsync(Ct, 3, child: await city.Planted.AddChildAsync(3, Ct, household: "H"));
        var hidden = await city.DecidedAsync(Ct, 4, child: await city.Planted.AddChildAsync(4, Ct, household: "D", isProtected: true));
        var brother = await city.DecidedAsync(Ct, 5, child: await city.Planted.AddChildAsync(5, Ct, household: "D", isProtected: true));

        var (conference, _) = await PlanAsync(city, [one, two, sister, hidden, brother]);

        conference.Items.Select(i => i.Cases.Order()).ShouldBe(
            new[] { new[] { one.Id, sister.Id }.Order(), new[] { two.Id }.Order(), new[] { hidden.Id }.Order(), new[] { brother.Id }.Order() });
        (conference.Sum, conference.Items.All(i => i is { Minutes: 10, IsFirst: true })).ShouldBe((40, true));
    }

    [Fact]
    public async Task While_a_protection_list_is_stale_nobody_is_told_to_live_with_anybody()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var one = await city.DecidedAsync(Ct, 1, child: await city.Planted.AddChildAsync(1, Ct, household: "H"));
        var two = await city.DecidedAsync(Ct, 2, child: await city.Planted.AddChildAsync(2, Ct, household: "H"));
        await city.Planted.RunAsync("update vault.protection_lists set received_at = received_at - interval '40 days'", Ct);

        (await PlanAsync(city, [one, two])).Conference.Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_household_that_is_protected_since_is_parted_wherever_its_agenda_is_read()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var one = await city.DecidedAsync(Ct, 1, child: await city.Planted.AddChildAsync(1, Ct, household: "H"));
        var two = await city.DecidedAsync(Ct, 2, child: await city.Planted.AddChildAsync(2, Ct, household: "H"));
        var other = await city.DecidedAsync(Ct, 3, child: await city.Planted.AddChildAsync(3, Ct));
        var (planned, _) = await PlanAsync(city, [one, two, other]);
        planned.Items.Count.ShouldBe(2);
        await city.Planted.RunAsync("update vault.residents set protected = true where resident_id = $1", Ct, two.Child);

        var read = (await city.Conferences.FindAsync(BlockedChildren.None, planned.Id, Ct)).ShouldNotBeNull();
        read.Items.Select(i => i.Number).ShouldBe([1, 2, 3]);
        read.Items.ShouldAllBe(i => i.Cases.Count == 1);
        (await city.Conferences.AllAsync(city.Staff(), null, Ct)).ShouldHaveSingleItem().Items.Count.ShouldBe(3);
        var apart = read.Items.Single(i => i.Number == 3).Cases[0];
        var minuted = await city.Conferences.MinuteAsync(city.Staff(conference: planned.Id), planned.Id, 1, 3, 10, "一人分", Unlogged, Ct);

        minuted.ShouldBeOfType<ConferenceOutcome.Done>(minuted.ToString()).Conference.Items.Select(i => i.Took).ShouldBe([null, null, 10]);
        foreach (var found in new[] { one, two, other })
            (await city.TextsAsync(city.Staff(ofCase: found.Id), found.Id, Ct)).Values.Contains("一人分").ShouldBe(found.Id == apart);
        await city.Planted.RunAsync("update vault.residents set protected = false", Ct);
        (await city.Conferences.FindAsync(BlockedChildren.None, planned.Id, Ct))!.Items.Count.ShouldBe(2);
        await city.Planted.RunAsync("update vault.protection_lists set received_at = received_at - interval '40 days'", Ct);
        (await city.Conferences.FindAsync(BlockedChildren.None, planned.Id, Ct))!.Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Minutes_that_no_case_takes_are_refused()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct, decision: "d");
        var (conference, _) = await PlanAsync(city, [now]);
        await city.DoneAsync(now, new CaseCommand.Close(now.Version, "no-support", "不要"), Ct);

        (await city.Conferences.MinuteAsync(city.Staff(conference: conference.Id), conference.Id, 1, 1, 10, "遅すぎた記録", Unlogged, Ct))
            .ShouldBeOfType<ConferenceOutcome.Invalid>().Field.ShouldBe("item");
        (await city.Conferences.FindAsync(BlockedChildren.None, conference.Id, Ct))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_later_time_takes_less_and_the_minutes_stand_in_each_case()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        var (first, _) = await PlanAsync(city, [now]);
        var chair = city.Staff(conference: first.Id);
        (await city.Conferences.MinuteAsync(chair, first.Id, 1, 2, 10, "記録", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Invalid>().Field.ShouldBe("item");
        (await city.Conferences.MinuteAsync(chair, first.Id, 1, 1, 10, "", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Invalid>().Field.ShouldBe("text");
        var minuted = (await city.Conferences.MinuteAsync(chair, first.Id, 1, 1, 12, "会議の秘密", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Done>().Conference;
        minuted.Items.ShouldHaveSingleItem().Took.ShouldBe(12);
        (await city.Conferences.MinuteAsync(chair, first.Id, 1, 1, 12, "古い版", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Conflict>().Version.ShouldBe(2);
        (await city.Conferences.EndAsync(chair, first.Id, 2, wasHeld: true, Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Done>().Conference.State.ShouldBe("held");
        (await city.Conferences.MinuteAsync(chair, first.Id, 3, 1, 12, "後から", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Over>();

        (await city.CountAsync("会議の秘密", Ct)).ShouldBe(0);
        (await city.TextsAsync(city.Staff(ofCase: now.Id), now.Id, Ct))["4.minutes"].ShouldBe("会議の秘密");
        var second = (await PlanAsync(city, [now])).Conference.Items.ShouldHaveSingleItem();
        (second.Minutes, second.IsFirst).ShouldBe((7, false));
    }

    [Fact]
    public async Task Who_was_on_the_agenda_and_not_talked_about_comes_for_the_first_time()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var (talked, passed) = (await city.DecidedAsync(Ct), await city.DecidedAsync(Ct, 2));
        var (first, _) = await PlanAsync(city, [talked, passed]);
        var chair = city.Staff(conference: first.Id);
        var number = first.Items.Single(i => i.Cases.Contains(talked.Id)).Number;
        (await city.Conferences.MinuteAsync(chair, first.Id, 1, number, 12, "記録", Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Done>();
        (await city.Conferences.EndAsync(chair, first.Id, 2, wasHeld: true, Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.Done>();

        var second = (await PlanAsync(city, [talked, passed])).Conference.Items;

        second.Select(i => (i.Cases.Single() == passed.Id, i.IsFirst, i.Minutes)).ShouldBe([(false, false, 7), (true, true, 10)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_finds_no_room_is_refused_or_left_over()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var cases = new List<Case>();
        for (var i = 1; i <= 4; i++)
            cases.Add(await city.DecidedAsync(Ct, i));
        ConferencePlan plan = PlanOf(cases) with { Minutes = 35 };

        (await city.Conferences.PlanAsync(city.Staff(), plan, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Invalid>().Message.ShouldContain("40");
        var done = (await city.Conferences.PlanAsync(city.Staff(), plan with { Fit = true }, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Done>();

        (done.Conference.Sum, done.Conference.Items.Count).ShouldBe((30, 3));
        done.LeftOver.ShouldBe([cases[3].Id]);
    }

    [Fact]
    public async Task Without_names_the_agenda_holds_the_open_cases_of_the_school()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var here = await city.DecidedAsync(Ct);
        await city.DecidedAsync(Ct, 2, child: await city.Planted.AddChildAsync(2, Ct, school: "1002"));

        var plan = PlanOf([]) with { Cases = null, Institution = "1001" };
        var done = (await city.Conferences.PlanAsync(city.Staff(), plan, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Done>();

        done.Conference.Items.ShouldHaveSingleItem().Cases.ShouldBe([here.Id]);
    }

    [Fact]
    public async Task Somebody_elses_conference_is_not_there_and_bad_plans_are_told_by_field()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        var (conference, _) = await PlanAsync(city, [now]);

        (await city.Conferences.EndAsync(city.Staff(CaseCity.Second), conference.Id, 1, wasHeld: true, Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.NotFound>();
        (await city.Conferences.EndAsync(city.Staff(ofCase: now.Id), conference.Id, 1, wasHeld: true, Unlogged, Ct)).ShouldBeOfType<ConferenceOutcome.NotFound>();
        (ConferencePlan Plan, string Field)[] bad =
        [
            (PlanOf([now]) with { Minutes = 0 }, "minutes"),
            (PlanOf([now]) with { HeldAt = city.Planted.City.Time.Now.AddYears(2) }, "heldAt"),
            (PlanOf([now]) with { Institution = "9999" }, "institution"),
            (PlanOf([now]) with { Participants = ["x\u0007"] }, "participants"),
            (PlanOf([now, now]), "cases"),
            (PlanOf([now]) with { Cases = [Guid.NewGuid()] }, "cases"),
            (PlanOf([now]) with { Institution = "1002" }, "cases"),
        ];
        foreach (var (plan, field) in bad)
            (await city.Conferences.PlanAsync(city.Staff(), plan, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Invalid>(field).Field.ShouldBe(field);
    }

    private static ConferencePlan PlanOf(IReadOnlyList<Case> cases) => new(
        null, null, new DateTimeOffset(2025, 1, 20, 15, 0, 0, TimeSpan.FromHours(9)), 60, ["校長", "養護教諭"], [.. cases.Select(c => c.Id)], Fit: false);

    private static async Task<(Conference Conference, IReadOnlyList<Guid> LeftOver)> PlanAsync(CaseCity city, IReadOnlyList<Case> cases)
    {
        var outcome = await city.Conferences.PlanAsync(city.Staff(), PlanOf(cases), (_, _) => Task.CompletedTask, Ct);
        var done = outcome.ShouldBeOfType<ConferenceOutcome.Done>(outcome.ToString());
        return (done.Conference, done.LeftOver);
    }

    private static Task Unlogged(Conference conference, IReadOnlyList<Guid> children, CancellationToken ct) => Task.CompletedTask;
}
