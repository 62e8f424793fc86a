using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.GraphQL;

/// <summary>Documents and bodies that are meant to hurt: refused in under a second, in little memory, and the server goes on.</summary>
public sealed class HostileTests(ServedCity city)
{
    /// <summary>Memory that the server may take on top while it is attacked: a few answers and their garbage, not a bomb's content.</summary>
    private const long MostGrowth = 300L << 20;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Func<string>> Documents = new(StringComparer.Ordinal)
    {
        ["deep introspection"] = () => $"{{ __schema {{ types {{ {Nest("fields { type { ", 60, "name", " } }")} }} }} }}",
        ["deep children"] = () => $"{{ children {{ nodes {{ {Nest("household { members { ", 100, "name", " } }")} }} }} }}",
        ["10,000 aliases"] = () => $"{{ {Many(10_000, i => $"a{i}: me {{ person }} ")} }}",
        ["3,000 aliases of a list"] = () => $"{{ {Many(3_000, i => $"a{i}:classes{{n:__typename}}")} }}",
        ["10,000 equal fields"] = () => $"{{ me {{ {Many(10_000, _ => "person ")} }} }}",
        ["circular fragments"] = () => "{ me { ...A } } fragment A on Me { person ...B } fragment B on Me { ...A }",
        ["fragment within itself"] = () => "{ me { ...A } } fragment A on Me { ...A }",
        ["exponential fragments"] = () => $"{{ me {{ ...F0 }} }} {Many(60, i => $"fragment F{i} on Me {{ a{i}: person ...F{i + 1} ...F{i + 1} }} ")} fragment F60 on Me {{ person }}",
        ["exponential conflicts"] = () => $"{{ {Many(400, i => $"me {{ ...F{i % 20} }} ")} }} {Many(20, i => $"fragment F{i} on Me {{ {Many(20, j => $"x{j}: person ")} ...G }} ")} fragment G on Me {{ issuer }}",
        ["100,000 opening braces"] = () => new string('{', 60_000),
        ["100,000 opening brackets"] = () => $"{{ echo(a: {new string('[', 60_000)}",
        ["balanced brackets"] = () => $"{{ child(id: {new string('[', 20_000)}{new string(']', 20_000)}) {{ id }} }}",
        ["brackets of a type"] = () => $"query($a: {new string('[', 20_000)}Int{new string(']', 20_000)}) {{ me {{ person }} }}",
        ["huge number"] = () => $"{{ children(first: {new string('9', 50_000)}) {{ nodes {{ id }} }} }}",
        ["huge exponent"] = () => "{ children(first: 1e999999999) { nodes { id } } }",
        ["huge string"] = () => $"{{ child(id: \"{new string('a', 60_000)}\") {{ id }} }}",
        ["huge name"] = () => $"{{ {new string('a', 60_000)} }}",
        ["many directives"] = () => $"{{ me {Many(5_000, _ => "@skip(if: false) ")} {{ person }} }}",
        ["many unknown directives"] = () => $"{{ me {Many(5_000, i => $"@d{i} ")} {{ person }} }}",
        ["many operations"] = () => Many(3_000, i => $"query Q{i} {{ me {{ person }} }} "),
        ["many variables"] = () => $"query({Many(3_000, i => $"$v{i}: Int ")}) {{ me {{ person }} }}",
        ["NUL"] = () => "{ me \0 { person } }",
        ["NUL in a string"] = () => "{ child(id: \"\\u0000\") { id } }",
        ["NUL in a search"] = () => "{ searchChildren(search: { kana: { beginsWith: \"\\u0000\" } }) { nodes { id } } }",
        ["half a pair in a string"] = () => "{ child(id: \"\\uD800\") { id } }",
        ["braced half a pair"] = () => "{ child(id: \"\\u{D800}\") { id } }",
        ["beyond Unicode"] = () => "{ child(id: \"\\u{110000}\") { id } }",
        ["endless comment"] = () => $"#{new string('#', 65_000)}",
        ["endless block string"] = () => $"{{ child(id: \"\"\"{new string('\n', 60_000)}) {{ id }} }}",
        ["most expensive list"] = () => "{ children(first: 2147483647) { nodes { id } } }",
        ["negative list"] = () => "{ children(first: -1) { nodes { id } } }",
    };

    /// <summary>What merges into a few fields: it would cost much to who did not merge as he goes.</summary>
    private static readonly string[] Harmless = ["exponential fragments", "exponential conflicts"];

