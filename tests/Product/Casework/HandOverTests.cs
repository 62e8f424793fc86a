using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>引継ぎ: raised by the register, handed over, received.</summary>
public sealed class HandOverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_in_the_register_raises_one_task_however_often_one_looks()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        (await WaitingAsync(city, city.Staff())).ShouldBeEmpty();

        await RegisterAsync(city, now, "school_code = '1002'");

        var first = (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver;
        (first.Cause, first.State, first.To).ShouldBe(("school-change", "due", "1002"));
        (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Id.ShouldBe(first.Id);
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from read.hand_overs", Ct)).ShouldBe(0);
    }

    [Theory]
    [InlineData("grade = '6'", "grade-6-7")]
    [InlineData("birth_date = '2007-03-01'", "age-18")]
    [InlineData("moved_out_on = '2025-01-11'", "moved-out")]
    public async Task Each_change_has_its_cause(string change, string cause)
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        await RegisterAsync(city, now, change);

        (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task A_worker_who_may_not_work_on_cases_any_more_raises_a_task()
    {
        await using var city = await CityAsync();
        await city.DecidedAsync(Ct);
        await city.Planted.RunAsync("update read.assignments set ended_at = $1 where person = $2", Ct, city.Planted.City.Time.GetUtcNow(), CaseCity.Worker);

        (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Cause.ShouldBe("staff-change");
    }

    [Fact]
    public async Task An_assignment_that_nobody_approved_does_not_count()
    {
        await using var city = await CityAsync();
        await city.DecidedAsync(Ct);
        await city.Planted.RunAsync("update read.assignments set state = 'proposed', approved_by = null where person = $1", Ct, CaseCity.Worker);

        (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Cause.ShouldBe("staff-change");
    }

    [Fact]
    public async Task A_case_goes_only_to_whom_its_cause_concerns()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        await RegisterAsync(city, now, "school_code = '1002'");
        Wrong(await city.DoAsync(now, new CaseCommand.HandOver(now.Version, "school-change", "institution", "1001", "共有を"), Ct)).ShouldBe("to");
        Wrong(await city.DoAsync(now, new CaseCommand.HandOver(now.Version, "school-change", "worker", CaseCity.Second, "共有を"), Ct)).ShouldBe("toKind");
        await RegisterAsync(city, now, "moved_out_on = '2025-01-05', school_code = null");
        Wrong(await city.DoAsync(now, new CaseCommand.HandOver(now.Version, "moved-out", "institution", "1002", "共有を"), Ct)).ShouldBe("toKind");
        await RegisterAsync(city, now, "moved_out_on = null, birth_date = '2007-01-20'");
        Wrong(await city.DoAsync(now, new CaseCommand.HandOver(now.Version, "age-18", "institution", "1002", "共有を"), Ct)).ShouldBe("toKind");

        (await city.DoneAsync(now, new CaseCommand.HandOver(now.Version, "age-18", "outside", "成人の窓口", "移管"), Ct)).Version.ShouldBe(now.Version + 1);
    }

    [Fact]
    public async Task Until_receipt_the_old_worker_stays_responsible()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        now = await city.DoneAsync(now, new CaseCommand.HandOver(now.Version, "staff-change", "worker", CaseCity.Second, "経過は記録を参照"), Ct);
        now.Worker.ShouldBe(CaseCity.Worker);
        var waiting = (await WaitingAsync(city, city.Staff(CaseCity.Second))).ShouldHaveSingleItem();
        waiting.Shown.Reached.ShouldBeTrue();
        Code(await city.DoAsync(now, new CaseCommand.HandOver(now.Version, "staff-change", "worker", "worker-3", "二重"), Ct)).ShouldBe("already-handed-over");
        Code(await city.DoAsync(now, new CaseCommand.Receive(now.Version, waiting.HandOver.Id, null), Ct, "worker-3")).ShouldBe("hand-over-not-waiting");

        now = await city.DoneAsync(now, new CaseCommand.Receive(now.Version, waiting.HandOver.Id, null), Ct, CaseCity.Second);

        now.Worker.ShouldBe(CaseCity.Second);
        (await WaitingAsync(city, city.Staff(CaseCity.Second))).ShouldBeEmpty();
        Code(await city.DoAsync(now, new CaseCommand.Receive(now.Version, waiting.HandOver.Id, null), Ct, CaseCity.Second)).ShouldBe("hand-over-not-waiting");
        (await city.CountAsync("経過は記録を参照", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task The_new_school_gives_receipt_and_is_told_nothing_of_the_case()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        await RegisterAsync(city, now, "school_code = '1002'");
        now = await city.DoneAsync(now, new CaseCommand.HandOver(now.Version, "school-change", "institution", "1002", "校内で共有を"), Ct);
        var school = city.Planted.SchoolOf("1002");
        var waiting = (await WaitingAsync(city, school)).ShouldHaveSingleItem();
        (waiting.Shown.Reached, waiting.HandOver.State).ShouldBe((true, "handed"));
        (await WaitingAsync(city, city.Planted.SchoolOf("1001"))).ShouldBeEmpty();

        var other = await city.Book.DoAsync(city.Planted.SchoolOf("1001"), now.Id, new CaseCommand.Receive(now.Version, waiting.HandOver.Id, null), CaseCity.Unlogged, Ct);
        other.ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.Book.DoAsync(school, now.Id, new CaseCommand.Note(now.Version, "見た", null, null), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.TextsAsync(school, now.Id, Ct)).ShouldBeEmpty();
        var done = await city.Book.DoAsync(school, now.Id, new CaseCommand.Receive(now.Version, waiting.HandOver.Id, null), CaseCity.Unlogged, Ct);

        done.ShouldBeOfType<CaseOutcome.Done>().Case.Institution.ShouldBe("1002");
        (await WaitingAsync(city, school)).ShouldBeEmpty();
        (await WaitingAsync(city, city.Staff())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_who_moved_out_stays_until_the_other_city_gave_receipt()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        await RegisterAsync(city, now, "moved_out_on = '2025-01-05', school_code = null");
        (await NamesAsync(city, city.Staff())).ShouldBe([ViewCity.Name(1)]);
        (await NamesAsync(city, city.Narrower())).ShouldBeEmpty();

        now = await city.DoneAsync(now, new CaseCommand.HandOver(now.Version, "moved-out", "outside", "隣市 こども家庭センター", "ケース移管"), Ct);
        (await NamesAsync(city, city.Staff())).ShouldBe([ViewCity.Name(1)]);
        var task = (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Id;
        (await city.DoAsync(now, new CaseCommand.Receive(now.Version, task, null), Ct)).ShouldBeOfType<CaseOutcome.Invalid>().Field.ShouldBe("words");
        now = await city.DoneAsync(now, new CaseCommand.Receive(now.Version, task, "1月20日付け受領書"), Ct);

        now.State.ShouldBe("closed");
        (await NamesAsync(city, city.Staff())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cause_that_the_register_does_not_say_is_refused()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        (CaseCommand.HandOver Command, string Field)[] bad =
        [
            (new(now.Version, "moved-out", "outside", "隣市", "移管"), "cause"),
            (new(now.Version, "boredom", "worker", CaseCity.Second, "移管"), "cause"),
            (new(now.Version, "staff-change", "outside", "隣市", "移管"), "toKind"),
            (new(now.Version, "staff-change", "friend", "x", "移管"), "toKind"),
            (new(now.Version, "staff-change", "worker", CaseCity.Worker, "移管"), "to"),
            (new(now.Version, "staff-change", "institution", "1001", "移管"), "toKind"),
            (new(now.Version, "grade-6-7", "institution", "9999", "移管"), "to"),
            (new(now.Version, "grade-6-7", "outside", "隣市", "移管"), "toKind"),
            (new(now.Version, "staff-change", "worker", CaseCity.Second, ""), "note"),
        ];
        foreach (var (command, field) in bad)
            (await city.DoAsync(now, command, Ct)).ShouldBeOfType<CaseOutcome.Invalid>(field).Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_hand_over_that_was_taken_back_can_be_made_again()
    {
        await using var city = await CityAsync();
        var now = await city.DecidedAsync(Ct);
        await RegisterAsync(city, now, "school_code = '1002'");
        var hand = new CaseCommand.HandOver(now.Version, "school-change", "institution", "1002", "共有を");
        now = await city.DoneAsync(now, hand, Ct);
        var id = (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.Id;
        now = await city.DoneAsync(now, new CaseCommand.Withdraw(now.Version, id), Ct);

        (await WaitingAsync(city, city.Staff())).ShouldHaveSingleItem().HandOver.State.ShouldBe("due");
        now = await city.DoneAsync(now, hand with { Version = now.Version }, Ct);
        (await WaitingAsync(city, city.Planted.SchoolOf("1002"))).ShouldHaveSingleItem().HandOver.Id.ShouldBe(id);
        now.Institution.ShouldBe("1001");
    }

    private static async Task<CaseCity> CityAsync()
    {
        var city = await CaseCity.CreateAsync(Ct);
        foreach (var person in new[] { CaseCity.Worker, CaseCity.Second })
        {
            await city.Planted.RunAsync("""
                insert into read.assignments (tenant_id, id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by)
                values ($1, gen_random_uuid(), 'urn:childlink:test', $2, 'narrower', null, '{narrowing,case-work}', '2024-01-01', '2027-01-01', 'a', 'b')
                """, Ct, ViewCity.Tenant, person);
        }

        return city;
    }

    private static Task RegisterAsync(CaseCity city, Case now, string change) =>
        city.Planted.RunAsync($"update vault.residents set {change} where resident_id = $1", Ct, now.Child);

    private static async Task<IReadOnlyList<ShownHandOver>> WaitingAsync(CaseCity city, Caller caller)
    {
        using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        return await city.HandOvers.WaitingAsync(scope, Ct);
    }

    private static async Task<IEnumerable<string?>> NamesAsync(CaseCity city, Caller caller) =>
        ViewCity.Items((await city.Planted.ListAsync(caller, new ChildQuery(), Ct)).Body).Select(i => i.GetProperty("name").GetString());

    private static string Wrong(CaseOutcome outcome) => outcome.ShouldBeOfType<CaseOutcome.Invalid>(outcome.ToString()).Field;

    private static string Code(CaseOutcome outcome) => outcome.ShouldBeOfType<CaseOutcome.Refused>(outcome.ToString()).Code;
}
