using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary><c>childlink up</c>: starts the database and serves one municipality until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var port = Serving.PortOption();
        var address = new Option<string>("--address") { Description = "IP address to listen on.", DefaultValueFactory = static _ => Serving.Loopback };
        var noServe = new Option<bool>("--no-serve") { Description = "Start the database only." };
        var up = new Command("up", "Start the database and serve a municipality until Ctrl-C.") { municipality, port, address, noServe };
        up.SetAction(bench.Action((parse, ct) => parse.GetValue(noServe)
            ? StartAsync(bench, ct)
            : ServeAsync(bench, parse.GetValue(municipality), new Serving(parse.GetRequiredValue(address), parse.GetValue(port)), ct)));
        return up;
    }

    private static async Task<Answer> StartAsync(Workbench bench, CancellationToken ct)
    {
        var running = await new Installation(bench).StartClusterAsync(ct);
        return Answer.Of(
            new JsonObject { ["cluster"] = running.ClusterId.ToString("D"), ["socket"] = running.SocketFolder, ["processId"] = running.ProcessId },
            $"The private cluster runs (process {running.ProcessId}, socket in {running.SocketFolder}).");
    }

    private static async Task<Answer> ServeAsync(Workbench bench, string? named, Serving serving, CancellationToken ct)
    {
        var code = new Installation(bench).CodeOf(named);
        while (true)
        {
            await using var desk = await Desk.OpenAsync(bench, code, ct);
            if (await ServeAsync(bench, desk, code, serving, ct) is not { } address)
                return Answer.Silent;
            bench.Say("Another policy was adopted: loading it.");
            serving = serving with { Port = address.Port };
        }
    }

    private static Task<Uri?> ServeAsync(Workbench bench, Desk desk, string code, Serving serving, CancellationToken ct) =>
        serving.RunAsync(
            bench, desk,
            address => bench.Print(Answer.Of(
                new JsonObject { ["municipality"] = code, ["address"] = address.ToString() },
                $"{code} {desk.Municipality.City.Document.Name}: {address}  (Ctrl-C stops serving; 'childlink down' stops the database)")),
            ct);
}
