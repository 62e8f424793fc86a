using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

public sealed class AssignmentProposalTests
{
    private const string Tenant = "152242";
    private const string Issuer = "urn:idp";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_in_force_before_another_person_approved_it()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var id = Done(await ProposeAsync(city, book, "analyst-1"));

        (await book.OfPersonAsync(Tenant, Issuer, "analyst-1", Ct)).ShouldBeEmpty();
        (await ApproveAsync(city, book, id, "steward-1")).ShouldBeOfType<AssignmentBook.Outcome.SamePerson>();
        (await ApproveAsync(city, book, id, "ＳＴＥＷＡＲＤ－１")).ShouldBeOfType<AssignmentBook.Outcome.SamePerson>();
        (await ApproveAsync(city, book, id, "analyst-1")).ShouldBeOfType<AssignmentBook.Outcome.SamePerson>();
        (await ApproveAsync(city, book, Guid.NewGuid(), "officer-1")).ShouldBeOfType<AssignmentBook.Outcome.NotFound>();
        (await book.OfPersonAsync(Tenant, Issuer, "analyst-1", Ct)).ShouldBeEmpty();

        Done(await ApproveAsync(city, book, id, "officer-1"));
        var held = (await book.OfPersonAsync(Tenant, Issuer, "analyst-1", Ct)).ShouldHaveSingleItem();
        held.IsInForce(city.Time.Now).ShouldBeTrue();
        held.ApprovedBy.ShouldBe("officer-1");
        (await ApproveAsync(city, book, id, "officer-2")).ShouldBeOfType<AssignmentBook.Outcome.AlreadyDecided>();
        (await city.Database.AskAsync<string>($"select string_agg(type, ' ' order by version) from events.mt_events where stream_id = '{id}'", Ct))
            .ShouldBe("assignment_proposed assignment_approved");
    }

    [Fact]
    public async Task A_begin_in_the_future_waits_for_it()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var id = Done(await ProposeAsync(city, book, "analyst-1", from: city.Time.Now.AddDays(80)));
        Done(await ApproveAsync(city, book, id, "officer-1"));

        var held = (await book.OfPersonAsync(Tenant, Issuer, "analyst-1", Ct)).ShouldHaveSingleItem();
        held.IsInForce(city.Time.Now.AddDays(80).AddMilliseconds(-1)).ShouldBeFalse();
        held.IsInForce(city.Time.Now.AddDays(80)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_or_withdrawn_proposal_never_comes_into_force()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var first = Done(await ProposeAsync(city, book, "analyst-1"));
        (await book.RefuseAsync(Tenant, first, "officer-1", " ", None, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Invalid>().Field.ShouldBe("reason");
        (await book.RefuseAsync(Tenant, first, "analyst-1", "no", None, Ct)).ShouldBeOfType<AssignmentBook.Outcome.SamePerson>();
        Done(await book.RefuseAsync(Tenant, first, "officer-1", "no need", None, Ct));
        (await ApproveAsync(city, book, first, "officer-2")).ShouldBeOfType<AssignmentBook.Outcome.AlreadyDecided>();

        var second = Done(await ProposeAsync(city, book, "analyst-1"));
        (await book.WithdrawAsync(Tenant, second, "steward-2", None, Ct)).ShouldBeOfType<AssignmentBook.Outcome.NotFound>();
        Done(await book.WithdrawAsync(Tenant, second, "steward-1", None, Ct));
        (await ApproveAsync(city, book, second, "officer-2")).ShouldBeOfType<AssignmentBook.Outcome.AlreadyDecided>();
        (await book.OfPersonAsync(Tenant, Issuer, "analyst-1", Ct)).ShouldBeEmpty();
        (await book.EndAsync(Tenant, second, "steward-1", _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.NotFound>();
    }

    [Fact]
    public async Task The_privacy_officer_is_never_steward_at_the_same_time()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var until = city.Time.Now.AddDays(30);
        Done(await ProposeAsync(city, book, "person-1", "steward", ["steering"], until: until));

        Wrong(await ProposeAsync(city, book, "person-1", "privacy-officer", ["audit"])).Field.ShouldBe("role");
        Wrong(await ProposeAsync(city, book, "ｐｅｒｓｏｎ-1", "privacy-officer", ["audit"])).Field.ShouldBe("role");
        Done(await ProposeAsync(city, book, "person-1", "privacy-officer", ["audit"], from: until));
        Done(await ProposeAsync(city, book, "person-2", "privacy-officer", ["audit"]));
        Wrong(await ProposeAsync(city, book, "person-2", "steward", ["steering"])).Field.ShouldBe("role");
        Wrong(await ProposeAsync(city, book, "pеrson-2", "steward", ["steering"])).Field.ShouldBe("role");
    }

    [Fact]
    public async Task Of_two_that_exclude_each_other_and_are_approved_at_once_one_is_approved()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        // As if both had been proposed by an earlier version, which did not look.
        var ids = new[] { Guid.NewGuid(), Guid.NewGuid() };
        foreach (var (id, role, purpose) in new[] { (ids[0], "steward", "steering"), (ids[1], "privacy-officer", "audit") })
        {
            await city.Database.RunAsync($"""
                insert into read.assignments (tenant_id, id, issuer, person, role, purposes, valid_from, valid_until, granted_by, state)
                values ('{Tenant}', '{id}', '{Issuer}', 'person-1', '{role}', array['{purpose}'], '2025-01-01', '2026-01-01', 'steward-1', 'proposed');
                insert into events.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived) values ('{id}', 'assignment', 1, now(), now(), '{Tenant}', false)
                """, Ct);
        }

        var outcomes = await Task.WhenAll(ids.Select(id => ApproveAsync(city, book, id, "officer-9")));

        outcomes.Count(o => o is AssignmentBook.Outcome.Done).ShouldBe(0, "each is refused beside the other that waits");
        Done(await book.WithdrawAsync(Tenant, ids[1], "steward-1", None, Ct));
        Done(await ApproveAsync(city, book, ids[0], "officer-9"));
    }

    [Fact]
    public async Task Overlapping_assignments_of_one_person_role_and_institution_name_the_other()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var until = city.Time.Now.AddDays(30);
        var first = Done(await ProposeAsync(city, book, "teacher-1", "user-entity", ["child-support"], "1001", until: until));

        Wrong(await ProposeAsync(city, book, "teacher-1", "user-entity", ["child-support"], "1001")).Message.ShouldContain(first.ToString());
        Done(await ProposeAsync(city, book, "teacher-1", "user-entity", ["child-support"], "1002"));
        Done(await ProposeAsync(city, book, "teacher-1", "user-entity", ["child-support"], "1001", from: until));
        Done(await book.WithdrawAsync(Tenant, first, "steward-1", None, Ct));
        Done(await ProposeAsync(city, book, "teacher-1", "user-entity", ["child-support"], "1001", until: until));
    }

    [Theory]
    [InlineData("TEACHER-1")]
    [InlineData("teacher‐1")]
    [InlineData("tеacher-1")]
    [InlineData("teacher-1\u200D")]
    public async Task An_id_that_looks_like_somebody_is_refused_unless_it_is_theirs(string alike)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var until = city.Time.Now.AddDays(30);
        Done(await ProposeAsync(city, book, "teacher-1", until: until));

        var wrong = Wrong(await ProposeAsync(city, book, alike, "analyst", ["linkage"], from: until));
        wrong.Field.ShouldBe("person");
        wrong.Message.ShouldNotContain(alike);
        Done(await ProposeAsync(city, book, "teacher-1", "analyst", ["linkage"], from: until));
    }

    [Fact]
    public async Task The_same_id_under_another_issuer_is_the_same_person_once_the_approver_says_so()
    {
        const string Moved = "https://id.example/new";
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        Done(await ApproveAsync(city, book, Done(await ProposeAsync(city, book, "teacher-1")), "officer-1"));

        Wrong(await ProposeAsync(city, book, "TEACHER-1", issuer: Moved)).Field.ShouldBe("person", "written in another way it is somebody else");
        var moved = Done(await ProposeAsync(city, book, "teacher-1", issuer: Moved));
        var asked = Wrong(await ApproveAsync(city, book, moved, "officer-1"));
        (asked.Field, asked.Message.Contains(Issuer, StringComparison.Ordinal)).ShouldBe(("sameSubject", true));
        (await book.OfPersonAsync(Tenant, Moved, "teacher-1", Ct)).ShouldBeEmpty();
        Done(await ApproveAsync(city, book, moved, "officer-1", sameSubject: true));
        (await book.OfPersonAsync(Tenant, Moved, "teacher-1", Ct)).ShouldHaveSingleItem().Id.ShouldBe(moved);
        (await city.Database.AskAsync<string>($"select data::text from events.mt_events where stream_id = '{moved}' and type = 'assignment_approved'", Ct)).ShouldContain("sameSubject");

        // From now on it is known there, and roles exclude each other under both.
        Done(await ApproveAsync(city, book, Done(await ProposeAsync(city, book, "teacher-1", "analyst", ["linkage"], from: city.Time.Now.AddDays(100), issuer: Moved)), "officer-1"));
        Wrong(await ProposeAsync(city, book, "teacher-1", "system-client", ["on-behalf"], issuer: Moved)).Field.ShouldBe("role");
    }

    [Fact]
    public async Task A_conflict_of_interest_goes_along_to_another_issuer()
    {
        const string Moved = "https://id.example/new";
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        var own = Guid.NewGuid();
        var conflicts = new ConflictBook(city.Database.Source, city.Time);
        var declared = await conflicts.DeclareAsync(Tenant, Issuer, "teacher-1", own, household: false, "teacher-1", (_, _) => Task.CompletedTask, Ct);

        Done(await ApproveAsync(city, book, Done(await ProposeAsync(city, book, "teacher-1", issuer: Moved)), "officer-1"));

        (await book.OfPersonAsync(Tenant, Moved, "teacher-1", Ct)).ShouldHaveSingleItem().Blocked.Children.ShouldBe([own]);
        (await conflicts.DeclareAsync(Tenant, Moved, "teacher-1", own, household: false, "teacher-1", (_, _) => Task.CompletedTask, Ct)).Id.ShouldBe(declared.Id, "it stands already");
    }

    [Fact]
    public async Task The_first_two_people_of_a_municipality_are_named_once()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        Task<AssignmentBook.Outcome> FirstAsync(string steward, string officer) =>
            book.AddFirstAsync(Tenant, city.Policy, Issuer, steward, officer, city.Time.Now.AddDays(300), _ => Task.CompletedTask, Ct);

        (await FirstAsync("a", "Ａ")).ShouldBeOfType<AssignmentBook.Outcome.Invalid>().Field.ShouldBe("officer");
        (await FirstAsync("a", "b")).ShouldBeOfType<AssignmentBook.Outcome.Done>();
        (await FirstAsync("c", "d")).ShouldBeOfType<AssignmentBook.Outcome.AlreadyDecided>();
        (await book.OfPersonAsync(Tenant, Issuer, "b", Ct)).ShouldHaveSingleItem().Role.ShouldBe("privacy-officer");
    }

    [Fact]
    public async Task A_program_holds_no_role_beside_its_own()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var book = new AssignmentBook(city.Database.Source, city.Time);
        Done(await ProposeAsync(city, book, "portal", "system-client", ["on-behalf"]));

        Wrong(await ProposeAsync(city, book, "portal", "analyst", ["screening"])).Field.ShouldBe("role");
        Done(await ProposeAsync(city, book, "analyst-1"));
        Wrong(await ProposeAsync(city, book, "analyst-1", "system-client", ["on-behalf"])).Field.ShouldBe("role");
    }

    internal static Task None(Assignment assignment, CancellationToken ct) => Task.CompletedTask;

    private static Task<AssignmentBook.Outcome> ProposeAsync(
        TestCity city, AssignmentBook book, string person, string role = "analyst", string[]? purposes = null, string? institution = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null, string? issuer = null) => book.ProposeAsync(
        Tenant, city.Policy,
        new Assignment(
            Guid.NewGuid(), issuer ?? Issuer, person, role, institution, purposes ?? ["screening"], from ?? city.Time.Now, until ?? (from ?? city.Time.Now).AddDays(100),
            "steward-1", "nobody-asked", null),
        None, Ct);

    private static Task<AssignmentBook.Outcome> ApproveAsync(TestCity city, AssignmentBook book, Guid id, string approver, bool sameSubject = false) =>
        book.ApproveAsync(Tenant, city.Policy, id, new(approver, sameSubject), None, Ct);

    private static Guid Done(AssignmentBook.Outcome outcome) => outcome.ShouldBeOfType<AssignmentBook.Outcome.Done>(outcome.ToString()).Id;

    private static AssignmentBook.Outcome.Invalid Wrong(AssignmentBook.Outcome outcome) => outcome.ShouldBeOfType<AssignmentBook.Outcome.Invalid>(outcome.ToString());
}
