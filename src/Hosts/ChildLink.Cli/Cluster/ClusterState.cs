namespace ChildLink.Cli.Cluster;

/// <summary>What is true of a private cluster after starting, stopping or asking.</summary>
public abstract record ClusterState
{
    private ClusterState()
    {
    }

    /// <summary>It runs and accepts connections.</summary>
    /// <param name="Connection">How to reach it.</param>
    public sealed record Running(ClusterConnection Connection) : ClusterState;

    /// <summary>It holds data and does not run.</summary>
    public sealed record Stopped : ClusterState;

    /// <summary>It was never initialised.</summary>
    public sealed record Absent : ClusterState;

    /// <summary>It cannot be used.</summary>
    /// <param name="Problem">What is wrong, one sentence.</param>
    /// <param name="Advice">What to do about it, one sentence.</param>
    /// <param name="Tried">What was tried, in order; may be empty.</param>
    public sealed record Unavailable(string Problem, string Advice, IReadOnlyList<string> Tried) : ClusterState;

    /// <summary>One arm for each case; a new case breaks every caller.</summary>
    public T Match<T>(Func<Running, T> running, Func<Stopped, T> stopped, Func<Absent, T> absent, Func<Unavailable, T> unavailable)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(stopped);
        ArgumentNullException.ThrowIfNull(absent);
        ArgumentNullException.ThrowIfNull(unavailable);
        return this switch
        {
            Running it => running(it),
            Stopped it => stopped(it),
            Absent it => absent(it),
            Unavailable it => unavailable(it),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }
}
