using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Cluster;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary><c>childlink status</c>: what is true, without changing it.</summary>
internal static class StatusCommand
{
    public static Command Create(Workbench bench)
    {
        var status = new Command("status", "Show the installation: database, municipalities, identity provider. Changes nothing.");
        status.SetAction(bench.Action((_, _) => Task.FromResult(Run(bench))));
        return status;
    }

    private static Answer Run(Workbench bench)
    {
        var installation = new Installation(bench);
        var database = installation.IsExternal ? new JsonObject { ["kind"] = "external" } : Describe(installation.Cluster.Status());
        var municipalities = MunicipalityFolders.Added(bench.Options);
        var provider = bench.Options.Authority ?? (installation.IsExternal ? null : "development issuer (synthetic cluster, loopback)");
        return Answer.Of(
            new JsonObject
            {
                ["home"] = bench.Options.Home,
                ["database"] = database,
                ["municipalities"] = new JsonArray([.. municipalities.Select(m => JsonValue.Create(m))]),
                ["identityProvider"] = provider,
            },
            $"home            {bench.Options.Home}",
            $"database        {string.Join(", ", database.Select(d => $"{d.Key} {d.Value}"))}",
            $"municipalities  {(municipalities.Count == 0 ? "none" : string.Join(", ", municipalities))}",
            $"tokens of       {provider ?? "nobody: set Auth__Authority and Auth__Audience"}");
    }

    private static JsonObject Describe(ClusterState state) => state.Match(
        static running => new JsonObject
        {
            ["kind"] = "private",
            ["state"] = "running",
            ["cluster"] = running.Connection.ClusterId.ToString("D"),
            ["synthetic"] = running.Connection.Synthetic,
            ["processId"] = running.Connection.ProcessId,
            ["socket"] = running.Connection.SocketFolder,
        },
        static _ => new JsonObject { ["kind"] = "private", ["state"] = "stopped" },
        static _ => new JsonObject { ["kind"] = "private", ["state"] = "absent" },
        static no => new JsonObject { ["kind"] = "private", ["state"] = "unavailable", ["problem"] = no.Problem });
}
