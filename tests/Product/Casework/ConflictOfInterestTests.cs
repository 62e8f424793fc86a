using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Casework.Inquiries;
using ChildLink.Casework.Shares;
using ChildLink.Privacy.Access;
using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Narrowing;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Commands and files about a child with whom somebody has a conflict of interest answer as if it were not there.</summary>
public sealed class ConflictOfInterestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_conferences_and_hand_overs_leave_the_child_out()
    {
        await using var city = await CaseCity.CreateAsync(Ct);
        var (own, other) = (await city.Planted.AddChildAsync(1, Ct, household: "H"), await city.Planted.AddChildAsync(2, Ct, household: "H"));
        var third = await city.Planted.AddChildAsync(3, Ct);
        var (mine, theirs) = (await city.DecidedAsync(Ct, 1, child: own), await city.DecidedAsync(Ct, 2, child: other));
        var conference = await PlanAsync(city, city.Staff(), [mine.Id, theirs.Id]);
        await city.Planted.RunAsync("update vault.residents set moved_out_on = '2025-01-05' where resident_id = $1", Ct, own);
        Caller Blocked(Caller caller) => caller with { BlockedChildren = BlockedChildren.Of([own, third]) };

        (await city.Book.OpenAsync(Blocked(city.Narrower()), new CaseOpening(third, null, null), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.Book.DoAsync(Blocked(city.Staff(ofCase: mine.Id)), mine.Id, CaseCity.PlanOf(mine), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.NotFound>();
        (await city.Book.DoAsync(Blocked(city.Staff(ofCase: theirs.Id)), theirs.Id, CaseCity.PlanOf(theirs), CaseCity.Unlogged, Ct)).ShouldBeOfType<CaseOutcome.Done>();

        using var scope = city.Planted.City.Gateway.Open(Blocked(city.Staff()), "test", Guid.NewGuid());
        (await city.Views.ReadPageAsync(scope, new CaseQuery(), Ct)).Page!.Cases.Select(c => c.Case.Id).ShouldBe([theirs.Id]);
        (await city.Views.OfAsync(scope, [mine.Id, theirs.Id], Ct)).Select(c => c.Case.Id).ShouldBe([theirs.Id]);
        (await city.Views.FindAsync(scope, mine.Id, Ct)).ShouldBeNull();
        (await city.HandOvers.WaitingAsync(scope, Ct)).ShouldAllBe(h => h.HandOver.Case == theirs.Id);
        using var open = city.Planted.City.Gateway.Open(city.Staff(), "test", Guid.NewGuid());
        (await city.HandOvers.WaitingAsync(open, Ct)).ShouldContain(h => h.HandOver.Case == mine.Id);
        using var ofRun = city.Planted.City.Gateway.Open(Blocked(city.Narrower()), "test", Guid.NewGuid());
        (await city.Views.StatusesAsync(ofRun, Ct)).Cases!.Select(c => c.Case.Id).ShouldBe([theirs.Id]);

        var blocked = BlockedChildren.Of([own]);
        (await city.Conferences.FindAsync(blocked, conference.Id, Ct))!.Items.ShouldHaveSingleItem().Cases.ShouldBe([theirs.Id]);
        (await city.Conferences.AllAsync(city.Staff() with { BlockedChildren = blocked }, null, Ct)).ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Cases.ShouldBe([theirs.Id]);
        (await city.Conferences.PlanAsync(Blocked(city.Staff()), PlanOf([mine.Id]), (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Invalid>();
        var chair = Blocked(city.Staff(conference: conference.Id));
        (await city.Conferences.MinuteAsync(chair, conference.Id, 1, 1, 5, "議事の言葉", (_, c, _) => Told(c), Ct)).ShouldBeOfType<ConferenceOutcome.Done>();
        (await city.TextsAsync(city.Staff(ofCase: theirs.Id), theirs.Id, Ct)).Values.ShouldContain("議事の言葉");
        (await city.TextsAsync(city.Staff(ofCase: mine.Id), mine.Id, Ct)).Values.ShouldNotContain("議事の言葉");

        Task Told(IReadOnlyList<Guid> children)
        {
            children.ShouldBe([other]);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Shares_and_inquiries_leave_the_child_out()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var own = await city.View.AddChildAsync(1, Ct);
        var blocked = BlockedChildren.Of([own]);
        var book = new ShareBook(city.View.City.Database.Source, new RunSharing(city.View.City.City), city.View.City.Time);
        var request = new ShareRequest(own, city.View.Run, "1001", Points: false, "見守り", city.View.City.Time.Now.AddDays(30), null);
        var asker = city.View.Narrower with { BlockedChildren = blocked };
        var school = city.View.SchoolOf("1001");

        (await book.CreateAsync(ViewCity.Tenant, request, "s", blocked, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ShareOutcome.NotFound>();
        (await city.Inquiries.SendAsync(asker, own, Form, null, Unlogged, Ct)).ShouldBeOfType<InquiryOutcome.NotFound>();
        (await book.CreateAsync(ViewCity.Tenant, request, "s", BlockedChildren.None, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ShareOutcome.Done>();
        var sent = (await city.Inquiries.SendAsync(city.View.Narrower, own, Form, null, Unlogged, Ct)).ShouldBeOfType<InquiryOutcome.Done>().Inquiry;

        (await book.InForceAsync(ViewCity.Tenant, "1001", "t", blocked, Ct)).ShouldBeEmpty();
        (await book.InForceAsync(ViewCity.Tenant, "1001", "t", BlockedChildren.None, Ct)).ShouldHaveSingleItem();
        (await city.Inquiries.WithdrawAsync(asker, sent.Id, 1, Unlogged, Ct)).ShouldBeOfType<InquiryOutcome.NotFound>();
        (await city.Inquiries.AnswerAsync(school with { BlockedChildren = blocked }, new AnswerRequest(sent.Id, 1, new Dictionary<string, string>()), Unlogged, Ct))
            .ShouldBeOfType<InquiryOutcome.NotFound>();
        (await city.Inquiries.AnswerAsync(school, new AnswerRequest(sent.Id, 1, new Dictionary<string, string>()), Unlogged, Ct)).ShouldBeOfType<InquiryOutcome.Invalid>();
        var (_, listed) = await city.View.AnswerAsync(asker, s => city.InquiryViews.WriteAsync(s, null, Ct), Ct);
        ViewCity.Items(listed).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_size_of_a_household_counts_without_the_child()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var (own, sibling) = (await city.AddChildAsync(1, Ct, household: "H"), await city.AddChildAsync(2, Ct, household: "H"));
        await city.RunAsync("update read.results set household_size = 2", Ct);

        (await SizeAsync(city.Narrower)).ShouldBe(2);
        (await SizeAsync(city.Narrower with { BlockedChildren = BlockedChildren.Of([own]) })).ShouldBe(1);

        async Task<int> SizeAsync(Caller caller) => System.Text.Json.JsonDocument
            .Parse((await city.OneAsync(caller, ChildDocument.Card, sibling.ToString(), Ct)).Body).RootElement.GetProperty("householdSize").GetInt32();
    }

    private const string Form = "school-life";

    private static Task Unlogged(Inquiry inquiry, CancellationToken ct) => Task.CompletedTask;

    private static ConferencePlan PlanOf(Guid[] cases) => new(
        null, null, new DateTimeOffset(2025, 1, 20, 15, 0, 0, TimeSpan.FromHours(9)), 60, ["校長"], cases, Fit: false);

    private static async Task<Conference> PlanAsync(CaseCity city, Caller caller, Guid[] cases) =>
        (await city.Conferences.PlanAsync(caller, PlanOf(cases), (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<ConferenceOutcome.Done>().Conference;
}
