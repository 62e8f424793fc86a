namespace ChildLink.Cli.Cluster;

/// <summary>The PostgreSQL server programs of one folder.</summary>
/// <param name="Folder">Absolute path of the folder that holds initdb, pg_ctl and postgres.</param>
/// <param name="Major">Major version, at least <see cref="OldestMajor"/>.</param>
public sealed record PostgresPrograms(string Folder, int Major)
{
    /// <summary>The oldest major version with every setting the cluster relies on and still maintained upstream.</summary>
    public const int OldestMajor = 14;

    /// <summary>The program that makes a data folder.</summary>
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>The program that starts the server in the background.</summary>
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The server itself.</summary>
    public string Postgres => Path.Combine(Folder, "postgres");
}

/// <summary>The answer of a search for the server programs.</summary>
internal abstract record ProgramsOutcome
{
    private ProgramsOutcome()
    {
    }

    /// <summary>Usable programs.</summary>
    public sealed record Found(PostgresPrograms Programs) : ProgramsOutcome;

    /// <summary>None; every place that was tried with the reason it did not serve.</summary>
    public sealed record Missing(IReadOnlyList<string> Tried) : ProgramsOutcome;

    public T Match<T>(Func<Found, T> found, Func<Missing, T> missing) => this switch
    {
        Found it => found(it),
        Missing it => missing(it),
        _ => throw new InvalidOperationException("A case without an arm."),
    };
}
