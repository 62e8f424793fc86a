using System.CommandLine;
using System.Net;
using ChildLink.Api;
using ChildLink.Api.Authentication;
using ChildLink.Api.Problems;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using Npgsql;

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

    private static readonly TimeSpan PolicyLook = TimeSpan.FromSeconds(2);

    /// <summary>Serves until <paramref name="ct"/> is cancelled, or another policy was adopted: then it has to be opened anew.</summary>
    /// <returns>The address where it served if it has to be opened anew, else null.</returns>
    /// <exception cref="CommandRefusedException">Nobody's tokens may be believed at this address, or the address is not free.</exception>
    public async Task<Uri?> RunAsync(Workbench bench, Desk desk, Action<Uri> listening, CancellationToken ct)
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

        var address = new Uri(server.Urls.First());
        listening(address);
        TellOfDisk(bench, desk);
        var behind = false;
        try
        {
            behind = await IsBehindAsync(bench, desk, ct);
        }
        catch (OperationCanceledException)
        {
            // Told to stop: below.
        }

        // Requests in flight still end; their log entries with them.
        await server.StopAsync(CancellationToken.None);
        return behind ? address : null;
    }

    /// <summary>
    /// Waits until another policy than the served one was adopted, also where none was so far. Until it is loaded, requests are answered
    /// with 503. Files that change meanwhile are told of.
    /// </summary>
    private static async Task<bool> IsBehindAsync(Workbench bench, Desk desk, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(PolicyLook, bench.Time, ct);
            if (desk.Municipality.LookAtDisk())
                TellOfDisk(bench, desk);
            try
            {
                if (await desk.Municipality.ClosedAsync(ct) == ProblemCode.PolicyBehind)
                    return true;
            }
            catch (NpgsqlException)
            {
                // Requests fail with 503 of their own; the next look asks again.
            }
        }
    }

    private static void TellOfDisk(Workbench bench, Desk desk)
    {
        if (desk.Municipality.Standing is { DiskWaits: true } standing)
            bench.Say($"The policy on disk ({standing.OnDisk ?? "does not compile"}) waits for adoption; another is served ({standing.Served}).");
    }
}
