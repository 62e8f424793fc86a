using ChildLink.Api.GraphQL.Transport.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace ChildLink.Api.GraphQL.Transport.Http;

/// <summary>Server-sent events as <c>graphql-sse</c> means them (distinct connections): <c>next</c> with an answer, <c>complete</c>, and comments as heartbeat.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private static readonly byte[] Next = "event: next\ndata: "u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();
    private static readonly byte[] Complete = "event: complete\ndata: \n\n"u8.ToArray();
    private static readonly byte[] Alive = ":\n\n"u8.ToArray();

    private readonly HttpContext http;
    private readonly SemaphoreSlim one = new(1);
    private readonly ITimer heart;
    private bool ended;

    private EventStream(HttpContext http, TimeSpan heartbeat, TimeProvider time)
    {
        this.http = http;
        heart = time.CreateTimer(_ => _ = BeatAsync(), null, heartbeat, heartbeat);
    }

    /// <summary>Sends the head and a first comment, so that the client knows that it is heard: many show nothing of a head alone.</summary>
    public static async Task<EventStream> StartAsync(HttpContext http, TimeSpan heartbeat, TimeProvider time)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = AcceptedForms.ContentTypeOf(AnswerForm.EventStream);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["X-Accel-Buffering"] = "no"; // proxies of the nginx kind would hold events back
        await http.Response.Body.WriteAsync(Alive, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        return new EventStream(http, heartbeat, time);
    }

    /// <summary>Sends an answer; JSON as it is written here has no line ends.</summary>
    public Task NextAsync(ReadOnlyMemory<byte> json, CancellationToken ct) => SendAsync([Next, json, End], ct);

    /// <summary>Says that nothing follows.</summary>
    public Task CompleteAsync(CancellationToken ct) => SendAsync([Complete], ct);

    public async ValueTask DisposeAsync()
    {
        await heart.DisposeAsync();
        // A beat may be on its way; after it none touches the answer.
        await one.WaitAsync(CancellationToken.None);
        ended = true;
        one.Release();
    }

    private async Task SendAsync(ReadOnlyMemory<byte>[] parts, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (ended)
                return;
            foreach (var part in parts)
                await http.Response.Body.WriteAsync(part, ct);
            await http.Response.Body.FlushAsync(ct);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            await SendAsync([Alive], http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone; who pushes the next answer meets it.
        }
    }
}
