namespace ChildLink.Tests.Product.OpenApi;

/// <summary>The door answers what the document says, to every role.</summary>
public sealed class AnswerTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Steward = "steward/steering";
    private const string Sharer = "steward/share-decision";
    private const string Officer = "privacy-officer/audit";
    private const string Pupils = "user-entity/child-support";
    private const string Narrower = "narrower/narrowing";
    private const string Analyst = "analyst/screening";

    [Theory]
    [InlineData(Narrower)]
    [InlineData(Analyst)]
    [InlineData(Sharer)]
    [InlineData(Pupils)]
    public async Task Answers_about_children_are_as_described(string who)
    {
        var list = await city.AskAsync(who, "/v1/children", "/v1/children?size=1&count=true");
        list["items"]!.AsArray().ShouldHaveSingleItem();
        var all = (await city.AskAsync(who, "/v1/children", "/v1/children?fields=id,birthDate,schoolAge,householdSize,address,points"))["items"]!.AsArray();
        all.ShouldNotBeEmpty();
        var child = await city.FirstChildAsync(who);
        foreach (var part in new[] { "", "/result", "/factors" })
            await city.AskAsync(who, "/v1/children/{id}" + part, $"/v1/children/{child}{part}");
        if (who != Pupils)
            (await city.AskAsync(who, "/v1/screening-runs/{id}/candidates", $"/v1/screening-runs/{city.Run}/candidates"))["items"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Answers_about_runs_and_deliveries_are_as_described()
    {
        await city.AskAsync(Steward, "/v1/me");
        (await city.AskAsync(Steward, "/v1/screening-runs"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Steward, "/v1/screening-runs/{id}", $"/v1/screening-runs/{city.Run}");
        (await city.AskAsync(Steward, "/v1/provisions"))["items"]!.AsArray().ShouldNotBeEmpty();
        var deliveries = (await city.AskAsync(Steward, "/v1/deliveries"))["items"]!.AsArray();
        var bad = deliveries.First(d => d!["quarantined"]!.GetValue<long>() > 0)!["id"]!.GetValue<string>();
        (await city.AskAsync(Steward, "/v1/deliveries/{id}/findings", $"/v1/deliveries/{bad}/findings"))["items"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Answers_about_decisions_are_as_described()
    {
        var child = await city.FirstChildAsync(Sharer);
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        var share = $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":true,"reason":"test","until":"{{until}}"}""";
        var made = await city.AskAsync(Sharer, "/v1/shares", status: 201, body: share);
        await city.AskAsync(Sharer, "/v1/shares", status: 409, body: share);
        (await city.AskAsync(Sharer, "/v1/shares"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Sharer, "/v1/shares/{id}/end", $"/v1/shares/{made["id"]}/end", body: "");

        var added = await city.AskAsync(Steward, "/v1/assignments", status: 201, body:
            $$"""{"person":"new","role":"analyst","purposes":["screening"],"until":"{{until}}","approvedBy":"test-privacy-officer"}""");
        (await city.AskAsync(Steward, "/v1/assignments"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Steward, "/v1/assignments/{id}/end", $"/v1/assignments/{added["id"]}/end", body: "");
        await city.AskAsync(Steward, "/v1/assignments", status: 400, body: """{"person":1}""");
    }

    [Fact]
    public async Task Answers_about_the_access_log_are_as_described()
    {
        await city.FirstChildAsync(Narrower);
        await city.AskAsync(Narrower, "/v1/access-log", status: 403);

        var entries = (await city.AskAsync(Officer, "/v1/access-log", "/v1/access-log?purpose=narrowing&limit=200"))["items"]!.AsArray();
        entries.ShouldNotBeEmpty();
        var sequence = entries[0]!["sequence"]!.GetValue<long>();
        await city.AskAsync(Officer, "/v1/access-log/{sequence}", $"/v1/access-log/{sequence}?proof=true");
        await city.AskAsync(Officer, "/v1/access-log/{sequence}", "/v1/access-log/999999999", status: 404);
    }

    [Theory]
    [InlineData("", "/v1/children", 401)]
    [InlineData("", "/v1/me", 401)]
    [InlineData(Pupils, "/v1/children?order=points", 403)]
    [InlineData(Pupils, "/v1/children?size=0", 400)]
    [InlineData(Pupils, "/v1/screening-runs", 403)]
    [InlineData(Pupils, "/v1/children/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("analyst/narrowing", "/v1/children", 403)]
    public async Task Problems_are_as_described(string who, string url, int status) =>
        await city.AskAsync(who, url.Contains("0001", StringComparison.Ordinal) ? "/v1/children/{id}" : url.Split('?')[0], url, status);
}
