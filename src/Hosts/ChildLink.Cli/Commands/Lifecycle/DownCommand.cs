using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary><c>childlink down</c>: stops the private cluster; its data stays.</summary>
internal static class DownCommand
{
    public static Command Create(Workbench bench)
    {
        var down = new Command("down", "Stop the private database cluster; its data stays.");
        down.SetAction(bench.Action((_, ct) => RunAsync(bench, ct)));
        return down;
    }

    private static async Task<Answer> RunAsync(Workbench bench, CancellationToken ct)
    {
        var installation = new Installation(bench);
        installation.RequirePrivate();
        var word = (await installation.Cluster.Stop(ct)).Match(
            static _ => throw new CommandRefusedException("cluster-restarted", "Somebody started the private cluster again."),
            static _ => "stopped",
            static _ => "absent",
            static no => throw Installation.Unavailable(no));
        return Answer.Of(new JsonObject { ["cluster"] = word, ["home"] = bench.Options.Home }, $"The private cluster in {bench.Options.Home} is {word}.");
    }
}
