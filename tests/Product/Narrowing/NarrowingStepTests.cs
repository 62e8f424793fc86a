using ChildLink.Casework.Narrowing;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>What people note about a candidate: by whom, in which version, and never lost or doubled.</summary>
public sealed class NarrowingStepTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_stands_with_its_note_sealed_and_its_history()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);

        (await city.NoteAsync(child, NarrowingStatus.Inquiring, "学校へ様子を尋ねる", 0, Ct)).ShouldBeOfType<NarrowingOutcome.Done>().Step.Version.ShouldBe(1);
        (await city.NoteAsync(child, NarrowingStatus.Proceed, "会議で検討", 1, Ct)).ShouldBeOfType<NarrowingOutcome.Done>().Step.Version.ShouldBe(2);

        (await city.View.City.Database.AskAsync<string>("select string_agg(status || latest, ' ' order by version) from read.narrowing_steps", Ct))
            .ShouldBe("inquiringfalse proceedtrue");
        (await city.View.City.Database.AskAsync<long>(
            "select count(*) from events.mt_events where type = 'narrowing_noted' and data::text like '%尋ねる%'", Ct)).ShouldBe(0);
        (await city.View.City.Database.AskAsync<long>("select count(*) from read.narrowing_steps where note like '%会議%'", Ct)).ShouldBe(0);
        var (_, card) = await CardAsync(city, child);
        card.ShouldContain("学校へ様子を尋ねる");
        card.ShouldContain("会議で検討");
    }

    [Fact]
    public async Task Of_two_people_at_once_the_second_sees_a_conflict_and_writes_nothing()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);

        var outcomes = await Task.WhenAll(
            city.NoteAsync(child, NarrowingStatus.Proceed, "一人目", 0, Ct), city.NoteAsync(child, NarrowingStatus.Excluded, "二人目", 0, Ct));

        outcomes.OfType<NarrowingOutcome.Done>().ShouldHaveSingleItem();
        outcomes.OfType<NarrowingOutcome.Conflict>().ShouldHaveSingleItem().Version.ShouldBe(1);
        (await city.View.City.Database.AskAsync<long>("select count(*) from read.narrowing_steps", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_once_more_changes_nothing()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        await city.NoteAsync(child, NarrowingStatus.NotNow, "様子を見る", 0, Ct);

        var standing = (await city.NoteAsync(child, "今回は見送り", "様子を見る", 0, Ct)).ShouldBeOfType<NarrowingOutcome.Unchanged>().Step;
        (standing.Version, standing.Status, standing.At).ShouldBe((1, NarrowingStatus.NotNow, city.View.City.Time.GetUtcNow()));
        (await city.NoteAsync(child, NarrowingStatus.NotNow, "別の所見", 0, Ct)).ShouldBe(new NarrowingOutcome.Conflict(1));
    }

    [Theory]
    [InlineData("later", null, "status")]
    [InlineData("proceed", "", "note")]
    [InlineData("proceed", "a\u0007b", "note")]
    public async Task A_step_that_makes_no_sense_is_refused(string status, string? note, string field)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);

        (await city.NoteAsync(child, status, note, 0, Ct)).ShouldBeOfType<NarrowingOutcome.Invalid>().Field.ShouldBe(field);
    }

    [Fact]
    public async Task Only_candidates_who_live_here_are_narrowed()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var noCandidate = await city.View.AddChildAsync(1, Ct, candidate: false);
        var gone = await city.View.AddChildAsync(2, Ct, movedOut: new DateOnly(2024, 12, 1));

        foreach (var child in new[] { noCandidate, gone, Guid.NewGuid() })
            (await city.NoteAsync(child, NarrowingStatus.Proceed, null, 0, Ct)).ShouldBeOfType<NarrowingOutcome.NotFound>();
    }

    [Fact]
    public async Task A_log_that_is_down_lets_no_step_stand()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);

        await Should.ThrowAsync<IOException>(city.Book.NoteAsync(
            city.View.Narrower, new NarrowingRequest(child, city.View.Run, NarrowingStatus.Proceed, null, 0), (_, _) => throw new IOException(), Ct));

        (await city.View.City.Database.AskAsync<long>("select count(*) from read.narrowing_steps", Ct)).ShouldBe(0);
        (await city.View.City.Database.AskAsync<long>("select count(*) from events.mt_events where type = 'narrowing_noted'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_school_sees_the_same_bytes_whatever_people_note()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        string[] all = [.. ChildDocument.List.FieldNames];
        var query = new ChildQuery(all);
        var before = (await city.View.ListAsync(city.View.SchoolOf("1001"), query, Ct)).Body;

        await city.NoteAsync(child, NarrowingStatus.Proceed, "学校に伝えない", 0, Ct);
        await city.AddCaseAsync(child, "open", null, Ct);
        await city.AddCouncilAsync(child, new(2024, 5, 1), null, Ct);

        (await city.View.ListAsync(city.View.SchoolOf("1001"), query, Ct)).Body.ShouldBe(before);
        before.ShouldContain("\"narrowingStatus\":null");
    }

    private static Task<(ViewOutcome Outcome, string Body)> CardAsync(NarrowedCity city, Guid child) =>
        city.View.AnswerAsync(city.View.Narrower, scope => city.Cards.WriteAsync(scope, child.ToString("D"), Ct), Ct);
}
