namespace ChildLink.Cli.Cluster;

/// <summary>Where and how a private cluster lives.</summary>
public sealed class ClusterOptions
{
    /// <summary>The name of the default home folder below the repository root.</summary>
    public const string DefaultHome = ".childlink";

    /// <summary>The home folder; made when missing. A relative path counts from the current folder.</summary>
    public required string Home { get; init; }

    /// <summary>Whether a commit survives a power cut (default true); false is for tests, where it only survives a killed server.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether missing server programs may be installed (default true).</summary>
    public bool MayInstall { get; init; } = true;

    /// <summary>Receives one line for each step that takes long (default: nothing).</summary>
    public Action<string> Report { get; init; } = static _ => { };

    /// <summary>Reads an environment variable; null when unset (default: the process environment).</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
