using Microsoft.IdentityModel.Protocols;

namespace ChildLink.Api.Authentication;

/// <summary>Fetches documents of an identity provider and remembers when it last tried, also in vain. Thread-safe.</summary>
internal sealed class ProviderDocuments(IDocumentRetriever documents) : IDocumentRetriever
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    // 0: never.
    private long last;

    /// <summary>Whether the last attempt is at least so long ago, or there was none.</summary>
    public bool Rested(TimeSpan pause) => Volatile.Read(ref last) is var tried && (tried == 0 || Clock.GetElapsedTime(tried) >= pause);

    public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        Volatile.Write(ref last, Clock.GetTimestamp());
        return documents.GetDocumentAsync(address, cancel);
    }
}
