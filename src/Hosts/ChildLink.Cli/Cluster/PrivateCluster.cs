namespace ChildLink.Cli.Cluster;

/// <summary>A PostgreSQL cluster of one's own in a home folder: made on first start, marked synthetic, reached by a unix socket.</summary>
/// <remarks>
/// Safe to kill at any point: the next start cleans up and goes on. Starts and stops of one home, in one process or
/// several, take turns. Durable clusters outlive the process that started them.
/// </remarks>
public sealed class PrivateCluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int Launches = 5;

    private readonly ClusterOptions options;
    private readonly TimeProvider time;
    private readonly string home;

    /// <summary>Describes the cluster of a home folder; touches nothing yet.</summary>
    /// <exception cref="ArgumentException">The home path is empty.</exception>
    public PrivateCluster(ClusterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (string.IsNullOrWhiteSpace(options.Home)) throw new ArgumentException("The home path is empty.", nameof(options));
        this.options = options;
        this.time = time;
        home = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Home));
    }

    /// <summary>Starts the cluster, making (and where allowed installing) what is missing; does nothing when it runs.</summary>
    /// <returns>Running or Unavailable.</returns>
    public Task<ClusterState> Start(CancellationToken ct) => Guard(async () =>
    {
        if (OperatingSystem.IsWindows())
            return new ClusterState.Unavailable("A private cluster needs Linux or macOS.", "Give the connection string of a PostgreSQL server.", []);
        // pg_ctl hands the path to a shell inside double quotes.
        if (home.AsSpan().ContainsAny("\"$`\\\n")) return new ClusterState.Unavailable("The home path holds a quote, $ or \\.", "Choose another folder.", []);
        Directory.CreateDirectory(home);
        using var turn = await ClusterLock.Take(ClusterFolders.Of(home).LockFile, time, ct);
        return Observe() is ClusterState.Running running ? running : await Prepare(ct);
    });

    /// <summary>Stops the cluster: open transactions are rolled back, committed data is on disk.</summary>
    /// <returns>Stopped, Absent or Unavailable.</returns>
    public Task<ClusterState> Stop(CancellationToken ct) => Guard(() => Stop("INT", ct)); // SIGINT is the fast shutdown

    /// <summary>Tells the state without changing it; a cluster that is starting counts as stopped.</summary>
    public ClusterState Status()
    {
        try
        {
            return Observe();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(e);
        }
    }

    /// <summary>Stops the cluster without care for its data and deletes its home folder and everything else of it; nothing comes back.</summary>
    /// <exception cref="IOException">A folder cannot be deleted.</exception>
    public async Task Destroy(CancellationToken ct)
    {
        if (!Directory.Exists(home)) return;
        var folders = ClusterFolders.Of(home);
        await Stop("QUIT", ct);
        foreach (var folder in new[] { folders.Socket, folders.Place, folders.Home })
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task<ClusterState> Prepare(CancellationToken ct)
    {
        var settled = ClusterFolders.Of(home);
        if (await ServerAccount.Choose(settled.Data, ct) is not { } account)
            return new ClusterState.Unavailable("PostgreSQL must not run as root, and there is no way to another account.",
                "Run as an ordinary user, or install util-linux (setpriv, runuser).", []);
        var folders = await Settle(settled, account, ct);
        var initialisation = new ClusterInitialisation(folders, account, options.Durable);
        if (initialisation.Loss() is { } loss) return loss;

        var outcome = await FindPrograms(folders, account, initialisation.MajorOfData(), ct);
        return outcome switch
        {
            ProgramsOutcome.Found found => await Launch(found.Programs, folders, account, initialisation, ct),
            ProgramsOutcome.Missing missing => new ClusterState.Unavailable("The PostgreSQL server programs are missing.",
                $"Install PostgreSQL {PostgresPrograms.OldestMajor} or newer (Debian: apt-get install postgresql), or set {PostgresSearch.FolderVariable} to the folder with initdb, pg_ctl and postgres.",
                missing.Tried),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    private async Task<ClusterFolders> Settle(ClusterFolders folders, ServerAccount account, CancellationToken ct)
    {
        if (folders.Place == home && !await account.CanReach(home, ct))
        {
            folders = folders.Elsewhere(ClusterInitialisation.ClusterIdOf(home));
            HomeFile.Write(folders.PlaceFile, folders.Place);
        }
        if (folders.Place != home) await account.OwnFolder(folders.Place, ct);
        await account.OwnFolder(folders.Run, ct);
        if (folders.Socket != folders.Run) await account.OwnFolder(folders.Socket, ct);
        return folders;
    }

    private async Task<ProgramsOutcome> FindPrograms(ClusterFolders folders, ServerAccount account, int? major, CancellationToken ct)
    {
        var search = new PostgresSearch(account, options.Variable, PostgresInstallation.ProgramsBelow(folders.Installation));
        var outcome = await search.Find(major, ct);
        if (!options.MayInstall || options.Variable(PostgresSearch.FolderVariable) is { Length: > 0 }) return outcome;

        var installation = new PostgresInstallation(folders.Installation, options.Report);
        var steps = new List<string>();
        foreach (var install in new Func<Task<string>>[] { () => installation.ByApt(ct), () => installation.ByNpm(major, ct) })
        {
            if (outcome is ProgramsOutcome.Found) return outcome;
            steps.Add(await install());
            outcome = await search.Find(major, ct);
        }
        return outcome.Match<ProgramsOutcome>(found => found, missing => new ProgramsOutcome.Missing([.. missing.Tried, .. steps]));
    }

    private async Task<ClusterState> Launch(
        PostgresPrograms programs, ClusterFolders folders, ServerAccount account, ClusterInitialisation initialisation, CancellationToken ct)
    {
        if (await initialisation.Ensure(programs, ct) is { } problem) return problem;
        await account.WriteFile(Path.Combine(folders.Data, ClusterSettings.FileName), ClusterSettings.ForThisMachine(folders.Socket, options.Durable), ct);
        if (File.Exists(folders.Log)) File.Move(folders.Log, folders.Log + ".1", overwrite: true);

        var began = time.GetTimestamp();
        for (var launch = 0; launch < Launches && time.GetElapsedTime(began) < Patience;)
        {
            if (Observe() is ClusterState.Running running) return running;
            // A server that lives but is not ready recovers from a crash; a dead one may have left backends that still end.
            if (Postmaster.Find(folders.Data) is null)
            {
                launch++;
                Postmaster.RemoveStale(folders.Data);
                // Not cancelled: killing pg_ctl would take the server with it. Its own limit is 60 s.
                await account.Run([programs.PgCtl, "start", "-s", "-w", "-t", "60", "-D", folders.Data, "-l", folders.Log], CancellationToken.None);
            }
            if (Observe() is ClusterState.Running started) return started;
            await Task.Delay(Pause * (launch + 1), time, ct);
        }
        return new ClusterState.Unavailable("PostgreSQL does not start.", $"See {folders.Log}.", File.Exists(folders.Log) ? [.. File.ReadLines(folders.Log).TakeLast(10)] : []);
    }

    private async Task<ClusterState> Stop(string signal, CancellationToken ct)
    {
        if (!Directory.Exists(home)) return new ClusterState.Absent();
        var folders = ClusterFolders.Of(home);
        using var turn = await ClusterLock.Take(folders.LockFile, time, ct);
        if (Postmaster.Find(folders.Data) is not { } server) return Observe();
        if (await ServerAccount.Choose(folders.Data, ct) is not { } account)
            return new ClusterState.Unavailable("The server's account is out of reach.", "Run as the user who started the cluster.", []);

        // Sent as the account, so that a stale number can never hit a process of somebody else.
        var sent = await account.Run(["sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, $"{server.ProcessId}"], ct);
        for (var began = time.GetTimestamp(); Postmaster.Find(folders.Data)?.ProcessId == server.ProcessId; await Task.Delay(Pause / 5, time, ct))
            if (time.GetElapsedTime(began) > Patience)
                return new ClusterState.Unavailable($"PostgreSQL (process {server.ProcessId}) does not stop.", $"See {folders.Log}.", [sent.Text]);
        return Observe();
    }

    private ClusterState Observe()
    {
        var folders = ClusterFolders.Of(home);
        if (!File.Exists(folders.InitialisedFile)) return new ClusterState.Absent();
        if (Postmaster.Find(folders.Data) is not { Ready: true } server) return new ClusterState.Stopped();
        return new ClusterState.Running(new ClusterConnection(
            ClusterInitialisation.ClusterIdOf(home),
            File.Exists(folders.SyntheticFile),
            server.ProcessId,
            folders.Socket,
            File.ReadAllText(folders.PasswordFile).Trim()));
    }

    private static async Task<ClusterState> Guard(Func<Task<ClusterState>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(e);
        }
    }

    private static ClusterState.Unavailable Unreadable(Exception e) =>
        new("The cluster's folders cannot be used.", "Check their owner and the free space.", [e.Message]);
}
