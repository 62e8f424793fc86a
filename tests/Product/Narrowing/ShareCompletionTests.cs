using ChildLink.Casework.Shares;
using ChildLink.Oversight.Review;
using ChildLink.Privacy.Access;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Shares for named staff, shares of children who moved, corrected results, and the stop of all.</summary>
public sealed class ShareCompletionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_named_staff_see_a_share_and_only_staff_can_be_named()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var book = BookOf(city);
        (await CreateAsync(city, book, child, ["nobody"])).ShouldBeOfType<ShareOutcome.Invalid>().Field.ShouldBe("persons");
        (await CreateAsync(city, book, child, ["teacher\u0000a"])).ShouldBeOfType<ShareOutcome.Invalid>().Field.ShouldBe("persons");
        (await CreateAsync(city, book, child, [])).ShouldBeOfType<ShareOutcome.Invalid>().Field.ShouldBe("persons");
        await AssignAsync(city, "teacher-a", "1001");
        await AssignAsync(city, "teacher-x", "1002");
        (await CreateAsync(city, book, child, ["teacher-a", "teacher-x"])).ShouldBeOfType<ShareOutcome.Invalid>();

        (await CreateAsync(city, book, child, ["teacher-a"])).ShouldBeOfType<ShareOutcome.Done>().Share.Persons.ShouldBe(["teacher-a"]);

        (await ReasonsAsync(city, "teacher-a")).ShouldContain("家庭1");
        (await ReasonsAsync(city, "teacher-b")).ShouldNotContain("家庭1");
        (await book.InForceAsync(ViewCity.Tenant, "1001", "teacher-a", BlockedChildren.None, Ct)).ShouldHaveSingleItem();
        (await book.InForceAsync(ViewCity.Tenant, "1001", "teacher-b", BlockedChildren.None, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_without_a_share_looks_the_same_to_colleagues_of_those_named()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        await AssignAsync(city, "teacher-a", "1001");
        var before = await AllAsync(city, "teacher-b");

        (await CreateAsync(city, BookOf(city), child, ["teacher-a"])).ShouldBeOfType<ShareOutcome.Done>();

        (await AllAsync(city, "teacher-b")).ShouldBe(before);
        (await AllAsync(city, "teacher-a")).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_share_ends_in_effect_when_the_child_changes_school_or_moves_out()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var book = BookOf(city);
        (await CreateAsync(city, book, child, null)).ShouldBeOfType<ShareOutcome.Done>();
        (await ReasonsAsync(city, "teacher-a")).ShouldContain("家庭1");

        await city.View.RunAsync("update vault.residents set school_code = '1002' where resident_id = $1", Ct, child);

        (await ReasonsAsync(city, "teacher-a")).ShouldNotContain("家庭1");
        (await ReasonsAsync(city, "teacher-a", "1002")).ShouldNotContain("家庭1");
        (await book.InForceAsync(ViewCity.Tenant, "1001", "teacher-a", BlockedChildren.None, Ct)).ShouldBeEmpty();
        (await book.InForceAsync(ViewCity.Tenant, "1002", "teacher-a", BlockedChildren.None, Ct)).ShouldBeEmpty();
        (await CreateAsync(city, book, child, null)).ShouldBeOfType<ShareOutcome.NotFound>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_share_tells_whether_measures_were_ticked_and_its_event_keeps_it(bool measures)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var book = BookOf(city);
        var request = new ShareRequest(child, city.View.Run, "1001", Points: true, "見守り", city.View.City.Time.Now.AddDays(30), Measures: measures);

        var made = (await book.CreateAsync(ViewCity.Tenant, request, "steward", BlockedChildren.None, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ShareOutcome.Done>().Share;

        made.Measures.ShouldBe(measures);
        (await book.OfRunAsync(ViewCity.Tenant, city.View.Run, Ct)).ShouldHaveSingleItem().Measures.ShouldBe(measures);
        (await city.View.City.Database.AskAsync<string>("select data->'share'->>'measures' from events.mt_events where type = 'share_created'", Ct))
            .ShouldBe(measures ? "true" : "false");
        var ended = (await book.EndAsync(ViewCity.Tenant, made.Id, city.View.Run, "steward", BlockedChildren.None, (_, _) => Task.CompletedTask, Ct))
            .ShouldBeOfType<ShareOutcome.Done>().Share;
        ended.Measures.ShouldBe(measures);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task A_newer_run_that_says_something_else_corrects_the_share(bool candidate, bool sameReasons, bool corrected)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var book = BookOf(city);
        await CreateAsync(city, book, child, null);
        (await book.OfRunAsync(ViewCity.Tenant, city.View.Run, Ct)).ShouldHaveSingleItem().CorrectedAt.ShouldBeNull();
        var newer = Guid.NewGuid();
        await city.View.AddRunAsync(newer, Ct);
        await city.View.RunAsync("update read.screening_runs set as_of = '2025-02-01' where id = $1", Ct, newer);
        await city.View.AddResultAsync(newer, child, 1, 10, candidate, "{}", Ct);
        if (sameReasons)
            await city.View.RunAsync("update read.results n set reasons = (select o.reasons from read.results o where o.run_id = $1 and o.resident_id = n.resident_id) where n.run_id = $2", Ct, city.View.Run, newer);

        ((await book.OfRunAsync(ViewCity.Tenant, city.View.Run, Ct)).ShouldHaveSingleItem().CorrectedAt is not null).ShouldBe(corrected);
        ((await book.InForceAsync(ViewCity.Tenant, "1001", "teacher-a", BlockedChildren.None, Ct)).ShouldHaveSingleItem().CorrectedAt is not null).ShouldBe(corrected);
    }

    [Fact]
    public async Task A_freeze_ends_every_share_of_the_run_at_once_and_refuses_new_ones()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var children = new[] { await city.View.AddChildAsync(1, Ct), await city.View.AddChildAsync(2, Ct), await city.View.AddChildAsync(3, Ct) };
        var book = BookOf(city);
        foreach (var child in children[..2])
            (await CreateAsync(city, book, child, null)).ShouldBeOfType<ShareOutcome.Done>();

        var frozen = (await FreezeAsync(city, book, "モデルの誤り")).ShouldBeOfType<FreezeOutcome.Done>().Freeze;

        frozen.Ended.ShouldBe(2);
        (await ReasonsAsync(city, "teacher-a")).ShouldNotContain("家庭");
        (await CreateAsync(city, book, children[2], null)).ShouldBeOfType<ShareOutcome.Frozen>();
        (await book.InForceAsync(ViewCity.Tenant, "1001", "teacher-a", BlockedChildren.None, Ct)).ShouldBeEmpty();
        (await FreezeAsync(city, book, "もう一度")).ShouldBeOfType<FreezeOutcome.Done>().Freeze.ShouldBe(frozen);
        (await FreezeAsync(city, book, " ")).ShouldBeOfType<FreezeOutcome.Invalid>();
        (await book.FreezeAsync(ViewCity.Tenant, Guid.NewGuid(), "理由", "steward", (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<FreezeOutcome.NotFound>();
        (await city.View.City.Database.AskAsync<long>("select count(*) from events.mt_events where type in ('share_ended', 'sharing_frozen')", Ct)).ShouldBe(3);
    }

    [Fact]
    public async Task Of_many_who_end_a_share_at_once_one_does()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var book = new ShareBook(city.View.City.Database.Source, new RunSharing(city.View.City.City), new BackwardTime(city.View.City.Time.GetUtcNow().AddDays(1).ToUniversalTime()));
        var share = (await CreateAsync(city, BookOf(city), child, null)).ShouldBeOfType<ShareOutcome.Done>().Share;

        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => book.EndAsync(
            ViewCity.Tenant, share.Id, city.View.Run, "steward", BlockedChildren.None, (_, token) => Task.Delay(50, token), Ct)));
        await FreezeAsync(city, book, "後から");

        ends.OfType<ShareOutcome.Done>().ShouldHaveSingleItem();
        ends.OfType<ShareOutcome.NotFound>().Count().ShouldBe(3);
        (await city.View.City.Database.AskAsync<long>("select count(*) from events.mt_events where type = 'share_ended'", Ct)).ShouldBe(1);
    }

    private static ShareBook BookOf(NarrowedCity city) => new(city.View.City.Database.Source, new RunSharing(city.View.City.City), city.View.City.Time);

    private static Task<FreezeOutcome> FreezeAsync(NarrowedCity city, ShareBook book, string reason) =>
        book.FreezeAsync(ViewCity.Tenant, city.View.Run, reason, "steward", (_, _) => Task.CompletedTask, Ct);

    private static Task<ShareOutcome> CreateAsync(NarrowedCity city, ShareBook book, Guid child, IReadOnlyList<string>? persons) => book.CreateAsync(
        ViewCity.Tenant, new ShareRequest(child, city.View.Run, "1001", Points: false, "見守り", city.View.City.Time.Now.AddDays(30), persons), "steward",
        BlockedChildren.None, (_, _) => Task.CompletedTask, Ct);

    private static Task AssignAsync(NarrowedCity city, string person, string institution) => city.View.RunAsync("""
        insert into read.assignments (tenant_id, id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by)
        values ($1, $2, 'test', $3, 'user-entity', $4, '{child-support}', $5, $6, 'a', 'b')
        """, Ct, ViewCity.Tenant, Guid.NewGuid(), person, institution, city.View.City.Time.GetUtcNow().AddDays(-1), city.View.City.Time.GetUtcNow().AddDays(300));

    private static Task<string> ReasonsAsync(NarrowedCity city, string person, string institution = "1001") => ListAsync(city, person, institution, ["id", "reasons"]);

    private static Task<string> AllAsync(NarrowedCity city, string person) => ListAsync(city, person, "1001", [.. ChildDocument.List.FieldNames]);

    private static async Task<string> ListAsync(NarrowedCity city, string person, string institution, string[] fields)
    {
        var caller = city.View.City.Caller("user-entity", "child-support", institution: institution, person: person);
        var (outcome, body) = await city.View.ListAsync(caller, new ChildQuery(fields), Ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>();
        return body;
    }

    /// <summary>A clock on which whoever asks later is told an earlier instant, as of two servers.</summary>
    private sealed class BackwardTime(DateTimeOffset from) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow() => from.AddSeconds(-Interlocked.Increment(ref asked));
    }
}