    public static TheoryData<string> Names => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_document_is_refused_at_once(string name)
    {
        // Tokens are made by a command, which is slower than any answer.
        await city.TokenOfAsync(Who.Narrower(city.Run), TestContext.Current.CancellationToken);
        await AliveAsync();
        var before = city.Server.Memory;
        var clock = Stopwatch.StartNew();
        var reply = await city.Door.GraphAsync(Who.Narrower(city.Run), Documents[name]());
        clock.Elapsed.ShouldBeLessThan(Second, name);
        if (Harmless.Contains(name))
            reply.Ok();
        else if (reply.Status != 200)
            reply.Status.ShouldBe(400, reply.Body);
        else
            // A child that nobody knows is null; everything else is an error of a field.
            (reply.Body.Contains("\"errors\"", StringComparison.Ordinal) || reply.Body.Contains("{\"child\":null}", StringComparison.Ordinal)).ShouldBeTrue(reply.Body);
        reply.Bytes.Length.ShouldBeLessThan(100_000, "an answer longer than the question helps the one who floods");
        (city.Server.Memory - before).ShouldBeLessThan(MostGrowth, name);
        await AliveAsync();
    }

    [Fact]
    public async Task Hostile_bytes_are_refused_at_once()
    {
        var token = await city.TokenOfAsync(Who.Steering, TestContext.Current.CancellationToken);
        var head = $"POST /graphql HTTP/1.1\r\nAuthorization: Bearer {token}\r\nPurpose-Of-Use: steering\r\nContent-Type: application/json\r\n";
        byte[][] bodies =
        [
            [.. "{\"query\":\"{ me { person } # "u8, 0xFF, 0xFE, .. "\"}"u8],
            [.. "{\"query\":\"{ me { person } # "u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            [.. "{\"query\":\"{ me { person } # "u8, 0xC0, 0x80, .. "\"}"u8],
            "{\"query\":\"{ me { person } # \\ud800 \"}"u8.ToArray(),
            Encoding.UTF8.GetBytes($"{{\"query\":\"{{me{{person}}}}\",\"variables\":{new string('[', 300_000)}"),
            Encoding.UTF8.GetBytes($"{{\"query\":\"{{me{{person}}}}\",\"variables\":{{\"a\":{new string('9', 300_000)}e}}}}"),
            Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{\"query\":\"{me{person}}\"}", 1_000))}]"),
            Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"x{i}\":1"))}}}"),
            [0],
        ];
        foreach (var body in bodies)
        {
            var clock = Stopwatch.StartNew();
            var reply = await RawRequest.SendAsync(city.Server.Address, head, body);
            reply.Status.ShouldBe(400, reply.Body);
            reply.GraphCode().ShouldBe("request-malformed");
            clock.Elapsed.ShouldBeLessThan(Second);
        }

        await AliveAsync();
    }

    [Fact]
    public async Task A_gzip_bomb_is_never_unpacked()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 500; i++)
                await gzip.WriteAsync(new byte[1_000_000], TestContext.Current.CancellationToken);
        }

        var before = city.Server.Memory;
        var reply = await city.Door.GraphAsync(Who.Steering, "{ me { person } }", change: r =>
        {
            r.Content = new ByteArrayContent(bomb.ToArray());
            r.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            r.Content.Headers.ContentEncoding.Add("gzip");
        });
        reply.Status.ShouldBe(415);
        reply.GraphCode().ShouldBe("media-type-unsupported");
        (city.Server.Memory - before).ShouldBeLessThan(MostGrowth);
        await AliveAsync();
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_refused()
    {
        var reply = await city.Door.GraphAsync(Who.Steering, $"{{ me {{ person }} }} #{new string('a', 2 << 20)}");
        reply.Status.ShouldBe(413);
        await AliveAsync();
    }

    [Fact]
    public async Task Slow_bodies_keep_nobody_else_waiting_and_are_given_up()
    {
        var token = await city.TokenOfAsync(Who.Steering, TestContext.Current.CancellationToken);
        var head = string.Create(CultureInfo.InvariantCulture, $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nPurpose-Of-Use: steering\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{");
        var slow = new List<System.Net.Sockets.TcpClient>();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                slow.Add(new System.Net.Sockets.TcpClient());
                await slow[^1].ConnectAsync(city.Server.Address.Host, city.Server.Address.Port, TestContext.Current.CancellationToken);
                await slow[^1].GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            }

            var clock = Stopwatch.StartNew();
            await AliveAsync();
            clock.Elapsed.ShouldBeLessThan(Second);
            // Below 240 bytes a second after five seconds the server hangs up.
            using var reader = new StreamReader(slow[0].GetStream());
            (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))
                .ShouldBe("HTTP/1.1 408 Request Timeout");
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    private static string Nest(string open, int depth, string inner, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));

    private static string Many(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private async Task AliveAsync() => (await city.Door.GraphAsync(Who.Steering, "{ me { person } }")).Ok();
}
