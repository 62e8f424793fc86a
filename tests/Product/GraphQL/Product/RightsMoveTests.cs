using System.Text.Json;
using System.Text.Json.Nodes;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>What is known of a caller from before never serves a request that came after it changed, at neither door.</summary>
public sealed class RightsMoveTests(ScreenedCity city) : IClassFixture<ScreenedCity>, IAsyncLifetime
{
    private const string Pupils = "user-entity/child-support";
    private const string List = "/v1/children?fields=id,name";
    private const string Search = """{"kana":{"from":"ア","to":"ン"}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await city.PlantAsync($"update read.assignments set ended_at = null, institution = '{ScreenedCity.School}' where person = 'test-user-entity'");
        await AskBothAsync(200);
        // Only the second request rests on what the first one learned.
        await AskBothAsync(200);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_assignment_that_ended_between_two_requests_refuses_the_second()
    {
        var entries = await NewestEntryAsync();
        await city.PlantAsync("update read.assignments set ended_at = now() where person = 'test-user-entity'");
        await AskBothAsync(403);
        await AskBothAsync(403);
        (await EntriesAfterAsync(entries)).ShouldBe(Enumerable.Repeat(("refused:not-assigned", "user-entity", 0L), 6));
        await city.PlantAsync("update read.assignments set ended_at = null where person = 'test-user-entity'");
        await AskBothAsync(200);
    }

    [Fact]
    public async Task Who_went_to_another_institution_is_shown_that_one_by_the_next_request()
    {
        (await ListAsync()).ShouldNotBeEmpty();
        await city.PlantAsync("update read.assignments set institution = '9999' where person = 'test-user-entity'");
        (await ListAsync()).ShouldBeEmpty();
        (await GraphAsync())["data"]!["children"]!["nodes"]!.AsArray().ShouldBeEmpty();
        await city.PlantAsync($"update read.assignments set institution = '{ScreenedCity.School}' where person = 'test-user-entity'");
        (await GraphAsync())["data"]!["children"]!["nodes"]!.AsArray().ShouldNotBeEmpty();
        (await ListAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_search_that_begins_anew_still_has_its_body()
    {
        var (status, found) = await city.SendAsync(Pupils, "/v1/children/search", Search);
        status.ShouldBe(200);
        await city.PlantAsync("update read.assignments set valid_until = valid_until + interval '1 hour' where person = 'test-user-entity'");
        var (again, same) = await city.SendAsync(Pupils, "/v1/children/search", Search);
        again.ShouldBe(200, same.ToJsonString());
        same.ToJsonString().ShouldBe(found.ToJsonString());
    }

    [Fact]
    public async Task A_request_that_begins_anew_stands_in_the_log_once()
    {
        var entries = await NewestEntryAsync();
        await city.PlantAsync("update read.assignments set valid_until = valid_until + interval '1 hour' where person = 'test-user-entity'");
        await ListAsync();
        await city.PlantAsync("update read.assignments set valid_until = valid_until + interval '1 hour' where person = 'test-user-entity'");
        (await GraphAsync())["errors"].ShouldBeNull();
        (await EntriesAfterAsync(entries)).Select(e => (e.Outcome, e.Role)).ShouldBe(Enumerable.Repeat(("released", "user-entity"), 2));
    }

    [Fact]
    public async Task Of_a_crowd_nobody_who_asks_after_the_end_is_served()
    {
        var ended = 0;
        var crowd = Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            var served = 0;
            for (var asked = 0; asked < 40; asked++)
            {
                var late = Volatile.Read(ref ended) == 1;
                var ok = i % 2 == 0 ? (await city.SendAsync(Pupils, List)).Status == 200 : (await GraphAsync())["data"] is not null;
                (late && ok).ShouldBeFalse("served after the end");
                served += ok ? 1 : 0;
                if (late)
                    break;
            }

            return served;
        }, Ct)));
        await Task.Delay(50, Ct);
        var assignment = (await city.Municipality.Assignments.OfPersonAsync(city.Municipality.Code, city.Issuer, "test-user-entity", Ct)).ShouldHaveSingleItem();
        (await city.Municipality.Assignments.EndAsync(city.Municipality.Code, assignment.Id, "granter", _ => Task.CompletedTask, Ct)).ShouldBeOfType<AssignmentBook.Outcome.Done>();
        Volatile.Write(ref ended, 1);
        (await crowd).Sum().ShouldBeGreaterThan(0);
        await AskBothAsync(403);
    }

    private async Task AskBothAsync(int status)
    {
        (await city.SendAsync(Pupils, List)).Status.ShouldBe(status);
        (await city.SendAsync(Pupils, "/v1/children/search", Search)).Status.ShouldBe(status);
        var graph = await GraphAsync();
        if (status == 200)
            graph["errors"].ShouldBeNull(graph.ToJsonString());
        else
            graph["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("not-assigned");
    }

    private async Task<long> NewestEntryAsync()
    {
        await using var command = city.Municipality.Database.CreateCommand("select max(seq) from audit.entries");
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task<List<(string Outcome, string Role, long Rows)>> EntriesAfterAsync(long sequence)
    {
        await using var command = city.Municipality.Database.CreateCommand($"select outcome, role, row_count from audit.entries where seq > {sequence} order by seq");
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var found = new List<(string, string, long)>();
        while (await rows.ReadAsync(Ct))
            found.Add((rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
        return found;
    }

    private async Task<JsonArray> ListAsync() => (await city.SendAsync(Pupils, List)).Answer["items"]!.AsArray();

    private async Task<JsonNode> GraphAsync() =>
        (await city.SendAsync(Pupils, "/graphql", JsonSerializer.Serialize(new { query = "{ children { nodes { id name } } }" }))).Answer;
}
