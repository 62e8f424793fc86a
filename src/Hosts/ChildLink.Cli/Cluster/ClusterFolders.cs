using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Cli.Cluster;

/// <summary>The paths of one cluster: what belongs to the caller in the home folder, what belongs to the server below the base.</summary>
internal sealed class ClusterFolders(string home, string place)
{
    // sun_path holds 108 bytes with the final zero (unix(7)).
    private const int LongestSocketPath = 107;

    /// <summary>How the names of folders in the making begin.</summary>
    public const string StagingPrefix = "pgdata.new-";

    public string Home => home;
    public string LockFile => Path.Combine(home, "lock");
    public string IdFile => Path.Combine(home, "cluster-id");
    public string PasswordFile => Path.Combine(home, "postgres-password");
    public string SyntheticFile => Path.Combine(home, "synthetic");
    public string InitialisedFile => Path.Combine(home, "initialised");
    public string PlaceFile => PlaceFileOf(home);

    /// <summary>The folder above the server's own folders: the home folder, or one the server's account can reach.</summary>
    public string Place => place;
    public string Data => Path.Combine(place, "pgdata");
    public string Staging { get; } = Path.Combine(place, $"{StagingPrefix}{Guid.NewGuid():N}");
    public string Run => Path.Combine(place, "run");
    public string Log => Path.Combine(Run, "postgres.log");
    public string Installation => Path.Combine(place, "postgres");

    /// <summary>The folder of the unix socket: beside the log, or a short one where that path would be too long.</summary>
    public string Socket =>
        Encoding.UTF8.GetByteCount($"{Run}/.s.PGSQL.{ClusterSettings.Port}") <= LongestSocketPath ? Run : $"/tmp/childlink-{Digest(place)}";

    /// <summary>The folders of a home as an earlier start left them.</summary>
    public static ClusterFolders Of(string home) =>
        new(home, File.Exists(PlaceFileOf(home)) ? File.ReadAllText(PlaceFileOf(home)).Trim() : home);

    /// <summary>The folders of the same home with the server's part where every account can reach.</summary>
    /// <remarks>Named after the random cluster id, so that nobody can wait there with a folder of their own.</remarks>
    public ClusterFolders Elsewhere(Guid clusterId) => new(home, $"/var/tmp/childlink-{Digest($"{clusterId:D}{home}")}");

    private static string PlaceFileOf(string home) => Path.Combine(home, "data-folder");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
