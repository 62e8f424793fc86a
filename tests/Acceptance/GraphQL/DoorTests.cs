using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;
using ChildLink.Tests.Acceptance.Tokens;

namespace ChildLink.Tests.Acceptance.GraphQL;

/// <summary>Who gets in at the GraphQL door: tokens, purposes, the log, and addresses that name nobody.</summary>
public sealed class DoorTests(ServedCity city)
{
    private const string Children = "query Listed { children(first: 2) { nodes { id name } } }";

    [Fact]
    public async Task Forged_tokens_open_nothing()
    {
        var genuine = await city.TokenOfAsync(Who.Narrower(city.Run), TestContext.Current.CancellationToken);
        var key = await File.ReadAllBytesAsync(city.Home.At("development-issuer.key"), TestContext.Current.CancellationToken);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bare = new Forgery(genuine, key);
        bare.Header["alg"] = "none";
        var hmac = new Forgery(genuine, key);
        hmac.Header["alg"] = "HS256";
        var elsewhere = new Forgery(genuine, key);
        elsewhere.Payload["tenant"] = "152242";
        foreach (var (token, status) in new[]
        {
            ("nonsense", 401), ("", 401), (bare.Bare(), 401), (hmac.Hmac(hmac.PublicForms()[0]), 401), (new Forgery(genuine, key).Signed(stranger), 401),
            (genuine[..^4] + "AAAA", 401), (elsewhere.Signed(), 403),
        })
        {
            foreach (var query in new[] { Children, "{ me { person } }", "{ __typename }" })
            {
                var reply = await city.Door.GraphAsync(null, query, change: r =>
                {
                    r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    r.Headers.Add("Purpose-Of-Use", "narrowing");
                });
                reply.Status.ShouldBe(status, reply.Body);
                reply.MediaType.ShouldBe("application/problem+json");
            }
        }
    }

    [Fact]
    public async Task A_purpose_is_needed_and_must_be_ones_own()
    {
        foreach (var (purpose, status, code) in new[] { (null, 400, "purpose-required"), ("curiosity", 403, "not-assigned"), ("audit", 403, "not-assigned") })
        {
            var reply = await city.Door.GraphAsync(Who.Narrower(city.Run), Children, change: r =>
            {
                r.Headers.Remove("Purpose-Of-Use");
                if (purpose is not null)
                    r.Headers.Add("Purpose-Of-Use", purpose);
            });
            reply.Status.ShouldBe(status, reply.Body);
            reply.GraphCode().ShouldBe(code);
        }

        var malformed = await city.Door.GraphAsync(Who.Narrower(city.Run) with { Run = null }, Children, change: r => r.Headers.Add("Purpose-Context", "run:x"));
        malformed.Status.ShouldBe(400);
        malformed.GraphCode().ShouldBe("request-malformed");
    }

    [Fact]
    public async Task Every_answer_stands_in_the_log_under_its_id()
    {
        var reply = (await city.Door.GraphAsync(Who.Narrower(city.TopRun), Children)).Ok();
        var newest = (await city.Door.AskAsync(Who.Officer, "/v1/access-log?limit=5")).Ok().Items
            .Single(e => e.GetProperty("requestId").GetString() == reply.RequestId);
        newest.GetProperty("operation").GetString().ShouldBe("graphql query children as Listed");
        newest.GetProperty("outcome").GetString().ShouldBe("released");
        newest.GetProperty("rows").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_log_nothing_is_shown()
    {
        var ct = TestContext.Current.CancellationToken;
        (await city.Door.GraphAsync(Who.Narrower(city.TopRun), Children)).Ok();
        var function = (await city.Database.ListAsync("select 'audit.append_entries'::regproc::regprocedure::text", ct))[0];
        await city.Database.RunAsync(string.Create(CultureInfo.InvariantCulture, $"revoke execute on function {function} from childlink_app"), ct);
        try
        {
            foreach (var query in new[] { Children, "{ me { person } }", "{ __typename }", "{", "{ nothing }" })
            {
                var reply = await city.Door.GraphAsync(Who.Narrower(city.TopRun), query);
                reply.Problem(503, "access-log-unavailable", query);
                reply.Headers.ShouldContainKey("retry-after");
            }
        }
        finally
        {
            await city.Database.RunAsync(string.Create(CultureInfo.InvariantCulture, $"grant execute on function {function} to childlink_app"), ct);
        }

        (await city.Door.GraphAsync(Who.Narrower(city.TopRun), Children)).Ok();
    }

    [Fact]
    public async Task Words_that_name_a_person_never_stand_in_an_address()
    {
        const string Search = "{ searchChildren(search: { kana: { beginsWith: \"サ\" } }) { nodes { id } } }";
        var reply = await city.Door.AskAsync(Who.Narrower(city.TopRun), $"/graphql?query={Uri.EscapeDataString(Search)}");
        reply.Status.ShouldBe(405);
        reply.Headers["allow"].ShouldBe("POST");
        (await city.Door.GraphAsync(Who.Narrower(city.TopRun), Search)).Ok();
    }

    [Fact]
    public async Task No_error_repeats_what_was_sent()
    {
        const string Marker = "寺沢龍之介";
        foreach (var (query, variables) in new[]
        {
            ($"{{ child(id: \"{Marker}\") {{ id }} }}", null), ($"{{ children(after: \"{Marker}\") {{ nodes {{ id }} }} }}", null),
            ($"{{ children(first: \"{Marker}\") {{ nodes {{ id }} }} }}", null), ("query($n: Int) { children(first: $n) { nodes { id } } }", $"{{\"n\":\"{Marker}\"}}"),
            ("query($n: UUID!) { screeningRun(id: $n) { id } }", $"{{\"n\":\"{Marker}\"}}"), ($"{{ {Marker} }}", null),
            ($"query($s: ChildSearchInput!) {{ searchChildren(search: $s) {{ nodes {{ id }} }} }}", $"{{\"s\":{{\"kana\":{{\"nobody\":\"{Marker}\"}}}}}}"),
        })
        {
            var reply = await city.Door.GraphAsync(Who.Narrower(city.Run), query, variables);
            reply.Status.ShouldBeLessThan(500, reply.Body);
            reply.Body.ShouldNotContain(Marker);
        }
    }

    [Fact]
    public async Task The_schema_is_public_and_its_introspection_is_not()
    {
        var text = await city.Door.AskAsync(null, "/graphql?sdl");
        text.Ok().Body.ShouldContain("type Query");
        (await city.Door.GraphAsync(null, "{ __schema { queryType { name } } }")).Status.ShouldBe(401);
        var asked = (await city.Door.GraphAsync(Who.Steering, "{ __schema { queryType { name } } }")).Ok();
        asked.Json.GetProperty("data").GetProperty("__schema").GetProperty("queryType").GetProperty("name").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
