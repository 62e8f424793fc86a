using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>Language and headers of answers.</summary>
public sealed class AnswerFormTests(ServedCity city)
{
    [Theory]
    [InlineData("ja", true)]
    [InlineData("ja-JP,en;q=0.5", true)]
    [InlineData("en", false)]
    [InlineData("en,ja;q=0.5", false)]
    [InlineData("en;q=0.2,ja;q=0.9", true)]
    [InlineData("fr", false)]
    public async Task Problems_speak_the_language_of_the_caller(string languages, bool japanese)
    {
        foreach (var who in new[] { Who.Officer, null })
        {
            var reply = await city.Door.AskAsync(who, "/v1/children", body: null, r => r.Headers.TryAddWithoutValidation("Accept-Language", languages));
            reply.Status.ShouldBeOneOf(401, 403);
            reply.Json.GetProperty("title").GetString()!.Any(c => c > '\u3000').ShouldBe(japanese, $"{who} {reply.Body}");
        }
    }

    [Fact]
    public async Task No_answer_may_be_stored_or_names_the_server()
    {
        (Who? Who, string Path)[] asked =
        [
            (Who.Narrower(city.Run), "/v1/children"), (Who.Officer, "/v1/me"), (Who.Officer, "/v1/children"), (Who.Officer, "/v1/nothing"), (null, "/v1/children"),
            (Who.Narrower(city.Run), $"/v1/children/{Guid.Empty}"), (Who.Narrower(city.Run), "/v1/children?size=x"), (null, "/health/live"), (null, "/health/ready"),
        ];
        foreach (var (who, path) in asked)
        {
            var reply = await city.Door.AskAsync(who, path);
            reply.Headers.GetValueOrDefault("cache-control").ShouldBe("no-store", path);
            reply.Headers.ShouldNotContainKey("server", path);
            reply.Headers.ShouldNotContainKey("x-powered-by", path);
            reply.Headers.ShouldNotContainKey("set-cookie", path);
        }
    }

    [Fact]
    public async Task Every_answer_under_a_token_carries_its_own_request_id()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in new[] { "/v1/children", $"/v1/children/{Guid.Empty}", "/v1/children?size=x", "/v1/shares", "/v1/me" })
        {
            var reply = await city.Door.AskAsync(Who.Narrower(city.Run), path);
            ids.Add(reply.RequestId.ShouldNotBeNull(path)).ShouldBeTrue();
            if (reply.Status >= 400)
                reply.Json.GetProperty("requestId").GetString().ShouldBe(reply.RequestId);
        }
    }

    [Fact]
    public async Task A_request_id_of_the_client_is_not_taken_over()
    {
        var reply = await city.Door.AskAsync(Who.Narrower(city.Run), "/v1/me", body: null, r => r.Headers.Add("Request-Id", "mine"));
        Guid.TryParseExact(reply.RequestId, "D", out _).ShouldBeTrue();
    }
}
