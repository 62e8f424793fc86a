using System.Net.Http.Headers;
using System.Text;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>A client of one server.</summary>
public sealed class Door(Uri address, Func<Who, CancellationToken, Task<string>> tokenOf) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Asks as somebody; null asks without a token and without a purpose.</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="path">Path with query.</param>
    /// <param name="body">JSON to post; null asks with GET.</param>
    /// <param name="change">Changes the request before it leaves.</param>
    public async Task<Reply> AskAsync(Who? who, string path, string? body = null, Action<HttpRequestMessage>? change = null)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokenOf(who, ct));
            request.Headers.Add("Purpose-Of-Use", who.Purpose);
            if (who.Run is { } run)
                request.Headers.Add("Purpose-Context", $"run:{run}");
        }

        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await client.SendAsync(request, ct);
        return await Reply.OfAsync(response, ct);
    }

    /// <summary>Every page of a list, from the first on.</summary>
    public async IAsyncEnumerable<Reply> PagesAsync(Who who, string path)
    {
        string? cursor = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await AskAsync(who, cursor is null ? path : $"{path}{separator}cursor={cursor}");
            yield return page;
            cursor = page.Status == 200 ? page.Next : null;
        }
        while (cursor is not null);
    }

    public void Dispose() => client.Dispose();
}
