using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>The protocol <c>graphql-transport-ws</c>, with clients that keep to it and clients that do not.</summary>
public sealed class SocketTests(TransportCity city) : IClassFixture<TransportCity>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_is_answered_and_completed()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Subscribe("1", "subscription Two { ticks(count: 2) { number purpose } }"));
        for (var i = 0; i < 2; i++)
        {
            var next = await ReceiveAsync(socket);
            Type(next).ShouldBe("next");
            next.GetProperty("id").GetString().ShouldBe("1");
            next.GetProperty("payload").GetProperty("data").GetProperty("ticks").GetRawText().ShouldBe($"{{\"number\":{i},\"purpose\":\"steering\"}}");
        }

        var complete = await ReceiveAsync(socket);
        (Type(complete), complete.GetProperty("id").GetString()).ShouldBe(("complete", "1"));
        (await city.NewestEntryAsync()).ShouldBe("graphql subscription ticks as Two released steering");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Ct);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Queries_and_mutations_run_side_by_side_with_subscriptions()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Subscribe("s", "subscription { endless { number } }"));
        await SendAsync(socket, Subscribe("q\"\\ é", "{ echo(text: \"a\") }"));
        await SendAsync(socket, Subscribe("m", "mutation { note(text: \"a\") }"));
        var ended = new HashSet<string>();
        while (ended.Count < 2)
        {
            var message = await ReceiveAsync(socket);
            if (Type(message) == "complete")
                ended.Add(message.GetProperty("id").GetString()!);
        }

        ended.ShouldBe(["q\"\\ é", "m"], ignoreOrder: true);
        await SendAsync(socket, "{\"id\":\"s\",\"type\":\"complete\"}");
        for (var i = 0; i < 200 && TestSchema.Open > 0; i++)
            await Task.Delay(50, Ct);
        TestSchema.Open.ShouldBe(0);
        // Its id is free again, and nobody was told of an end that the client itself asked for.
        await SendAsync(socket, Subscribe("s", "subscription { ticks(count: 1) { purpose } }"));
        JsonElement last;
        do
            last = await ReceiveAsync(socket);
        while (Type(last) == "next");
        Type(last).ShouldBe("complete");
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{")]
    [InlineData("query($n: ID!) { echo }")]
    [InlineData("subscription { ticks }")]
    public async Task Errors_of_a_request_end_it_alone(string query)
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Subscribe("1", query));
        var error = await ReceiveAsync(socket);
        // Errors of variables are found when the operation runs, and come as its answer.
        if (Type(error) == "next")
        {
            error.GetProperty("payload").TryGetProperty("data", out _).ShouldBeFalse();
            Type(await ReceiveAsync(socket)).ShouldBe("complete");
        }
        else
        {
            Type(error).ShouldBe("error");
            error.GetProperty("payload")[0].GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }

        await SendAsync(socket, "{\"type\":\"ping\",\"payload\":{\"a\":1}}");
        Type(await ReceiveAsync(socket)).ShouldBe("pong");
    }

    [Fact]
    public async Task A_connection_without_a_purpose_may_ask_for_ones_own_rights_only()
    {
        using var socket = await city.ConnectAsync();
        await SendAsync(socket, Init(city.Token(), purpose: null));
        Type(await ReceiveAsync(socket)).ShouldBe("connection_ack");
        await SendAsync(socket, Subscribe("1", "{ me { person } }"));
        (await ReceiveAsync(socket)).GetProperty("payload").GetProperty("data").GetProperty("me").GetProperty("person").GetString().ShouldBe(TransportCity.Person);
        await ReceiveAsync(socket);
        await SendAsync(socket, Subscribe("2", "{ echo }"));
        (await ReceiveAsync(socket)).GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("purpose-required");
    }

    [Theory]
    [InlineData("", 4400)]
    [InlineData("{\"type\":\"start\"}", 4400)]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\"}", 4401)]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{echo}\"}}", 4401)]
    [InlineData("{\"type\":\"connection_init\"}", 4403)]
    [InlineData("{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer nonsense\"}}", 4403)]
    [InlineData("{\"type\":\"connection_init\",\"payload\":{\"authorization\":7}}", 4400)]
    [InlineData("{\"type\":\"connection_init\",\"payload\":[]}", 4400)]
    public async Task Who_is_not_let_in_is_told_why_by_a_code(string message, int code)
    {
        using var socket = await city.ConnectAsync();
        await SendAsync(socket, message);
        (await ClosedAsync(socket)).ShouldBe(code);
    }

    [Fact]
    public async Task A_use_that_is_not_admitted_closes_the_connection()
    {
        using var socket = await city.ConnectAsync();
        await SendAsync(socket, Init(city.Token(), "narrowing"));
        (await ClosedAsync(socket)).ShouldBe(4403);
        socket.CloseStatusDescription.ShouldBe("Forbidden: not-assigned");
        (await city.NewestEntryAsync()).ShouldBe("graphql connection refused:not-assigned narrowing");
    }

    [Fact]
    public async Task Silence_closes_the_connection()
    {
        using var socket = await city.ConnectAsync();
        (await ClosedAsync(socket)).ShouldBe(4408);
    }

    [Fact]
    public async Task A_second_initialisation_closes_the_connection()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Init(city.Token(), TransportCity.Purpose));
        (await ClosedAsync(socket)).ShouldBe(4429);
    }

    [Fact]
    public async Task An_id_that_is_in_use_closes_the_connection()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Subscribe("1", "subscription { endless { number } }"));
        await ReceiveAsync(socket);
        await SendAsync(socket, Subscribe("1", "{ echo }"));
        (await ClosedAsync(socket)).ShouldBe(4409);
        for (var i = 0; i < 200 && TestSchema.Open > 0; i++)
            await Task.Delay(50, Ct);
        TestSchema.Open.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_protocol_is_not_spoken(string? protocol)
    {
        using var socket = await city.ConnectAsync(protocol);
        (await ClosedAsync(socket)).ShouldBe(4406);
    }

    [Theory]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":1}}", 4400)]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{echo}\",\"variables\":[]}}", 4400)]
    [InlineData("[", 4400)]
    public async Task Messages_of_no_protocol_close_the_connection(string message, int code)
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, message);
        (await ClosedAsync(socket)).ShouldBe(code);
    }

    [Fact]
    public async Task Messages_that_are_too_large_or_no_text_close_the_connection()
    {
        using var large = await OpenAsync();
        await SendAsync(large, Subscribe("1", new string(' ', 120_000)));
        (await ClosedAsync(large)).ShouldBe(1009);
        using var binary = await OpenAsync();
        await binary.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, Ct);
        (await ClosedAsync(binary)).ShouldBe(4400);
    }

    [Fact]
    public async Task A_token_that_ends_closes_the_connection()
    {
        using var socket = await city.ConnectAsync();
        await SendAsync(socket, Init(city.Token(TimeSpan.FromSeconds(2)), TransportCity.Purpose));
        Type(await ReceiveAsync(socket)).ShouldBe("connection_ack");
        (await ClosedAsync(socket)).ShouldBe(4403);
        socket.CloseStatusDescription.ShouldBe("Forbidden: token-expired");
    }

    [Fact]
    public async Task A_connection_runs_so_many_operations_and_no_more()
    {
        using var socket = await OpenAsync();
        for (var i = 0; i < 9; i++)
            await SendAsync(socket, Subscribe($"{i}", i < 5 ? "subscription { endless { number } }" : "{ forever }"));
        JsonElement message;
        do
            message = await ReceiveAsync(socket);
        while (Type(message) == "next");
        (Type(message), message.GetProperty("id").GetString()).ShouldBe(("error", "8"));
        message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("too-many-subscriptions");
    }

    private async Task<ClientWebSocket> OpenAsync()
    {
        var socket = await city.ConnectAsync();
        await SendAsync(socket, Init(city.Token(), TransportCity.Purpose));
        Type(await ReceiveAsync(socket)).ShouldBe("connection_ack");
        return socket;
    }

    private static string Init(string token, string? purpose) =>
        $"{{\"type\":\"connection_init\",\"payload\":{{\"authorization\":\"Bearer {token}\"{(purpose is null ? "" : $",\"purpose\":\"{purpose}\"")}}}}}";

    private static string Subscribe(string id, string query) =>
        $"{{\"id\":{JsonSerializer.Serialize(id)},\"type\":\"subscribe\",\"payload\":{{\"query\":{JsonSerializer.Serialize(query)}}}}}";

    private static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Ct);

    private static string? Type(JsonElement message) => message.GetProperty("type").GetString();

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var text = new MemoryStream();
        var piece = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(piece, Ct);
            received.MessageType.ShouldBe(WebSocketMessageType.Text, $"{socket.CloseStatus} {socket.CloseStatusDescription}");
            text.Write(piece, 0, received.Count);
            if (received.EndOfMessage)
                return JsonDocument.Parse(text.ToArray()).RootElement;
        }
    }

    private static async Task<int> ClosedAsync(ClientWebSocket socket)
    {
        var piece = new byte[4096];
        while ((await socket.ReceiveAsync(piece, Ct)).MessageType != WebSocketMessageType.Close)
        {
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Ct);
        return (int)socket.CloseStatus!.Value;
    }
}
