using ChildLink.Casework.Cases;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Casework;

/// <summary>A case from its opening to its end.</summary>
public sealed class CaseLifeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_goes_from_candidate_to_outcome()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        (now.State, now.Class, now.DecidedBy, now.Awaits).ShouldBe(("decided", "b", CaseCity.Second, false));

        now = await city.DoneAsync(now, CaseCity.PlanOf(now), Ct);
        (now.State, now.NextReviewOn).ShouldBe(("supported", new DateOnly(2025, 3, 1)));
        now = await city.DoneAsync(now, new CaseCommand.Note(now.Version, "登校が増えた", null, new DateOnly(2025, 4, 1)), Ct);
        now.NextReviewOn.ShouldBe(new DateOnly(2025, 4, 1));
        now = await city.DoneAsync(now, new CaseCommand.RecordOutcome(now.Version, "improved", "表情が明るい"), Ct);
        now = await city.DoneAsync(now, new CaseCommand.Close(now.Version, "finished", "安定した"), Ct);

        (now.State, now.Outcome, now.NextReviewOn, now.Version).ShouldBe(("closed", "improved", null, 7L));
        (await city.DoAsync(now, new CaseCommand.Note(now.Version, "その後", null, null), Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.Planted.City.Database.AskAsync<string>("select string_agg(type, ' ' order by version) from events.mt_events where type like 'case_%'", Ct))
            .ShouldBe("case_opened case_proposed case_confirmed case_planned case_noted case_outcome_recorded case_closed");
        (await city.OpenAsync(now.Child, Ct)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_no_candidate_is_answered_like_nobody()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var other = await city.Planted.AddChildAsync(1, Ct, candidate: false);
        var gone = await city.Planted.AddChildAsync(2, Ct, movedOut: new DateOnly(2025, 1, 1));

        foreach (var child in new[] { other, gone, Guid.NewGuid() })
            (await city.Book.OpenAsync(city.Narrower(), new CaseOpening(child, null, null), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
    }

    [Fact]
    public async Task A_consultation_opens_a_case_without_a_run()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await city.Planted.AddChildAsync(1, Ct, inRun: false);
        await city.Planted.AddAdultAsync(2, "H2", Ct);

        var opened = (await city.Book.OpenAsync(city.Staff(), new CaseOpening(null, "0000000001", null), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.Done>().Case;

        (opened.Child, opened.Run, opened.Institution).ShouldBe((child, null, "1001"));
        foreach (var code in new[] { "0000000002", "9999999999" })
            (await city.Book.OpenAsync(city.Staff(), new CaseOpening(null, code, null), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
        foreach (var wrong in new[] { new CaseOpening(child, null, null), new CaseOpening(null, null, null), new CaseOpening(null, "x'--", null) })
            (await city.Book.OpenAsync(city.Staff(), wrong, CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.Invalid>();
    }

    [Fact]
    public async Task A_child_has_one_open_case_however_many_open_one_at_once()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var child = await city.Planted.AddChildAsync(1, Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            i => city.Book.OpenAsync(city.Narrower($"worker-{i}"), new CaseOpening(child, null, null), CaseCity.Unlogged, Ct)));

        var opened = outcomes.OfType<CaseOutcome.Done>().ShouldHaveSingleItem().Case;
        outcomes.OfType<CaseOutcome.AlreadyOpen>().Select(o => o.Id).ShouldBe(Enumerable.Repeat(opened.Id, 5));
    }

    [Fact]
    public async Task A_decision_needs_a_second_person()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var opened = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);
        Code(await city.DoAsync(opened, new CaseCommand.Confirm(1), Ct, CaseCity.Second)).ShouldBe("nothing-proposed");
        var proposed = await city.DoneAsync(opened, new CaseCommand.Propose(1, "a", "理由", null), Ct);
        (proposed.Class, proposed.State).ShouldBe((null, "open"));

        Code(await city.DoAsync(proposed, new CaseCommand.Confirm(2), Ct)).ShouldBe("same-person");
        Code(await city.DoAsync(proposed, new CaseCommand.SendBack(2, "自分で"), Ct)).ShouldBe("same-person");
        Code(await city.DoAsync(proposed, new CaseCommand.Propose(2, "d", "別案", null), Ct, CaseCity.Second)).ShouldBe("already-proposed");
        var back = await city.DoneAsync(proposed, new CaseCommand.SendBack(2, "学校の話も聞く"), Ct, CaseCity.Second);
        (back.ProposedClass, back.Class).ShouldBe((null, null));
        (await city.TextsAsync(city.Staff(ofCase: back.Id), back.Id, Ct))["3.answer"].ShouldBe("学校の話も聞く");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told_of_the_conflict()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var opened = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            i => city.DoAsync(opened, new CaseCommand.Propose(1, "abcdb"[i].ToString(), $"理由{i}", null), Ct, $"worker-{i}")));

        outcomes.OfType<CaseOutcome.Done>().ShouldHaveSingleItem();
        outcomes.OfType<CaseOutcome.Conflict>().Select(c => c.Version).ShouldBe([2, 2, 2, 2]);
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from read.case_entries", Ct)).ShouldBe(2);
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from events.mt_events where type like 'case_%'", Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_log_entry_nothing_is_written()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var opened = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);

        await Should.ThrowAsync<InvalidOperationException>(() => city.Book.DoAsync(
            city.Staff(ofCase: opened.Id), opened.Id, new CaseCommand.Propose(1, "a", "理由", null), (_, _) => throw new InvalidOperationException("no log"), Ct));

        (await city.Planted.City.Database.AskAsync<long>("select version from read.cases", Ct)).ShouldBe(1);
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from read.case_texts", Ct)).ShouldBe(0);
        await city.DoneAsync(opened, new CaseCommand.Propose(1, "a", "理由", null), Ct);
    }

    [Fact]
    public async Task What_does_not_fit_the_state_is_refused()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var opened = await city.OpenAsync(await city.Planted.AddChildAsync(1, Ct), Ct);

        Code(await city.DoAsync(opened, CaseCity.PlanOf(opened), Ct)).ShouldBe("not-decided");
        Code(await city.DoAsync(opened, new CaseCommand.RecordOutcome(1, "improved", "良い"), Ct)).ShouldBe("not-decided");
        Code(await city.DoAsync(opened, new CaseCommand.Close(1, "finished", "終わり"), Ct)).ShouldBe("not-finished");
        Code(await city.DoAsync(opened, new CaseCommand.Close(1, "no-support", "不要"), Ct)).ShouldBe("not-finished");
        var none = await city.DecidedAsync(Ct, number: 2, decision: "d");
        Code(await city.DoAsync(none, CaseCity.PlanOf(none), Ct)).ShouldBe("not-decided");
        (await city.DoneAsync(none, new CaseCommand.Close(none.Version, "no-support", "不要"), Ct)).State.ShouldBe("closed");
    }

    [Fact]
    public async Task A_case_ends_only_with_what_the_register_says_or_what_two_decided()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        Code(await city.DoAsync(now, new CaseCommand.Close(now.Version, "mistaken", "誤り"), Ct)).ShouldBe("not-finished");
        foreach (var cause in new[] { "moved-out", "came-of-age" })
            (await city.DoAsync(now, new CaseCommand.Close(now.Version, cause, "転出など"), Ct)).ShouldBeOfType<CaseOutcome.Invalid>(cause).Field.ShouldBe("cause");
        await city.Planted.RunAsync("update vault.residents set moved_out_on = '2025-02-01', birth_date = '2007-01-12'", Ct);
        foreach (var cause in new[] { "moved-out", "came-of-age" })
            (await city.DoAsync(now, new CaseCommand.Close(now.Version, cause, "まだ"), Ct)).ShouldBeOfType<CaseOutcome.Invalid>(cause);
        await city.Planted.RunAsync("update vault.residents set moved_out_on = '2025-01-11', birth_date = '2016-05-05'", Ct);
        (await city.DoneAsync(now, new CaseCommand.Close(now.Version, "moved-out", "転出"), Ct)).State.ShouldBe("closed");

        var grown = await city.DecidedAsync(Ct, number: 2);
        await city.Planted.RunAsync("update vault.residents set birth_date = '2007-01-11' where resident_id = $1", Ct, grown.Child);
        (await city.DoneAsync(grown, new CaseCommand.Close(grown.Version, "came-of-age", "成人"), Ct)).State.ShouldBe("closed");
        var opened = await city.OpenAsync(await city.Planted.AddChildAsync(3, Ct), Ct);
        (await city.DoneAsync(opened, new CaseCommand.Close(1, "mistaken", "取り違え"), Ct)).State.ShouldBe("closed");
    }

    [Fact]
    public async Task Bad_input_is_told_by_its_field_and_never_repeated()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        var v = now.Version;
        var day = new DateOnly(2025, 3, 1);
        PlannedMeasure fine = new("teacher-word", "声", "1001", null, null);
        (CaseCommand Command, string Field)[] bad =
        [
            (new CaseCommand.Propose(v, "e", "理由", null), "class"),
            (new CaseCommand.Propose(v, "a", " ", null), "reason"),
            (new CaseCommand.Propose(v, "a", "x\u0000y", null), "reason"),
            (new CaseCommand.Propose(v, "a", new string('あ', 4001), null), "reason"),
            (new CaseCommand.Plan(v, "目標", new DateOnly(2025, 1, 11), [fine]), "reviewOn"),
            (new CaseCommand.Plan(v, "目標", new DateOnly(2026, 1, 12), [fine]), "reviewOn"),
            (new CaseCommand.Plan(v, "目標", day, []), "measures"),
            (new CaseCommand.Plan(v, "目標", day, [fine with { Kind = "prison" }]), "measures.kind"),
            (new CaseCommand.Plan(v, "目標", day, [fine with { Institution = null }]), "measures.institution"),
            (new CaseCommand.Plan(v, "目標", day, [fine with { Institution = "9999" }]), "measures.institution"),
            (new CaseCommand.Plan(v, "目標", day, [fine with { Staff = "a\u0001" }]), "measures.staff"),
            (new CaseCommand.Plan(v, "目標", day, [fine with { Text = new string('x', 501) }]), "measures.text"),
            (new CaseCommand.Note(v, "見た", new DateOnly(2025, 1, 12), null), "on"),
            (new CaseCommand.RecordOutcome(v, "wonderful", "良い"), "outcome"),
            (new CaseCommand.Close(v, "tired", "疲れた"), "cause"),
        ];

        foreach (var (command, field) in bad)
        {
            var wrong = (await city.DoAsync(now, command, Ct)).ShouldBeOfType<CaseOutcome.Invalid>(command.GetType().Name + field);
            wrong.Field.ShouldBe(field);
            foreach (var word in new[] { "prison", "9999", "wonderful", "tired" })
                wrong.Message.ShouldNotContain(word);
        }

        (await city.Planted.City.Database.AskAsync<long>("select version from read.cases", Ct)).ShouldBe(v);
    }

    [Fact]
    public async Task What_people_write_is_sealed_everywhere_and_opens_for_the_case_alone()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        now = await city.DoneAsync(now, CaseCity.PlanOf(now, "秘密の目標", "秘密の方策"), Ct);
        var other = await city.DecidedAsync(Ct, number: 2);

        foreach (var secret in new[] { "秘密の目標", "秘密の方策", "理由1" })
            (await city.CountAsync(secret, Ct)).ShouldBe(0, secret);
        var texts = await city.TextsAsync(city.Staff(CaseCity.Second, now.Id), now.Id, Ct);
        texts["2.reason"].ShouldBe("理由1");
        texts["4.goal"].ShouldBe("秘密の目標");
        texts["4.measure.1"].ShouldBe("秘密の方策");

        // Another case as context, somebody who is not the worker, and other roles.
        (await city.TextsAsync(city.Staff(CaseCity.Worker, other.Id), now.Id, Ct)).ShouldBeEmpty();
        (await city.TextsAsync(city.Staff("worker-9"), now.Id, Ct)).ShouldBeEmpty();
        foreach (var caller in new[] { city.Planted.Steward, city.Planted.Analyst, city.Planted.SchoolOf("1001"), city.Narrower(), city.Planted.City.Caller("privacy-officer", "audit") })
            (await city.TextsAsync(caller, now.Id, Ct)).ShouldBeEmpty(caller.Role);
        (await city.DoAsync(now, new CaseCommand.Note(now.Version, "見た", null, null), Ct, "worker-9")).ShouldBeOfType<CaseOutcome.Done>();
        (await city.Book.DoAsync(city.Staff("worker-9"), other.Id, new CaseCommand.Note(other.Version, "見た", null, null), CaseCity.Unlogged, Ct))
            .ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.Book.DoAsync(city.Staff(CaseCity.Worker, now.Id), other.Id, new CaseCommand.Note(other.Version, "見た", null, null), CaseCity.Unlogged, Ct))
            .ShouldBeOfType<CaseOutcome.NotFound>();
    }

    [Fact]
    public async Task A_list_tells_the_child_of_ones_own_cases_only()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var mine = await city.DecidedAsync(Ct);
        var theirs = await city.OpenAsync(await city.Planted.AddChildAsync(2, Ct), Ct, CaseCity.Second);

        var body = await ListAsync(city, city.Staff(), new CaseQuery());

        body.ShouldContain(mine.Child.ToString());
        body.ShouldContain(theirs.Id.ToString());
        body.ShouldNotContain(theirs.Child.ToString());
        (await ListAsync(city, city.Planted.City.Caller("steward", "steering"), new CaseQuery())).ShouldNotContain(mine.Child.ToString());
        (await ListAsync(city, city.Staff(), new CaseQuery(Class: "b"))).ShouldNotContain(theirs.Id.ToString());
        (await ListAsync(city, city.Staff(), new CaseQuery(Worker: CaseCity.Second))).ShouldNotContain(mine.Id.ToString());
    }

    [Fact]
    public async Task Steering_is_told_neither_school_nor_worker_and_cannot_ask_by_them()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        await city.DecidedAsync(Ct);
        var steward = city.Planted.City.Caller("steward", "steering");
        using var scope = city.Planted.City.Gateway.Open(steward, "test", Guid.NewGuid());

        var shown = (await city.Views.ReadPageAsync(scope, new CaseQuery(), Ct)).Page.ShouldNotBeNull().Cases.ShouldHaveSingleItem();
        (shown.Case.Class, shown.Case.Institution, shown.Case.Worker).ShouldBe(("b", null, ""));
        foreach (var (query, field) in new[] { (new CaseQuery(Institution: "1001"), "institution"), (new CaseQuery(Worker: CaseCity.Worker), "worker") })
            (await city.Views.ReadPageAsync(scope, query, Ct)).Fault.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe(field);
    }

    [Fact]
    public async Task Reviews_are_due_on_their_day()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var now = await city.DecidedAsync(Ct);
        now = await city.DoneAsync(now, CaseCity.PlanOf(now), Ct);

        city.Planted.City.Time.Now = new DateTimeOffset(2025, 2, 28, 23, 59, 59, TimeSpan.FromHours(9));
        (await ListAsync(city, city.Staff(), new CaseQuery(Due: true))).ShouldNotContain(now.Id.ToString());
        city.Planted.City.Time.Now = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.FromHours(9));
        (await ListAsync(city, city.Staff(), new CaseQuery(Due: true))).ShouldContain(now.Id.ToString());
    }

    private static async Task<string> ListAsync(CaseCity city, Caller caller, CaseQuery query)
    {
        using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        var (page, _) = await city.Views.ReadPageAsync(scope, query, Ct);
        scope.Json.WriteStartArray();
        foreach (var shown in page!.Cases)
        {
            scope.Json.WriteStringValue(shown.Case.Id);
            shown.WriteChild(scope);
        }

        scope.Json.WriteEndArray();
        return System.Text.Encoding.UTF8.GetString((await scope.ReleaseAsync(Ct)).Span);
    }

    private static string Code(CaseOutcome outcome) => outcome.ShouldBeOfType<CaseOutcome.Refused>(outcome.ToString()).Code;
}
