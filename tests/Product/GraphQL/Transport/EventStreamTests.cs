using System.Text.Json;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>Server-sent events, distinct connections.</summary>
public sealed class EventStreamTests(TransportCity city) : IClassFixture<TransportCity>
{
    private const string Events = "text/event-stream";

    [Fact]
    public async Task Every_pushed_answer_has_its_own_entry_before_it_leaves()
    {
        var events = await AllAsync("subscription Three { ticks(count: 3) { number purpose } }");
        events.Where(e => e.Name == "next").Select(e => e.Data).ShouldBe(Enumerable.Range(0, 3).Select(i =>
            $"{{\"data\":{{\"ticks\":{{\"number\":{i},\"purpose\":\"steering\"}}}},\"extensions\":").ToList(), new BeginsAlike());
        events[^1].ShouldBe(("complete", ""));
        // One for the opening, one for each answer. Streams that other tests left may still end: only this one's count.
        (await city.EntriesAsync("graphql subscription ticks as Three")).ShouldBe(4);
    }

    [Fact]
    public async Task A_stream_says_at_once_that_it_is_heard()
    {
        using var answer = await city.AskAsync("subscription { endless { number } }", Events);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(":");
    }

    [Fact]
    public async Task A_query_is_one_event()
    {
        var events = await AllAsync("{ echo(text: \"a\\nb\") }");
        events.Select(e => e.Name).ShouldBe(["next", "complete"]);
        JsonDocument.Parse(events[0].Data).RootElement.GetProperty("data").GetProperty("echo").GetString().ShouldBe("a\nb");
    }

    [Theory]
    [InlineData("subscription { ticks }", "steering")]
    [InlineData("subscription { endless { number } }", "narrowing")]
    [InlineData("subscription { endless { number } }", null)]
    [InlineData("{", "steering")]
    public async Task Errors_of_the_request_come_as_an_event(string query, string? purpose)
    {
        var events = await AllAsync(query, purpose);
        events.Select(e => e.Name).ShouldBe(["next", "complete"]);
        var answer = JsonDocument.Parse(events[0].Data).RootElement;
        answer.TryGetProperty("data", out _).ShouldBeFalse();
        HttpTests.Code(answer).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_broken_source_ends_the_stream_without_its_cause()
    {
        var events = await AllAsync("subscription { fault { number } }");
        events.Select(e => e.Name).ShouldBe(["next", "next", "complete"]);
        HttpTests.Code(JsonDocument.Parse(events[1].Data).RootElement).ShouldBe("internal-error");
        events[1].Data.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_right_that_ends_ends_the_stream()
    {
        using var answer = await city.AskAsync("subscription { endless { number } }", Events);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(reader))!.Value.Name.ShouldBe("next");
        await city.EndAssignmentAsync();
        try
        {
            (string Name, string Data)? last = null;
            while (await NextAsync(reader) is { Name: "next" } next)
                last = next;
            HttpTests.Code(JsonDocument.Parse(last!.Value.Data).RootElement).ShouldBe("not-assigned");
            (await city.NewestEntryAsync()).ShouldBe("graphql subscription endless refused:not-assigned steering");
        }
        finally
        {
            await city.AssignAsync();
        }
    }

    [Fact]
    public async Task A_right_that_ends_ends_a_stream_in_which_nothing_happens()
    {
        using var answer = await city.AskAsync("subscription { silent { number } }", Events);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await city.EndAssignmentAsync();
        try
        {
            var told = (await NextAsync(reader).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldNotBeNull();
            HttpTests.Code(JsonDocument.Parse(told.Data).RootElement).ShouldBe("not-assigned");
            (await NextAsync(reader)).ShouldNotBeNull().Name.ShouldBe("complete");
            (await city.NewestEntryAsync()).ShouldBe("graphql subscription silent refused:not-assigned steering");
        }
        finally
        {
            await city.AssignAsync();
        }
    }

    [Fact]
    public async Task A_right_that_became_another_ends_the_stream()
    {
        using var answer = await city.AskAsync("subscription { endless { number } }", Events);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(reader))!.Value.Name.ShouldBe("next");
        await city.MoveAssignmentAsync("1001");
        try
        {
            (string Name, string Data)? last = null;
            for (var i = 0; i < 100 && await NextAsync(reader) is { Name: "next" } next; i++)
                last = next;
            last!.Value.Data.ShouldContain("rights-changed");
            (await city.NewestEntryAsync()).ShouldBe("graphql subscription endless refused:rights-changed steering");
        }
        finally
        {
            await city.MoveAssignmentAsync(null);
        }
    }

    [Fact]
    public async Task A_token_that_ends_ends_the_stream()
    {
        using var answer = await city.AskAsync("subscription { endless { number } }", Events, change: r =>
            r.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", city.Token(TimeSpan.FromSeconds(2))));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (string Name, string Data)? last = null;
        while (await NextAsync(reader) is { Name: "next" } next)
            last = next;
        HttpTests.Code(JsonDocument.Parse(last!.Value.Data).RootElement).ShouldBe("token-expired");
    }

    [Fact]
    public async Task A_client_that_leaves_closes_its_source()
    {
        using (var answer = await city.AskAsync("subscription { endless { number } }", Events))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await NextAsync(reader);
            TestSchema.Open.ShouldBePositive();
        }

        for (var i = 0; i < 200 && TestSchema.Open > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        TestSchema.Open.ShouldBe(0);
    }

    [Fact]
    public async Task A_person_has_so_many_subscriptions_and_no_more()
    {
        var open = new List<HttpResponseMessage>();
        try
        {
            for (var i = 0; i < 6; i++)
            {
                open.Add(await city.AskAsync("subscription { endless { number } }", Events));
                await NextAsync(new StreamReader(await open[^1].Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
            }

            var events = await AllAsync("subscription { endless { number } }");
            HttpTests.Code(JsonDocument.Parse(events[0].Data).RootElement).ShouldBe("too-many-subscriptions");
        }
        finally
        {
            open.ForEach(o => o.Dispose());
        }

        for (var i = 0; i < 200 && TestSchema.Open > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        (await AllAsync("subscription { ticks(count: 1) { number } }")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_that_are_no_request_are_answered_by_a_status()
    {
        using var answer = await city.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("[]", System.Text.Encoding.UTF8, "application/json") }, Events);
        ((int)answer.StatusCode).ShouldBe(400);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    private async Task<IReadOnlyList<(string Name, string Data)>> AllAsync(string query, string? purpose = TransportCity.Purpose)
    {
        using var answer = await city.AskAsync(query, Events, purpose);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(Events);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var events = new List<(string, string)>();
        while (await NextAsync(reader) is { } next)
            events.Add(next);
        return events;
    }

    /// <summary>The next event; comments are no events.</summary>
    private static async Task<(string Name, string Data)?> NextAsync(StreamReader reader)
    {
        var (name, data) = ("", "");
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line["data: ".Length..];
            else if (line.Length == 0 && name.Length > 0)
                return (name, data);
        }

        return null;
    }

    private sealed class BeginsAlike : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x!.StartsWith(y!, StringComparison.Ordinal) || y!.StartsWith(x, StringComparison.Ordinal);

        public int GetHashCode(string obj) => 0;
    }
}
