using ChildLink.Api.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>Asks a server that holds nothing but the document for it.</summary>
public static class DocumentHost
{
    /// <summary>The document as it is served.</summary>
    public static async Task<string> TextAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRestDocument();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapRestDocument();
        await app.StartAsync(ct);
        using var client = new HttpClient();
        return await client.GetStringAsync(app.Urls.First() + RestDocument.Route, ct);
    }
}
