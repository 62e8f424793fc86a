using ChildLink.Casework.Cases;
using ChildLink.Casework.Grants;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Tests.Product.Casework;

/// <summary>個別提供: who proposes, decides and ends, and what is refused on the way.</summary>
public sealed class GrantDecisionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_works_on_the_case_ends_it_and_so_does_its_close()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var first = await city.ApprovedAsync(Ct);
        var ended = GrantCity.Done(await city.Book.EndAsync(city.Staff, first.Id, first.Version, GrantCity.Unlogged, Ct));
        (ended.State, ended.EndedBy, ended.DecidedBy).ShouldBe(("ended", CaseCity.Worker, CaseCity.Second));
        await city.NothingAsync(city.School(), Ct);
        (await city.Book.EndAsync(city.Second, first.Id, ended.Version, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.Decided>();

        var second = await city.ApprovedAsync(Ct);
        await city.SeenAsync(city.School(), Ct);
        await city.Cases.DoneAsync(city.Case, new CaseCommand.Close(city.Case.Version, "mistaken", "誤って開いた"), Ct);
        await city.NothingAsync(city.School(), Ct);
        (await city.Book.EndAsync(city.Staff, second.Id, second.Version, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();

        // The next case of the child begins anew: what ended with the one before is in nobody's way.
        var next = await city.Cases.OpenAsync(city.Child, Ct);
        var proposed = GrantCity.Done(await city.Book.ProposeAsync(city.Cases.Staff(CaseCity.Worker, next.Id), city.Request, GrantCity.Unlogged, Ct));
        GrantCity.Done(await city.Book.ApproveAsync(city.Cases.Staff(CaseCity.Second, next.Id), proposed.Id, proposed.Version, GrantCity.Unlogged, Ct));
        (await city.ReceivedAsync(city.School(), Ct)).ShouldBe([proposed.Id]);
    }

    [Fact]
    public async Task Whoever_acts_for_the_institution_too_does_not_approve_what_it_would_see()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var proposed = await city.ProposedAsync(Ct);
        await city.Planted.RunAsync("""
            insert into read.assignments (tenant_id, id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by)
            values ('152242', gen_random_uuid(), 'urn:test', $1, 'user-entity', '1001', '{child-support}', '2024-01-01', '2027-01-01', 'a', 'b')
            """, Ct, CaseCity.Second);

        (await city.Book.ApproveAsync(city.Second, proposed.Id, 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.SamePerson>();
        GrantCity.Done(await city.Book.ApproveAsync(city.Cases.Staff("worker-3", city.Case.Id), proposed.Id, 1, GrantCity.Unlogged, Ct));
    }

    [Fact]
    public async Task Nobody_approves_alone_and_of_two_at_once_the_second_sees_a_conflict()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var proposed = await city.ProposedAsync(Ct);
        (await city.Book.ApproveAsync(city.Staff, proposed.Id, 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.SamePerson>();
        (await city.Book.RefuseAsync(city.Staff, proposed.Id, 1, "理由", GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.SamePerson>();
        (await city.Book.RefuseAsync(city.Second, proposed.Id, 1, " ", GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.Invalid>().Field.ShouldBe("reason");
        (await city.Book.ProposeAsync(city.Second, city.Request, GrantCity.Unlogged, Ct)).ShouldBe(new GrantOutcome.AlreadyGranted(proposed.Id));

        var third = city.Cases.Staff("worker-3", city.Case.Id);
        var outcomes = await Task.WhenAll(
            city.Book.ApproveAsync(city.Second, proposed.Id, 1, GrantCity.Unlogged, Ct),
            city.Book.RefuseAsync(third, proposed.Id, 1, "不要", GrantCity.Unlogged, Ct),
            city.Book.ApproveAsync(third, proposed.Id, 1, GrantCity.Unlogged, Ct));
        outcomes.Count(o => o is GrantOutcome.Done).ShouldBe(1);
        outcomes.Count(o => o is GrantOutcome.Conflict { Version: 2 }).ShouldBe(2);
        (await city.Planted.City.Database.AskAsync<long>($"select count(*) from events.mt_events where stream_id = '{proposed.Id}'", Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_proposals_at_once_one_stands()
    {
        await using var city = await GrantCity.CreateAsync(Ct);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => city.Book.ProposeAsync(city.Staff, city.Request, GrantCity.Unlogged, Ct)));

        outcomes.Count(o => o is GrantOutcome.Done).ShouldBe(1);
        outcomes.Count(o => o is GrantOutcome.AlreadyGranted).ShouldBe(4);
    }

    [Fact]
    public async Task What_is_wrong_names_its_field_and_leaves_nothing()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        foreach (var (field, request) in new[]
        {
            ("item", city.Request with { Item = "epds.total" }), ("item", city.Request with { Item = "checkup-3y.obesity" }), ("item", city.Request with { Item = "child.address" }),
            ("item", city.Request with { Item = "result.factors" }), ("item", city.Request with { Item = "checkup-3y.child" }), ("item", city.Request with { Item = "no such" }),
            ("basis", city.Request with { Basis = "APPI-69-2-2" }), ("institution", city.Request with { Institution = "1002" }), ("until", city.Request with { Until = city.Now }),
            ("until", city.Request with { From = new(2030, 3, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2030, 4, 1, 0, 0, 0, TimeSpan.Zero) }),
        })
        {
            if (request.From is { } from)
                city.Now = from.AddDays(-1);
            (await city.Book.ProposeAsync(city.Staff, request, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.Invalid>(request.ToString()).Field.ShouldBe(field);
        }

        // No log, no grant.
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() =>
            city.Book.ProposeAsync(city.Staff, city.Request, (_, _) => throw new DisclosureLogUnavailableException(new IOException()), Ct));
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from read.grants", Ct)).ShouldBe(0);
        (await city.Planted.City.Database.AskAsync<long>("select count(*) from events.mt_events where type like 'grant%'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_case_of_others_and_a_conflict_of_interest_are_answered_as_nothing()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var other = await city.Cases.OpenAsync(await city.Planted.AddChildAsync(2, Ct), Ct, person: "worker-9");
        var proposed = await city.ProposedAsync(Ct);
        var blocked = city.Second with { BlockedChildren = BlockedChildren.Of([city.Child]) };
        foreach (var caller in new[] { blocked, city.Cases.Staff("worker-9", other.Id), city.Cases.Staff("worker-9"), city.Cases.Staff("worker-9", Guid.NewGuid()) })
        {
            (await city.Book.ApproveAsync(caller, proposed.Id, 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();
            (await city.Book.RefuseAsync(caller, proposed.Id, 1, "x", GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();
            (await city.Book.EndAsync(caller, proposed.Id, 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();
            using var scope = city.Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
            (await city.Views.ListAsync(scope, Ct)).ShouldBeEmpty();
        }

        (await city.Book.ApproveAsync(city.Second, Guid.NewGuid(), 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();
        (await city.Book.ProposeAsync(blocked, city.Request, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotFound>();
        using var own = city.Planted.City.Gateway.Open(city.Cases.Staff(), "test", Guid.NewGuid());
        (await city.Views.ListAsync(own, Ct)).ShouldHaveSingleItem().Grant.Id.ShouldBe(proposed.Id);
    }

    [Fact]
    public async Task What_rests_on_a_case_statute_names_who_sees_it()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        (await city.Book.ProposeAsync(city.Staff, city.Request with { Persons = null }, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.Invalid>().Field.ShouldBe("persons");

        // Under a statute that carries no case it is the institution's to say who works with it.
        var shipped = city.Planted.City.City;
        using var other = new Screening.MunicipalityCopy().Replace(
            "provisions/checkup-3y.yaml", "      statute: 児童福祉法\n      article: 25条の3", "      statute: 学校保健安全法\n      article: 9条");
        city.Use(other.City, city.Planted.City.Policy);
        var grant = await city.ApprovedAsync(Ct, city.Request with { Persons = null });
        await city.SeenAsync(city.School(person: "colleague"), Ct);

        // Nor does a grant to all staff open anything once its terms demand names.
        await city.Planted.RunAsync("update read.grants set authority = '児童福祉法25条の3' where id = $1", Ct, grant.Id);
        city.Use(shipped, city.Planted.City.Policy);
        await city.NothingAsync(city.School(person: "colleague"), Ct);
        await city.NothingAsync(city.School(), Ct);
        using var scope = city.Planted.City.Gateway.Open(city.Staff, "test", Guid.NewGuid());
        (await city.Views.FindAsync(scope, grant.Id, Ct)).ShouldNotBeNull().ClosedBy.ShouldBe("basis");
    }

    [Fact]
    public async Task Approval_asks_again_whether_everything_still_holds()
    {
        await using var city = await GrantCity.CreateAsync(Ct);
        var proposed = await city.ProposedAsync(Ct);
        await city.Planted.RunAsync("update vault.residents set school_code = '1002' where resident_id = $1", Ct, city.Child);

        (await city.Book.ApproveAsync(city.Second, proposed.Id, 1, GrantCity.Unlogged, Ct)).ShouldBeOfType<GrantOutcome.NotPossible>();
        GrantCity.Done(await city.Book.RefuseAsync(city.Second, proposed.Id, 1, "転校した", GrantCity.Unlogged, Ct)).State.ShouldBe("refused");
        using var scope = city.Planted.City.Gateway.Open(city.Staff, "test", Guid.NewGuid());
        var shown = (await city.Views.ListAsync(scope, Ct)).ShouldHaveSingleItem();
        scope.Json.WriteStartArray();
        foreach (var text in new[] { shown.Reason, shown.Trigger, shown.Refusal })
            text.Write(scope);
        scope.Json.WriteEndArray();
        System.Text.Encoding.UTF8.GetString((await scope.ReleaseAsync(Ct)).Span).ShouldBe($"""["{GrantCity.Reason}","{GrantCity.Trigger}","転校した"]""");
        (await city.Cases.CountAsync("転校した", Ct)).ShouldBe(0);
    }
}
