using System.Globalization;
using System.Security.Cryptography;

namespace ChildLink.Cli.Cluster;

/// <summary>Makes the data folder, so that it exists whole or not at all.</summary>
internal sealed class ClusterInitialisation(ClusterFolders folders, ServerAccount account, bool durable)
{
    /// <summary>The cluster id of a home; drawn once.</summary>
    public static Guid ClusterIdOf(string home) => Guid.Parse(
        HomeFile.ReadOrDraw(new ClusterFolders(home, home).IdFile, static () => Guid.NewGuid().ToString("D")), CultureInfo.InvariantCulture);

    /// <summary>The major version of existing data; null when there is none.</summary>
    public int? MajorOfData()
    {
        var file = Path.Combine(folders.Data, "PG_VERSION");
        return IsWhole && File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Makes the data folder when it is missing; a half-made one is made anew.</summary>
    /// <returns>Null when the data folder is there.</returns>
    public async Task<ClusterState.Unavailable?> Ensure(PostgresPrograms programs, CancellationToken ct)
    {
        RemoveUnfinished();
        if (!IsWhole)
        {
            if (Directory.Exists(folders.Data)) Directory.Delete(folders.Data, recursive: true);
            if (await Make(programs, ct) is { } problem) return problem;
        }
        if (!File.Exists(folders.InitialisedFile)) HomeFile.Write(folders.InitialisedFile, folders.Data);
        return null;
    }

    /// <summary>Looks for losses that making the data anew would hide.</summary>
    /// <returns>Null when nothing is lost.</returns>
    public ClusterState.Unavailable? Loss()
    {
        if (File.Exists(folders.InitialisedFile) && !IsWhole)
            return new($"The data in {folders.Data} is gone or damaged.", $"Restore it, or delete {folders.Home} to begin anew.", []);
        if (IsWhole && !File.Exists(folders.PasswordFile))
            return new($"The password file {folders.PasswordFile} is gone.", $"Restore it, or delete {folders.Home} to begin anew.", []);
        return null;
    }

    // The control file is the last thing without which nothing can be read; a folder without it was never finished.
    private bool IsWhole => File.Exists(Path.Combine(folders.Data, "global", "pg_control"));

    // An initdb can outlive a killed starter and still write. Each has a folder of its own, so it spoils nothing,
    // and what cannot be deleted under its hands goes at the next start.
    private void RemoveUnfinished()
    {
        foreach (var unfinished in Directory.EnumerateDirectories(folders.Place, ClusterFolders.StagingPrefix + "*"))
        {
            try
            {
                Directory.Delete(unfinished, recursive: true);
            }
            catch (IOException)
            {
                continue;
            }
        }
    }

    private async Task<ClusterState.Unavailable?> Make(PostgresPrograms programs, CancellationToken ct)
    {
        // Mark and password come before the data: whatever is killed when, no data exists without them.
        if (!File.Exists(folders.SyntheticFile))
            HomeFile.Write(folders.SyntheticFile, "This cluster holds synthetic data only.");
        var password = HomeFile.ReadOrDraw(folders.PasswordFile, static () => RandomNumberGenerator.GetHexString(48, lowercase: true));

        await account.OwnFolder(folders.Staging, ct);
        var passwordCopy = Path.Combine(folders.Run, "password");
        await account.WriteFile(passwordCopy, password, ct);
        var made = await account.Run(
        [
            programs.InitDb, "-D", folders.Staging, "-U", ClusterSettings.Superuser, $"--pwfile={passwordCopy}",
            "--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--lc-messages=C",
            "--data-checksums", .. durable ? Array.Empty<string>() : ["--no-sync"],
        ], ct);
        File.Delete(passwordCopy);
        if (!made.Succeeded) return new("initdb failed.", "See what it said and check the free space.", [made.Text]);

        var configuration = Path.Combine(folders.Staging, "postgresql.conf");
        var included = await account.Run(["sh", "-c", "cat >> \"$1\"", "sh", configuration], $"\ninclude '{ClusterSettings.FileName}'\n", ct);
        if (!included.Succeeded) return new("The settings cannot be written.", "Check the free space.", [included.Text]);
        Directory.Move(folders.Staging, folders.Data);
        return null;
    }
}
