using ChildLink.Api.Composition;
using ChildLink.Cli.Cluster;
using ChildLink.Cli.Commands.Running;
using Npgsql;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary>The database server of this installation: the private cluster of the home folder, or the one that the environment names.</summary>
internal sealed class Installation(Workbench bench)
{
    private readonly PrivateCluster cluster = new(
        new ClusterOptions { Home = bench.Options.Home, Report = bench.Say, Variable = bench.Variable }, bench.Time);

    /// <summary>Whether the environment names a server; the private cluster is left alone then.</summary>
    public bool IsExternal => bench.Options.ConnectionString is not null;

    /// <summary>The private cluster.</summary>
    public PrivateCluster Cluster => cluster;

    /// <summary>Starts the private cluster, or finds it running.</summary>
    /// <exception cref="CommandRefusedException">There is an external server, or the cluster cannot be started.</exception>
    public async Task<ClusterConnection> StartClusterAsync(CancellationToken ct)
    {
        RequirePrivate();
        return (await cluster.Start(ct)).Match(
            static running => running.Connection,
            static _ => throw new CommandRefusedException("cluster-stopped", "The private cluster was stopped while it started."),
            static _ => throw new CommandRefusedException("cluster-absent", "The private cluster was removed while it started."),
            static no => throw Unavailable(no));
    }

    /// <summary>Where a municipality lies; starts the private cluster and makes the municipality's database when they are missing.</summary>
    public async Task<MunicipalityPlace> PlaceAsync(string code, CancellationToken ct)
    {
        RequireCode(code);
        if (bench.Options.ConnectionString is { } external)
            return !IsConnectionString(external)
                ? throw new CommandRefusedException("connection-string-invalid", $"{ChildLinkOptions.ConnectionVariable} is no connection string of Npgsql, e.g. Host=…;Database=…;Username=….")
                : bench.Options.PlaceOf(code, external, syntheticCluster: null);
        // Before anything is made: a mistyped code must not leave an empty database.
        if (!File.Exists(Path.Combine(bench.Options.PlaceOf(code, "", null).CityFolder, "city.yaml")))
            throw new CommandRefusedException(Opening.Codes.MunicipalityUnknown, $"There is no municipality {code}: add it with 'childlink municipality add {code} --preset <name>'.");
        var running = await StartClusterAsync(ct);
        await MunicipalityDatabases.EnsureAsync(running.ConnectionString, code, ct);
        return bench.Options.PlaceOf(code, MunicipalityDatabases.AddressOf(running.ConnectionString, code), running.Synthetic ? running.ClusterId : null);
    }

    /// <summary>The municipality a command means: the one named, the one of the environment, or the only one that was added.</summary>
    public string CodeOf(string? named)
    {
        if (Named(named) is { } code)
            return code;
        var added = MunicipalityFolders.Added(bench.Options);
        return added.Count switch
        {
            1 => added[0],
            0 => throw new CommandRefusedException("municipality-missing", "There is no municipality yet: add one with 'childlink municipality add <code> --preset <name>'."),
            _ => throw CommandRefusedException.Usage($"Name the municipality with --municipality; there are {string.Join(", ", added)}."),
        };
    }

    /// <summary>The municipality a command about policy files means: the one named, the one of the environment, or the only one that was added; null where none is meant.</summary>
    public string? NamedOrOnly(string? named) =>
        Named(named) ?? (MunicipalityFolders.Added(bench.Options) is [var only] ? only : null);

    /// <summary>The municipality named, or the one of the environment; null where neither names any.</summary>
    public string? Named(string? named)
    {
        var code = string.IsNullOrWhiteSpace(named) ? bench.Variable("CHILDLINK_MUNICIPALITY") : named;
        return string.IsNullOrWhiteSpace(code) ? null : RequireCode(code);
    }

    /// <summary>Refuses where the environment names another server.</summary>
    public void RequirePrivate()
    {
        if (IsExternal)
            throw new CommandRefusedException("external-database", $"{ChildLinkOptions.ConnectionVariable} names a server of its own; this command is about the private cluster.");
    }

    /// <summary>How a cluster that cannot be used ends a command.</summary>
    public static CommandRefusedException Unavailable(ClusterState.Unavailable no) =>
        new("cluster-unavailable", string.Join('\n', [$"{no.Problem} {no.Advice}", .. no.Tried]));

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static string RequireCode(string code) =>
        MunicipalityPlace.IsCode(code) ? code : throw CommandRefusedException.Usage($"'{code}' is not a municipality code (全国地方公共団体コード): six digits.");
}
