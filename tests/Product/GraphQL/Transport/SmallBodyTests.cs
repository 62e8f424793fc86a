using System.Text;
using ChildLink.Api.GraphQL.Transport;

namespace ChildLink.Tests.Product.GraphQL.Transport;

/// <summary>The smallest bound of bodies that an operator may set.</summary>
public sealed class SmallBodyTests : IAsyncLifetime
{
    private const int Most = 1024;

    private readonly TransportCity city = new();

    public ValueTask InitializeAsync() => city.InitializeAsync(GraphQLOptions.From(name => name == GraphQLOptions.BodyVariable ? "1024" : null));

    [Theory]
    [InlineData(40, 200)]
    [InlineData(Most, 200)]
    [InlineData(Most + 1, 413)]
    public async Task A_body_within_the_smallest_bound_is_read_and_a_larger_one_refused(int length, int status)
    {
        foreach (var chunked in new[] { false, true })
        {
            var body = """{"query":"{ echo(text: \"a\") }"}""".PadRight(length);
            using var answer = await city.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") },
                change: r => r.Headers.TransferEncodingChunked = chunked);
            ((int)answer.StatusCode).ShouldBe(status, $"chunked: {chunked}");
        }
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();
}
