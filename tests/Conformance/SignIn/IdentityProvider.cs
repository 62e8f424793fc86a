using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChildLink.Tests.Conformance.SignIn;

/// <summary>
/// The npm package <c>oidc-provider</c> as a process (<c>provider.mjs</c>): OpenID Connect discovery, authorization code with PKCE,
/// client credentials, access tokens as JWT (RFC 9068). It can be stopped and started again under the same address.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Audience = "urn:childlink:api";
    public const string Desk = "desk";
    public const string Program = "portal";
    public const string ProgramSecret = "invented, as is everybody here";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder;
    private readonly string tenant;
    private readonly int port;
    private Process? process;

    public IdentityProvider(string folder, string tenant)
    {
        this.folder = folder;
        this.tenant = tenant;
        port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it listens while it runs.</summary>
    public Uri Address { get; }

    /// <summary><c>iss</c>, which oidc-provider writes without a slash at the end.</summary>
    public string Issuer => Address.ToString().TrimEnd('/');

    /// <summary>Published keys; the first signs.</summary>
    public IReadOnlyList<SigningKey> Keys { get; private set; } = [SigningKey.Draw("first"), SigningKey.Draw("second")];

    public async Task StartAsync()
    {
        process = NodeTools.Start(folder, "provider.mjs");
        // Read to the end: a full pipe would stop it.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await TellAsync(new JsonObject
        {
            ["port"] = port,
            ["audience"] = Audience,
            ["tenant"] = tenant,
            ["programs"] = new JsonObject { [Program] = ProgramSecret },
            ["keys"] = Published(),
        });
    }

    /// <summary>Retires every key and signs with another.</summary>
    public async Task RotateAsync(SigningKey key)
    {
        Keys = [key];
        await TellAsync(new JsonObject { ["keys"] = Published() });
    }

    public async Task StopAsync()
    {
        if (process is not { } running)
            return;
        process = null;
        running.Kill();
        await running.WaitForExitAsync(CancellationToken.None);
        running.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private JsonArray Published() => new([.. Keys.Select(k => k.Jwk())]);

    private async Task TellAsync(JsonObject settings)
    {
        await process!.StandardInput.WriteLineAsync(settings.ToJsonString());
        await process.StandardInput.FlushAsync();
        string? line;
        // The library prints advice for production on both streams.
        do
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        while (line is not null && !line.StartsWith('{'));
        line.ShouldNotBeNull("The identity provider ended.");
        JsonDocument.Parse(line).RootElement.GetProperty("issuer").GetString().ShouldBe(Issuer);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
