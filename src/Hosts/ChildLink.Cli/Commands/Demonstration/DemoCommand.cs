using System.CommandLine;
using System.Net;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Data;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Cli.Synthesis;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary><c>childlink demo</c>: the whole way on this machine, from nothing to five requests to paste.</summary>
internal static class DemoCommand
{
    public static Command Create(Workbench bench)
    {
        var children = SynthesizeCommand.ChildrenOption();
        var seed = SynthesizeCommand.SeedOption();
        var port = Serving.PortOption();
        var noServe = new Option<bool>("--no-serve") { Description = "Load the city and stop." };
        var demo = new Command("demo", $"Load an invented city ({DemoCity.Code}) and serve it: synthesize, import, link, screen, share. Safe to repeat.") { children, seed, port, noServe };
        demo.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, SynthesizeCommand.Size(parse.GetValue(children), parse.GetValue(seed), asOf: null), parse.GetValue(port), !parse.GetValue(noServe), ct)));
        return demo;
    }

    private static async Task<Answer> RunAsync(Workbench bench, CitySize size, int port, bool serves, CancellationToken ct)
    {
        var installation = new Installation(bench);
        installation.RequirePrivate();
        var city = new DemoCity(bench, installation, size);
        await city.PrepareAsync(ct);
        await using var desk = await Desk.OpenAsync(bench, DemoCity.Code, ct);
        var run = new DemoRun(bench, desk, city);
        await run.LoadAsync(ct);
        var candidate = await run.ShareAsync(ct);
        var eyes = await Eyes.OpenAsync(desk.Staff(), candidate, ct);
        if (!serves)
            return DemoReport.Of(run.Steps, candidate, eyes, new UriBuilder(Uri.UriSchemeHttp, Serving.Loopback, port).Uri, serves: false);

        await new Serving(Serving.Loopback, port).RunAsync(
            bench, desk, address => bench.Print(DemoReport.Of(run.Steps, candidate, eyes, address, serves: true)), ct);
        return Answer.Silent;
    }
}
