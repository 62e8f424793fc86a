using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Doors;

/// <summary>Requests that make no sense are answered by naming the part that is wrong, never by a fault of the server.</summary>
public sealed class MalformedTests(ServedCity city)
{
    [Theory]
    [InlineData("size=0", "size")]
    [InlineData("size=201", "size")]
    [InlineData("size=-1", "size")]
    [InlineData("size=1e2", "size")]
    [InlineData("size=99999999999999999999", "size")]
    [InlineData("size=", "size")]
    [InlineData("size=5&size=5", "size")]
    [InlineData("count=yes", "count")]
    [InlineData("order=secret", "order")]
    [InlineData("order=rank;drop", "order")]
    [InlineData("fields=secret", "fields")]
    [InlineData("fields=name,", "fields")]
    [InlineData("fields=Name", "fields")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=%00", "cursor")]
    [InlineData("first=10", "first")]
    [InlineData("residentCode=0000017255", "residentCode")]
    public async Task A_list_names_the_parameter_that_is_wrong(string query, string field)
    {
        foreach (var path in new[] { "/v1/children", $"/v1/screening-runs/{city.Run}/candidates" })
            (await city.Door.AskAsync(Who.Narrower(city.Run), $"{path}?{query}")).Problem(400, "request-malformed", query).Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("child=1", "child")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=9223372036854775808", "limit")]
    [InlineData("cursor=-1", "cursor")]
    [InlineData("from=yesterday", "from")]
    [InlineData("until=2025-13-01T00:00:00Z", "until")]
    [InlineData("name=x", "name")]
    public async Task The_log_names_the_parameter_that_is_wrong(string query, string field) =>
        (await city.Door.AskAsync(Who.Officer, $"/v1/access-log?{query}")).Problem(400, "request-malformed", query).Field.ShouldBe(field);

    [Theory]
    [InlineData("/v1/children?grade=%00")]
    [InlineData("/v1/children?class=%00a")]
    [InlineData("/v1/children?grade=%FF%FE")]
    [InlineData("/v1/children?grade=%ED%A0%80")]
    [InlineData("/v1/children/%00")]
    [InlineData("/v1/children/..%2f..%2f")]
    public async Task Strange_text_is_no_fault_of_the_server(string path) =>
        (await city.Door.AskAsync(Who.Narrower(city.Run), path)).Status.ShouldBeInRange(200, 404);

    [Theory]
    [InlineData("actor")]
    [InlineData("role")]
    [InlineData("purpose")]
    [InlineData("outcome")]
    public async Task Strange_text_in_a_search_of_the_log_is_no_fault_of_the_server(string parameter)
    {
        foreach (var text in new[] { "%00", "%FF", "'", "%F0%9F%92%A9", new string('a', 4000) })
            (await city.Door.AskAsync(Who.Officer, $"/v1/access-log?{parameter}={text}")).Status.ShouldBeInRange(200, 404, text);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("{}", "child")]
    [InlineData("{\"child\":1}", "child")]
    [InlineData("{\"child\":\"00000000-0000-0000-0000-000000000000\",\"institution\":\"1001\",\"points\":\"yes\",\"reason\":\"r\",\"until\":\"2099-01-01T00:00:00Z\"}", "points")]
    [InlineData("{\"child\":\"00000000-0000-0000-0000-000000000000\",\"institution\":\"1001\",\"points\":true,\"reason\":\"r\",\"until\":\"2099-01-01T00:00:00Z\"}", "until")]
    [InlineData("{\"child\":\"00000000-0000-0000-0000-000000000000\",\"institution\":\"1001\",\"points\":true,\"reason\":null,\"until\":\"2099-01-01T00:00:00Z\"}", "reason")]
    [InlineData("{\"child\":\"00000000-0000-0000-0000-000000000000\",\"extra\":1}", "extra")]
    public async Task A_body_names_the_member_that_is_wrong(string body, string field) =>
        (await city.Door.AskAsync(Who.Steward(city.Run), "/v1/shares", body)).Problem(400, "request-malformed", body).Field.ShouldBe(field);

    [Theory]
    [InlineData("role", "\"king\"")]
    [InlineData("purposes", "[\"narrowing\"]")]
    [InlineData("purposes", "[]")]
    [InlineData("person", "\" \"")]
    [InlineData("until", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("person", "\"dev-steward\"")]
    [InlineData("person", "\"ｄｅｖ-analyst\"")]
    public async Task An_assignment_names_the_member_that_is_wrong(string member, string value)
    {
        await city.TokenOfAsync(Who.Analyst(city.Run), TestContext.Current.CancellationToken); // whom an id can look like
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["person"] = "\"p\"",
            ["role"] = "\"analyst\"",
            ["purposes"] = "[\"screening\"]",
            ["until"] = "\"2099-01-01T00:00:00Z\"",
            [member] = value,
        };
        var body = $"{{{string.Join(',', parts.Select(p => $"\"{p.Key}\":{p.Value}"))}}}";
        (await city.Door.AskAsync(Who.Steering, "/v1/assignments", body)).Problem(400, "request-malformed", body).Field.ShouldBe(member);
    }

    [Theory]
    [InlineData("person", "\\u0000")]
    [InlineData("person", "\\ud800")]
    [InlineData("institution", "\\u0000")]
    public async Task Text_that_no_database_takes_is_malformed(string member, string value)
    {
        var person = member == "person" ? value : "p";
        var institution = member == "institution" ? $",\"institution\":\"{value}\"" : "";
        var body = $"{{\"person\":\"{person}\",\"role\":\"analyst\",\"purposes\":[\"screening\"],\"until\":\"2099-01-01T00:00:00Z\"{institution}}}";
        (await city.Door.AskAsync(Who.Steering, "/v1/assignments", body)).Problem(400, "request-malformed", member);
    }

    [Fact]
    public async Task A_reason_that_no_database_takes_is_malformed()
    {
        var row = (await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/children?fields=id,schoolCode&size=200")).Ok().Items
            .First(r => r.GetProperty("schoolCode").ValueKind == JsonValueKind.String && r.GetProperty("id").GetGuid() != city.Child);
        var body = $"{{\"child\":\"{row.GetProperty("id").GetString()}\",\"institution\":\"{row.GetProperty("schoolCode").GetString()}\",\"points\":true,"
            + $"\"reason\":\"a\\u0000\",\"until\":\"{TimeProvider.System.GetUtcNow().AddDays(1):O}\"}}";
        (await city.Door.AskAsync(Who.Steward(city.TopRun), "/v1/shares", body)).Problem(400, "request-malformed").Field.ShouldBe("reason");
    }

    [Fact]
    public async Task A_name_longer_than_any_index_takes_is_malformed()
    {
        // Random letters: a database would compress a repeated one.
        var random = new Random(1);
        var person = string.Concat(Enumerable.Range(0, 40_000).Select(_ => (char)('a' + random.Next(26))));
        var body = $"{{\"person\":\"{person}\",\"role\":\"analyst\",\"purposes\":[\"screening\"],\"until\":\"2099-01-01T00:00:00Z\"}}";
        (await city.Door.AskAsync(Who.Steering, "/v1/assignments", body)).Problem(400, "request-malformed").Field.ShouldBe("person");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        var reply = await city.Door.AskAsync(Who.Steward(city.Run), "/v1/shares", "{}", r => r.Content!.Headers.ContentType = new MediaTypeHeaderValue(type));
        reply.Problem(400, "request-malformed").Field.ShouldBe("Content-Type");
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var reply = await city.Door.AskAsync(Who.Steward(city.Run), "/v1/shares", $"{{\"reason\":\"{new string('a', 70_000)}\"}}");
        reply.Problem(413, "body-too-large");
        (await city.Door.AskAsync(Who.Steward(city.Run), "/v1/shares", $"{{\"reason\":\"{new string('a', 70_000)}\"}}", r => r.Headers.TransferEncodingChunked = true))
            .Problem(413, "body-too-large");
    }

    [Fact]
    public async Task Deep_JSON_is_malformed()
    {
        var deep = new string('[', 5_000) + new string(']', 5_000);
        (await city.Door.AskAsync(Who.Steward(city.Run), "/v1/shares", $"{{\"reason\":{deep}}}")).Problem(400, "request-malformed");
    }

    [Fact]
    public async Task A_body_that_is_not_UTF_8_is_malformed()
    {
        var token = await city.TokenOfAsync(Who.Steward(city.Run), TestContext.Current.CancellationToken);
        var head = $"POST /v1/shares HTTP/1.1\r\nAuthorization: Bearer {token}\r\nPurpose-Of-Use: share-decision\r\nPurpose-Context: run:{city.Run}\r\nContent-Type: application/json\r\n";
        byte[] body = [.. "{\"reason\":\""u8, 0xFF, 0xFE, 0xC0, .. "\"}"u8];
        (await RawRequest.SendAsync(city.Server.Address, head, body)).Problem(400, "request-malformed");
    }

    [Theory]
    [InlineData("GET /v1/children?grade=\u00FF HTTP/1.1\r\n")]
    [InlineData("GET /v1/\u0080\u0081 HTTP/1.1\r\n")]
    [InlineData("GET /v1/children HTTP/1.1\r\nPurpose-Of-Use: \u00FF\u00FE\r\n")]
    [InlineData("GET /v1/children HTTP/1.1\r\nAuthorization: Bearer \u00FF\r\n")]
    [InlineData("GET http://[::1/v1 HTTP/1.1\r\n")]
    [InlineData("BREW /v1/children HTTP/1.1\r\n")]
    [InlineData("GET /v1/children HTTP/9.9\r\n")]
    public async Task Bytes_that_are_no_request_get_an_answer_and_no_fault(string head) =>
        (await RawRequest.SendAsync(city.Server.Address, head)).Status.ShouldBeInRange(400, 505);

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var reply = await city.Door.AskAsync(Who.Officer, "/v1/me", body: null, r => r.Headers.Add("X-Long", new string('a', 40_000)));
        reply.Status.ShouldBe(431);
    }

    [Fact]
    public async Task An_unknown_path_or_method_is_a_problem_document()
    {
        foreach (var path in new[] { "/", "/v1", "/v1/children/1/2/3", "/v2/me", "/v1/me.txt", "/favicon.ico" })
            (await city.Door.AskAsync(Who.Officer, path)).Problem(404, "not-found", path);
        (await city.Door.AskAsync(Who.Officer, "/v1/me", "{}")).Status.ShouldBeInRange(404, 405);
    }

    [Fact]
    public async Task No_answer_repeats_what_was_sent()
    {
        var marker = "寺沢龍之介";
        foreach (var path in new[] { $"/v1/children?{Uri.EscapeDataString(marker)}=1", $"/v1/children?grade={Uri.EscapeDataString(marker)}&size=x", $"/v1/children?fields={Uri.EscapeDataString(marker)}", $"/v1/children/{Uri.EscapeDataString(marker)}" })
        {
            var reply = await city.Door.AskAsync(Who.Analyst(city.Run), path);
            reply.Status.ShouldBeInRange(400, 404, path);
            if (!path.Contains("?%", StringComparison.Ordinal))
                Encoding.UTF8.GetString(reply.Bytes).ShouldNotContain(marker);
        }
    }
}
