using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>GraphQL over HTTP: what comes of a request, in both forms of answers, and what stands in the log.</summary>
public sealed class HttpTests(TransportCity city) : IClassFixture<TransportCity>
{
    private const string New = "application/graphql-response+json";
    private const string Old = "application/json";

    [Theory]
    [InlineData("{ echo(text: \"a\") }", null, 200, null)]
    [InlineData("{", null, 400, "document-invalid|HC0011")]
    [InlineData("{ nothing }", null, 400, "document-invalid|*")]
    [InlineData("query A { me { person } } query B { me { person } }", null, 400, "document-invalid|*")]
    [InlineData("query($n: ID!) { echo(text: \"a\") }", "{\"n\":null}", 400, "document-invalid|*")]
    [InlineData("subscription { endless { number } }", null, 400, "stream-required")]
    public async Task Only_the_newer_form_says_by_its_status_what_came_of_a_request(string query, string? variables, int status, string? code)
    {
        foreach (var (accept, expected) in new[] { (New, status), (Old, 200) })
        {
            using var answer = await city.AskAsync(query, accept, variables: variables);
            ((int)answer.StatusCode).ShouldBe(expected, accept);
            answer.Content.Headers.ContentType!.ToString().ShouldBe(accept + "; charset=utf-8");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var json = await JsonAsync(answer);
            json.TryGetProperty("data", out _).ShouldBe(code is null);
            json.TryGetProperty("errors", out var errors).ShouldBe(code is not null);
            if (code is not null)
                errors[0].GetProperty("extensions").GetProperty("requestId").GetString().ShouldBe(answer.Headers.GetValues("Request-Id").Single());
        }
    }

    [Fact]
    public async Task A_request_leaves_one_entry_in_the_log_and_bears_its_id()
    {
        var before = await city.EntriesAsync();
        using var answer = await city.AskAsync("query Said { echo(text: \"a\") purpose }");
        (await JsonAsync(answer)).GetProperty("data").GetRawText().ShouldBe("{\"echo\":\"a\",\"purpose\":\"steering\"}");
        answer.Headers.GetValues("Request-Id").ShouldHaveSingleItem();
        (await city.EntriesAsync()).ShouldBe(before + 1);
        (await city.NewestEntryAsync()).ShouldBe("graphql query echo,purpose as Said released steering");
        using var nameless = await city.AskAsync("{ a: echo b: echo purpose }");
        (await city.NewestEntryAsync()).ShouldBe("graphql query echo,purpose released steering");
        using var longName = await city.AskAsync($"query {new string('q', 65)} {{ purpose }}");
        (await city.NewestEntryAsync()).ShouldBe("graphql query purpose released steering");
        using var harmless = await city.AskAsync("query ListOfProvisions { a: me { person } b: __typename c: purpose d: __schema { queryType { name } } e: __type(name: \"Me\") { name } f: echo }");
        (await city.NewestEntryAsync()).ShouldBe("graphql query me,__typename,purpose,__schema,__type,echo as ListOfProvisions released steering", "what is asked stands there, however it is called");
    }

    [Theory]
    [InlineData("{ me { person } }")]
    [InlineData("{ __typename }")]
    [InlineData("{ __schema { queryType { name } } m: me { person } }")]
    [InlineData("{ __type(name: \"Me\") { name } }")]
    public async Task Ones_own_rights_and_the_schema_need_no_purpose(string query)
    {
        using var answer = await city.AskAsync(query, New, purpose: null);
        ((int)answer.StatusCode).ShouldBe(200);
        (await city.NewestEntryAsync()).ShouldEndWith(" released ");
    }

    [Theory]
    [InlineData(null, 400, "purpose-required")]
    [InlineData("steering,steering", 403, "not-assigned")]
    [InlineData("narrowing", 403, "not-assigned")]
    [InlineData("nonsense", 403, "not-assigned")]
    public async Task Everything_else_needs_a_purpose_that_is_assigned(string? purpose, int status, string code)
    {
        foreach (var query in new[] { "{ echo }", "{ me { person } echo }", "mutation { note(text: \"a\") }", "mutation { __typename }" })
        {
            using var answer = await city.AskAsync(query, New, purpose);
            ((int)answer.StatusCode).ShouldBe(status, query);
            Code(await JsonAsync(answer)).ShouldBe(code);
            (await city.NewestEntryAsync()).ShouldContain($" refused:{code} ");
            using var old = await city.AskAsync(query, Old, purpose);
            ((int)old.StatusCode).ShouldBe(200, query);
            Code(await JsonAsync(old)).ShouldBe(code);
        }
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json; charset=utf-16")]
    public async Task What_cannot_be_accepted_is_not_sent(string accept)
    {
        using var answer = await city.AskAsync("{ echo }", accept);
        ((int)answer.StatusCode).ShouldBe(406);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await city.NewestEntryAsync()).ShouldBe("graphql refused:not-acceptable steering");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=shift_jis")]
    [InlineData("application/graphql+json")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        using var answer = await city.AskAsync("{ echo }", change: r => r.Content!.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type));
        ((int)answer.StatusCode).ShouldBe(415);
        Code(await JsonAsync(answer)).ShouldBe("media-type-unsupported");
    }

