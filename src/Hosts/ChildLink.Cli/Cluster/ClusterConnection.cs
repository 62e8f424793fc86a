using Npgsql;

namespace ChildLink.Cli.Cluster;

/// <summary>How to reach a running private cluster.</summary>
/// <remarks>A class, not a record: a record would print the password.</remarks>
public sealed class ClusterConnection
{
    internal ClusterConnection(Guid clusterId, bool synthetic, int processId, string socketFolder, string password)
    {
        ClusterId = clusterId;
        Synthetic = synthetic;
        ProcessId = processId;
        SocketFolder = socketFolder;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Port = ClusterSettings.Port,
            Username = ClusterSettings.Superuser,
            Password = password,
            Database = "postgres",
        }.ConnectionString;
    }

    /// <summary>The identity of the cluster: drawn once, kept in the home folder.</summary>
    public Guid ClusterId { get; }

    /// <summary>Whether the home folder carries the mark that the cluster holds synthetic data only.</summary>
    public bool Synthetic { get; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId { get; }

    /// <summary>The folder of the unix socket (there is no TCP port); psql takes it as host.</summary>
    public string SocketFolder { get; }

    /// <summary>Npgsql connection string of the superuser for the maintenance database postgres. Holds the password: never log it.</summary>
    public string ConnectionString { get; }

    /// <summary>The cluster's identity, without the password.</summary>
    public override string ToString() => $"cluster {ClusterId:D}";
}
