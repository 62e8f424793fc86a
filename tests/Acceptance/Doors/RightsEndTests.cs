using System.Globalization;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>What was given is gone with the next request after it was ended.</summary>
public sealed class RightsEndTests(ServedCity city)
{
    private static readonly string InAMonth = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_ended_assignment_ends_with_the_next_request()
    {
        // The command line assigns the invented colleague of a school when it issues the token.
        var guest = Who.School("8001");
        (await city.Door.AskAsync(guest, "/v1/children")).Ok();
        var assignment = (await city.Door.AskAsync(Who.Steering, "/v1/assignments")).Ok().Items
            .Single(a => a.GetProperty("institution").GetString() == "8001").GetProperty("id").GetString();
        (await city.Door.AskAsync(Who.Steering, $"/v1/assignments/{assignment}/end", "")).Ok();
        (await city.Door.AskAsync(guest, "/v1/children")).Problem(403, "not-assigned");
        (await city.Door.AskAsync(Who.Steering, $"/v1/assignments/{assignment}/end", "")).Problem(404, "not-found");
        (await city.Door.AskAsync(guest, "/v1/me")).Ok().Json.GetProperty("assignments").GetArrayLength().ShouldBe(0);

        var proposed = await city.Door.AskAsync(Who.Steering, "/v1/assignments",
            $$"""{"person":"dev-user-entity-8001","role":"user-entity","institution":"8001","purposes":["child-support"],"until":"{{InAMonth}}"}""");
        proposed.Status.ShouldBe(201, proposed.Body);
        (await city.Door.AskAsync(guest, "/v1/children")).Problem(403, "not-assigned");
        var id = proposed.Json.GetProperty("id").GetString();
        (await city.Door.AskAsync(Who.Steering, $"/v1/assignments/{id}/approve", "")).Problem(403, "same-person");
        (await city.Door.AskAsync(Who.Officer, $"/v1/assignments/{id}/approve", "")).Ok();
        (await city.Door.AskAsync(guest, "/v1/children")).Ok();
    }

    [Fact]
    public async Task An_ended_share_ends_with_the_next_request()
    {
        var (child, school) = await UnsharedAsync();
        var at = Who.School(school);
        Result((await ResultAsync(at, child)).Json).ShouldBe((false, false));

        var share = await ShareAsync(child, school, points: true);
        Result((await ResultAsync(at, child)).Json).ShouldBe((true, true));
        await EndAsync(share);
        Result((await ResultAsync(at, child)).Json).ShouldBe((false, false));

        share = await ShareAsync(child, school, points: false);
        Result((await ResultAsync(at, child)).Json).ShouldBe((false, true));
        await EndAsync(share);
        (await city.Door.AskAsync(Who.Steward(city.TopRun), $"/v1/shares/{share}/end", "")).Problem(404, "not-found");
    }

    [Fact]
    public async Task Another_school_never_sees_a_shared_child()
    {
        var (child, school) = await UnsharedAsync();
        var other = Who.School(school == city.School ? city.OtherSchool : city.School);
        var before = await ResultAsync(other, child);
        var share = await ShareAsync(child, school, points: true);
        var after = await ResultAsync(other, child);
        before.Problem(404, "not-found");
        after.Problem(404, "not-found");
        (await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(child, other.Institution!, true))).Status.ShouldNotBe(201);
        (await city.Door.AskAsync(other, "/v1/children?size=200")).Ok().Items.ShouldAllBe(c => c.GetProperty("id").GetString() != child);
        await EndAsync(share);
    }

    [Fact]
    public async Task A_second_share_conflicts_with_the_first()
    {
        var (child, school) = await UnsharedAsync();
        var share = await ShareAsync(child, school, points: true);
        (await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(child, school, false))).Problem(409, "already-shared");
        await EndAsync(share);
    }

    [Fact]
    public async Task Of_many_who_share_at_once_one_succeeds()
    {
        var (child, school) = await UnsharedAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(child, school, true))));
        replies.Select(r => r.Status).Order().ShouldBe([201, .. Enumerable.Repeat(409, 7)]);
        await EndAsync(replies.Single(r => r.Status == 201).Json.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_child_who_is_no_candidate_is_not_shared()
    {
        var candidates = await city.Database.ListAsync($"select resident_id from read.results where candidate and run_id = '{city.TopRun}'", TestContext.Current.CancellationToken);
        var pupil = (await city.Door.AskAsync(Who.School(city.School), "/v1/children?fields=id&size=200")).Ok().Items
            .Select(c => c.GetProperty("id").GetString()!).First(c => !candidates.Contains(c));
        var refused = await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(pupil, city.School, true));
        var unknown = await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(Guid.Empty.ToString(), city.School, true));
        refused.Problem(404, "not-found");
        unknown.Problem(404, "not-found");
    }

    private static string Body(string child, string institution, bool points) =>
        $$"""{"child":"{{child}}","institution":"{{institution}}","points":{{(points ? "true" : "false")}},"reason":"acceptance","until":"{{InAMonth}}"}""";

    private static (bool Points, bool Reasons) Result(JsonElement answer) =>
        (answer.GetProperty("points").ValueKind == JsonValueKind.Number, answer.GetProperty("reasons").ValueKind == JsonValueKind.Array);

    private Task<Reply> ResultAsync(Who who, string child) => city.Door.AskAsync(who, $"/v1/children/{child}/result");

    private async Task<string> ShareAsync(string child, string school, bool points)
    {
        var reply = await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", Body(child, school, points));
        reply.Status.ShouldBe(201, reply.Body);
        return reply.Json.GetProperty("id").GetString()!;
    }

    private async Task EndAsync(string share) => (await city.Door.AskAsync(Who.Steward(city.TopRun), $"/v1/shares/{share}/end", "")).Ok();

    private async Task<(string Child, string School)> UnsharedAsync()
    {
        var rows = (await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/children?fields=id,schoolCode&size=200")).Ok().Items;
        return rows.Select(r => (Child: r.GetProperty("id").GetString()!, School: r.GetProperty("schoolCode").GetString()))
            .Where(r => r.Child != city.Child.ToString() && (r.School == city.School || r.School == city.OtherSchool))
            .Select(r => (r.Child, r.School!)).First();
    }
}
