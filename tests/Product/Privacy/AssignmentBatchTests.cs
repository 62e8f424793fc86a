using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Privacy;

public sealed class AssignmentBatchTests
{
    private const string Tenant = "152242";
    private static readonly Identity Steward = new("urn:idp", "steward-1", false, null, null, []);
    private static readonly DateOnly April = new(2025, 4, 1);
    private static readonly DateOnly March = new(2026, 3, 31);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_foreseen_proposed_and_in_force_from_its_day_once_another_approved()
    {
        await using var town = await Town.CreateAsync();
        var leaving = await town.HoldAsync("teacher-1", "1001");
        var staying = await town.HoldAsync("teacher-2", "1001", until: JapanDay.Start(March.AddDays(1)));
        AssignmentRow[] rows =
        [
            Add(2, "teacher-1", "1002"),
            new(3, "end", "teacher-1", "user-entity", "1001", [], null, April.AddDays(-1)),
            new(4, "add", "teacher-2", "user-entity", "1001", ["child-support"], null, March),
            Add(5, "teacher-3", "1001"),
        ];

        Words(await town.PreviewAsync(rows)).ShouldBe("2:Added 3:Ended 4:Unchanged 5:Added");
        (await town.City.Database.AskAsync<long>("select count(*) from read.assignments", Ct)).ShouldBe(2);
        var batch = (await town.ProposeAsync(rows)).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        (await town.Book.OfPersonAsync(Tenant, Steward.Issuer, "teacher-3", Ct)).ShouldBeEmpty();
        (await town.ApproveAsync(batch.Id, "steward-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.SamePerson>();
        (await town.ApproveAsync(batch.Id, "teacher-3")).ShouldBeOfType<AssignmentBatchBook.Outcome.SamePerson>();
        var single = (await town.Book.AllAsync(Tenant, Ct)).First(a => a.Batch == batch.Id);
        (await town.Book.ApproveAsync(Tenant, town.City.Policy, single.Id, new("officer-1"), AssignmentProposalTests.None, Ct))
            .ShouldBeOfType<AssignmentBook.Outcome.Invalid>().Field.ShouldBe("id");

        (await town.ApproveAsync(batch.Id, "officer-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>();

        (await town.InForceAsync("teacher-1", JapanDay.Start(April).AddTicks(-1))).ShouldBe("1001");
        (await town.InForceAsync("teacher-1", JapanDay.Start(April))).ShouldBe("1002");
        (await town.InForceAsync("teacher-1", JapanDay.Start(March.AddDays(1)))).ShouldBe("");
        (await town.InForceAsync("teacher-3", JapanDay.Start(March.AddDays(1)).AddTicks(-1))).ShouldBe("1001");
        leaving.ShouldNotBe(staying);

        // Once more: nothing is to be done, and nothing is doubled.
        Words(await town.ProposeAsync(rows)).ShouldBe("2:Unchanged 3:Unchanged 4:Unchanged 5:Unchanged");
        (await town.ApproveAsync(batch.Id, "officer-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.AlreadyDecided>();
    }

    [Fact]
    public async Task With_a_fault_in_any_row_nothing_is_proposed()
    {
        await using var town = await Town.CreateAsync();
        AssignmentRow[] rows =
        [
            Add(2, "teacher-1", "1001"),
            Add(3, "teacher-1", "1001"),
            Add(4, "ＴＥＡＣＨＥＲ-1", "1001"),
            Add(5, "teacher-4", null),
            Add(6, "teacher-5", "1001") with { Role = "king" },
            Add(7, "teacher-6", "1001") with { Until = null },
            Add(8, "teacher-7", "1001") with { Until = new DateOnly(2024, 1, 1), From = new DateOnly(2023, 1, 1) },
            Add(9, "teacher-8", "1001") with { Action = "rob" },
            Add(10, "steward-1", "1001"),
            new(11, "end", "nobody", "user-entity", "1001", [], null, null),
        ];

        var plan = (await town.ProposeAsync(rows)).ShouldBeOfType<AssignmentBatchBook.Outcome.Planned>().Changes;

        plan.Where(c => c.Change == AssignmentChange.Fault).Select(c => $"{c.Row}:{c.Field}").ShouldBe(
            ["3:from", "4:person", "5:institution", "6:role", "7:until", "8:until", "9:action", "10:person", "11:person"]);
        plan.Single(c => c.Row == 3).Message!.ShouldContain("row 2");
        (await town.City.Database.AskAsync<long>("select count(*) from read.assignments", Ct)).ShouldBe(0);
        (await town.City.Database.AskAsync<long>("select count(*) from read.assignment_batches", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_whose_place_was_taken_meanwhile_is_not_approved()
    {
        await using var town = await Town.CreateAsync();
        var batch = (await town.ProposeAsync([Add(2, "teacher-1", "1001"), Add(3, "teacher-2", "1001")])).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        await town.HoldAsync("teacher-2", "1001");

        (await town.ApproveAsync(batch.Id, "officer-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.Invalid>().Field.ShouldBe("from");
        (await town.Book.OfPersonAsync(Tenant, Steward.Issuer, "teacher-1", Ct)).ShouldBeEmpty();
        (await town.Batches.RefuseAsync(Tenant, batch.Id, "officer-1", "taken", (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>();
        (await town.Book.AllAsync(Tenant, Ct)).Where(a => a.Batch == batch.Id).ShouldAllBe(a => a.State == AssignmentState.Refused);
    }

    [Fact]
    public async Task An_end_without_a_day_ends_with_the_approval()
    {
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");
        var batch = (await town.ProposeAsync([new(2, "end", "teacher-1", "user-entity", "1001", [], null, null)])).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        town.City.Time.Now = town.City.Time.Now.AddDays(1);
        (await town.InForceAsync("teacher-1", town.City.Time.Now)).ShouldBe("1001");

        await town.ApproveAsync(batch.Id, "officer-1");

        (await town.InForceAsync("teacher-1", town.City.Time.Now.AddTicks(-10))).ShouldBe("1001");
        (await town.InForceAsync("teacher-1", town.City.Time.Now)).ShouldBe("");
    }

    [Fact]
    public async Task An_end_ends_everything_that_would_stand_after_it_also_what_begins_later()
    {
        await using var town = await Town.CreateAsync();
        var now = town.City.Time.Now;
        await town.HoldAsync("teacher-1", "1001", until: now.AddDays(10));
        await town.HoldAsync("teacher-1", "1001", from: now.AddDays(10), until: now.AddDays(20));
        await town.HoldAsync("teacher-1", "1001", from: now.AddDays(30), until: now.AddDays(40));
        await town.HoldAsync("teacher-1", "1002");

        var batch = (await town.ProposeAsync([End(2, "teacher-1") with { Until = JapanDay.Of(now.AddDays(5)) }])).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        batch.Ends.Count.ShouldBe(3);
        await town.ApproveAsync(batch.Id, "officer-1");

        (await town.InForceAsync("teacher-1", now.AddDays(4))).ShouldBe("1001,1002");
        foreach (var later in new[] { 7, 15, 35 })
            (await town.InForceAsync("teacher-1", now.AddDays(later))).ShouldBe("1002");
    }

    [Fact]
    public async Task A_renewal_in_the_list_itself_stays_when_the_list_comes_again()
    {
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");
        AssignmentRow[] rows = [End(2, "teacher-1") with { Until = April.AddDays(-1) }, Add(3, "teacher-1", "1001")];
        var batch = (await town.ProposeAsync(rows)).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        await town.ApproveAsync(batch.Id, "officer-1");

        Words(await town.ProposeAsync(rows)).ShouldBe("2:Unchanged 3:Unchanged");
        (await town.InForceAsync("teacher-1", JapanDay.Start(April))).ShouldBe("1001");
    }

    [Fact]
    public async Task A_second_end_of_an_assignment_is_a_fault_of_its_row()
    {
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");

        var plan = (await town.ProposeAsync([End(2, "teacher-1"), End(3, "teacher-1") with { Until = April }])).ShouldBeOfType<AssignmentBatchBook.Outcome.Planned>().Changes;

        var fault = plan.Single(c => c.Change == AssignmentChange.Fault);
        (fault.Row, fault.Field).ShouldBe((3, "person"));
        fault.Message!.ShouldContain("row 2");
    }

    [Fact]
    public async Task A_batch_that_was_stored_with_two_ends_of_one_assignment_is_decided_on()
    {
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");
        var batch = (await town.ProposeAsync([End(2, "teacher-1"), Add(3, "teacher-2", "1001")])).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;
        await town.City.Database.AskAsync<long>(
            "with u as (update read.assignment_batches set ends = ends || ends, ends_at = ends_at || ends_at returning 1) select count(*) from u", Ct);

        (await town.ApproveAsync(batch.Id, "officer-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>();
        (await town.InForceAsync("teacher-1", town.City.Time.Now)).ShouldBe("");
    }

    [Fact]
    public async Task Days_beyond_all_reckoning_are_faults_of_their_rows()
    {
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");
        AssignmentRow[] rows =
        [
            End(2, "teacher-1") with { Until = DateOnly.MaxValue },
            End(3, "teacher-1") with { Until = DateOnly.MinValue },
            Add(4, "teacher-2", "1001") with { Until = DateOnly.MaxValue },
            Add(5, "teacher-2", "1001") with { From = DateOnly.MinValue },
            Add(6, "teacher-2", "1001") with { Until = new DateOnly(2201, 1, 1) },
            Add(7, "teacher-2", "1001") with { From = new DateOnly(1899, 12, 31) },
        ];

        var plan = (await town.PreviewAsync(rows)).ShouldBeOfType<AssignmentBatchBook.Outcome.Planned>().Changes;

        plan.Select(c => $"{c.Row}:{c.Field}").ShouldBe(["2:until", "3:until", "4:until", "5:from", "6:until", "7:from"]);
        plan.ShouldAllBe(c => c.Message == JapanDay.Bounds);
    }

    [Fact]
    public async Task An_empty_and_an_endless_list_are_refused()
    {
        await using var town = await Town.CreateAsync();
        (await town.ProposeAsync([])).ShouldBeOfType<AssignmentBatchBook.Outcome.Invalid>().Field.ShouldBe("rows");
        (await town.ProposeAsync([.. Enumerable.Range(0, AssignmentBatchBook.MostRows + 1).Select(i => Add(i, $"t-{i}", "1001"))]))
            .ShouldBeOfType<AssignmentBatchBook.Outcome.Invalid>().Field.ShouldBe("rows");
    }

    [Fact]
    public async Task A_list_moves_everybody_to_another_issuer_when_the_approver_says_so()
    {
        const string Moved = "https://id.example/new";
        await using var town = await Town.CreateAsync();
        await town.HoldAsync("teacher-1", "1001");
        await town.HoldAsync("teacher-2", "1001");
        var batch = (await town.ProposeAsync([Add(2, "teacher-1", "1001"), Add(3, "teacher-2", "1001"), Add(4, "teacher-3", "1001")], Moved))
            .ShouldBeOfType<AssignmentBatchBook.Outcome.Done>().Batch;

        var asked = (await town.ApproveAsync(batch.Id, "officer-1")).ShouldBeOfType<AssignmentBatchBook.Outcome.Invalid>();
        (asked.Field, asked.Message.Contains("2 of the ids", StringComparison.Ordinal)).ShouldBe(("sameSubject", true));
        (await town.ApproveAsync(batch.Id, "officer-1", sameSubject: true)).ShouldBeOfType<AssignmentBatchBook.Outcome.Done>();

        (await town.Book.OfPersonAsync(Tenant, Moved, "teacher-2", Ct)).ShouldHaveSingleItem().Institution.ShouldBe("1001");
    }

    private static AssignmentRow Add(int row, string person, string? institution) =>
        new(row, "add", person, "user-entity", institution, ["child-support"], April, March);

    private static AssignmentRow End(int row, string person) => new(row, "end", person, "user-entity", "1001", [], null, null);

    private static string Words(AssignmentBatchBook.Outcome outcome) =>
        string.Join(' ', outcome.ShouldBeOfType<AssignmentBatchBook.Outcome.Planned>().Changes.Select(c => $"{c.Row}:{c.Change}"));

    private sealed class Town(TestCity city) : IAsyncDisposable
    {
        public TestCity City { get; } = city;

        public AssignmentBook Book { get; } = new(city.Database.Source, city.Time);

        public AssignmentBatchBook Batches { get; } = new(city.Database.Source, city.Time);

        public static async Task<Town> CreateAsync() => new(await TestCity.CreateAsync(Ct));

        public async Task<Guid> HoldAsync(string person, string institution, DateTimeOffset? until = null, DateTimeOffset? from = null) => (await Book.AddAsync(
            Tenant, City.Policy,
            new Assignment(
                Guid.NewGuid(), Steward.Issuer, person, "user-entity", institution, ["child-support"], from ?? City.Time.Now.AddDays(-1),
                until ?? City.Time.Now.AddDays(500), "a", "b", null),
            _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>().Id;

        public Task<AssignmentBatchBook.Outcome> PreviewAsync(AssignmentRow[] rows) => Batches.PreviewAsync(Tenant, City.Policy, Steward, null, rows, Ct);

        public Task<AssignmentBatchBook.Outcome> ProposeAsync(AssignmentRow[] rows, string? issuer = null) =>
            Batches.ProposeAsync(Tenant, City.Policy, Steward, issuer, rows, (_, _, _) => Task.CompletedTask, Ct);

        public Task<AssignmentBatchBook.Outcome> ApproveAsync(Guid batch, string approver, bool sameSubject = false) =>
            Batches.ApproveAsync(Tenant, City.Policy, batch, new(approver, sameSubject), (_, _) => Task.CompletedTask, Ct);

        public async Task<string> InForceAsync(string person, DateTimeOffset at) => string.Join(
            ',', (await Book.OfPersonAsync(Tenant, Steward.Issuer, person, Ct)).Where(a => a.IsInForce(at)).Select(a => a.Institution).Order(StringComparer.Ordinal));

        public ValueTask DisposeAsync() => City.DisposeAsync();
    }
}