    [Fact]
    public async Task A_packed_body_is_refused_however_small()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 1_000; i++)
                await gzip.WriteAsync(new byte[100_000], TestContext.Current.CancellationToken);
        }

        using var answer = await city.AskAsync("{ echo }", change: r =>
        {
            r.Content = new ByteArrayContent(bomb.ToArray()[..90_000]);
            r.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            r.Content.Headers.ContentEncoding.Add("gzip");
        });
        ((int)answer.StatusCode).ShouldBe(415);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_body_is_refused(bool chunked)
    {
        using var answer = await city.AskAsync($"{{ echo(text: \"{new string('a', 120_000)}\") }}", change: r => r.Headers.TransferEncodingChunked = chunked);
        ((int)answer.StatusCode).ShouldBe(413);
        Code(await JsonAsync(answer)).ShouldBe("body-too-large");
    }

    [Fact]
    public async Task A_huge_document_is_refused_before_it_is_read()
    {
        using var answer = await city.AskAsync($"{{ echo(text: \"{new string('a', 60_000)}\") }}", New);
        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(city.Address.Host, city.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {city.Token()}\r\nPurpose-Of-Use: steering\r\n"
            + "Content-Type: application/json\r\nContent-Length: 90000\r\n\r\n{\"query\":"), TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("HTTP/1.1 408 Request Timeout");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (await city.NewestEntryAsync()).ShouldBe("graphql refused:body-too-slow steering");
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_given_up()
    {
        using var answer = await city.AskAsync("{ forever }", New);
        ((int)answer.StatusCode).ShouldBe(503);
        Code(await JsonAsync(answer)).ShouldBe("answer-too-slow");
        (await city.NewestEntryAsync()).ShouldBe("graphql query forever refused:answer-too-slow steering");
    }

    [Fact]
    public async Task A_command_that_was_done_is_answered_however_long_it_took_and_the_next_is_not_begun()
    {
        using var answer = await city.AskAsync("mutation { done: slow missed: note(text: \"a\") }", New);
        ((int)answer.StatusCode).ShouldBe(200);
        var json = await JsonAsync(answer);
        json.GetProperty("data").GetRawText().ShouldBe("{\"done\":7,\"missed\":null}");
        json.GetProperty("errors").GetArrayLength().ShouldBe(1);
        Code(json).ShouldBe("answer-too-slow");
        (await city.NewestEntryAsync()).ShouldBe("graphql mutation slow,note refused:answer-too-slow steering");
    }

    [Fact]
    public async Task An_answer_that_outgrows_its_bounds_stands_in_the_log()
    {
        using var answer = await city.AskAsync("{ large }", New);
        ((int)answer.StatusCode).ShouldBe(413);
        (await city.NewestEntryAsync()).ShouldBe("graphql query large refused:answer-too-large steering");
    }

    [Fact]
    public async Task A_fault_tells_no_cause()
    {
        using var answer = await city.AskAsync("{ fault }");
        ((int)answer.StatusCode).ShouldBe(500);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("internal-error");
        text.ShouldNotContain("secret");
    }

    [Fact]
    public async Task An_address_can_ask_for_queries_only()
    {
        using var query = await GetAsync("query Q($t: String) { echo(text: $t) }", "{\"t\":\"a\"}");
        ((int)query.StatusCode).ShouldBe(200);
        (await JsonAsync(query)).GetProperty("data").GetProperty("echo").GetString().ShouldBe("a");
        foreach (var refused in new[] { "mutation { note(text: \"a\") }", "mutation { __typename }", "{ names(kana: \"サ\") }", "{ echo ... { n: names(kana: \"サ\") } }" })
        {
            using var answer = await GetAsync(refused, null);
            ((int)answer.StatusCode).ShouldBe(405, refused);
            answer.Content.Headers.Allow.ShouldBe(["POST"], refused);
            (await JsonAsync(answer)).GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldEndWith("must be POST.");
        }

        using var posted = await city.AskAsync("{ names(kana: \"サ\") }");
        ((int)posted.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Other_methods_are_refused_and_told_the_right_ones(string method)
    {
        using var answer = await city.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql"));
        ((int)answer.StatusCode).ShouldBe(405);
        answer.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
        // No site may ask from a browser without being of the same origin.
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_asks_without_a_token()
    {
        foreach (var method in new[] { "GET", "POST", "OPTIONS" })
        {
            using var answer = await city.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql?query={me{person}}"), TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBe(401, method);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"childlink\"");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task The_text_of_the_schema_is_public_and_cached_by_its_tag()
    {
        using var text = await city.Client.GetAsync("/graphql?sdl", TestContext.Current.CancellationToken);
        (await text.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(TestSchema.Sdl);
        text.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        again.Headers.IfNoneMatch.Add(text.Headers.ETag!);
        using var same = await city.Client.SendAsync(again, TestContext.Current.CancellationToken);
        ((int)same.StatusCode).ShouldBe(304);
    }

    [Fact]
    public async Task Extensions_tell_the_cost_and_what_the_host_says()
    {
        using var answer = await city.AskAsync("{ me { again { person } } }");
        var extensions = (await JsonAsync(answer)).GetProperty("extensions");
        extensions.GetProperty("cost").GetProperty("fieldCost").GetDouble().ShouldBePositive();
        extensions.GetProperty("partialView").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Errors_speak_the_language_of_the_caller()
    {
        using var answer = await city.AskAsync("{ echo }", purpose: null, change: r => r.Headers.AcceptLanguage.ParseAdd("ja"));
        (await JsonAsync(answer)).GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain("利用目的");
    }

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;

    internal static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private Task<HttpResponseMessage> GetAsync(string query, string? variables) => city.SendAsync(new HttpRequestMessage(
        HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/graphql?query={Uri.EscapeDataString(query)}{(variables is null ? "" : "&variables=" + Uri.EscapeDataString(variables))}")));
}
