using System.Text;
using ChildLink.Api.GraphQL.Transport.Sockets;

namespace ChildLink.Tests.Product.GraphQL.Transport;

public sealed class SocketMessageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":\"start\"}")]
    [InlineData("{\"type\":\"connection_ack\"}")]
    [InlineData("{\"type\":\"ping\",\"type\":\"pong\"}")]
    [InlineData("{\"type\":\"ping\",\"payload\":[]}")]
    [InlineData("{\"type\":\"subscribe\",\"payload\":{\"query\":\"{a}\"}}")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{a}\"}}")]
    [InlineData("{\"type\":\"subscribe\",\"id\":7,\"payload\":{\"query\":\"{a}\"}}")]
    [InlineData("{\"type\":\"complete\"}")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"\\ud800\"}")]
    public void What_the_protocol_does_not_know_is_a_fault(string text)
    {
        var (message, fault) = SocketMessage.Read(Encoding.UTF8.GetBytes(text));
        message.ShouldBeNull();
        // A reason of a close frame has room for 123 bytes.
        Encoding.UTF8.GetByteCount(fault!).ShouldBeInRange(1, 123);
    }

    [Theory]
    [InlineData("{\"type\":\"connection_init\"}", SocketMessageKind.ConnectionInit, null)]
    [InlineData("{\"type\":\"connection_init\",\"payload\":null}", SocketMessageKind.ConnectionInit, null)]
    [InlineData("{\"type\":\"ping\",\"payload\":{\"a\":1}}", SocketMessageKind.Ping, null)]
    [InlineData("{\"type\":\"pong\"}", SocketMessageKind.Pong, null)]
    [InlineData("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{a}\"}}", SocketMessageKind.Subscribe, "1")]
    [InlineData("{\"id\":\"1\",\"type\":\"complete\"}", SocketMessageKind.Complete, "1")]
    public void Messages_of_the_protocol_are_read(string text, SocketMessageKind kind, string? id)
    {
        var message = SocketMessage.Read(Encoding.UTF8.GetBytes(text)).Message.ShouldNotBeNull();
        message.Kind.ShouldBe(kind);
        message.Id.ShouldBe(id);
        message.Holder.Dispose();
    }
}
