using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ChildLink.Tests.Product.Authentication;

/// <summary>An identity provider on loopback: discovery, key set, a key that can be changed.</summary>
internal sealed class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim gate = new(1);
    private RSA key = RSA.Create(2048);
    private int generation = 1;

    private LoopbackProvider(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public int Readings { get; private set; }

    /// <summary>How often discovery was asked for, answered or not.</summary>
    public int Questions { get; private set; }

    /// <summary>Whether it has nothing but errors to say.</summary>
    public bool Broken { get; set; }

    public static async Task<LoopbackProvider> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new LoopbackProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.DiscoveryAsync);
        app.MapGet("/keys", provider.Keys);
        await app.StartAsync(ct);
        return provider;
    }

    /// <summary>Leaves whoever asks waiting, until <see cref="GoOn"/>.</summary>
    public Task HangAsync(CancellationToken ct) => gate.WaitAsync(ct);

    public void GoOn() => gate.Release();

    public void ChangeKey()
    {
        key.Dispose();
        key = RSA.Create(2048);
        generation++;
    }

    /// <summary>Signs claims under a JWS algorithm of RSA.</summary>
    public string Sign(string algorithm, string payload)
    {
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"{{generation}}"}""";
        var input = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        var padding = algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{input}.{Base64UrlEncoder.Encode(key.SignData(System.Text.Encoding.ASCII.GetBytes(input), new HashAlgorithmName($"SHA{algorithm[2..]}"), padding))}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        gate.Dispose();
    }

    private async Task<IResult> DiscoveryAsync()
    {
        Questions++;
        await gate.WaitAsync();
        gate.Release();
        return Broken ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.Json(new { issuer = "https://id.example", jwks_uri = new Uri(Address, "keys") });
    }

    private IResult Keys()
    {
        Readings++;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", kid = $"{generation}", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) },
            },
        });
    }
}
