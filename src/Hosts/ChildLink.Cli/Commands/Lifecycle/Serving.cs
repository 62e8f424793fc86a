using System.CommandLine;
using System.Net;
using ChildLink.Api;
using ChildLink.Api.Authentication;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary>Serves a municipality over HTTP until it is told to stop.</summary>
internal sealed record Serving(string Address, int Port)
{
    public const string Loopback = "127.0.0.1";
    private const int DefaultPort = 5080;

    public static Option<int> PortOption()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = static _ => DefaultPort };
        port.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 65535)
                result.AddError("--port must lie in 0 to 65535.");
        });
        return port;
    }

    /// <summary>Serves until <paramref name="ct"/> is cancelled.</summary>
    /// <exception cref="CommandRefusedException">Nobody's tokens may be believed at this address, or the address is not free.</exception>
    public async Task RunAsync(Workbench bench, Desk desk, Action<Uri> listening, CancellationToken ct)
    {
        if (!IPAddress.TryParse(Address, out var ip))
            throw CommandRefusedException.Usage("--address must be an IP address.");
        var judge = desk.JudgeFor(TokenTrust.Choose(bench.Options, desk.Municipality.Place.SyntheticCluster, IPAddress.IsLoopback(ip)));
        await using var server = ApiServer.Build(desk.Municipality, judge, new IPEndPoint(ip, Port), bench.Options.GraphQL);
        try
        {
            await server.StartAsync(ct);
        }
        catch (IOException)
        {
            throw new CommandRefusedException("address-in-use", $"Something else listens on {Address} port {Port}: choose another with --port.");
        }

        listening(new Uri(server.Urls.First()));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, ct);
        }
        catch (OperationCanceledException)
        {
            // Requests in flight still end; their log entries with them.
            await server.StopAsync(CancellationToken.None);
        }
    }
}
