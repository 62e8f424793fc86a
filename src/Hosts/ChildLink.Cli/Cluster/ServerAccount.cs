namespace ChildLink.Cli.Cluster;

/// <summary>The operating-system account under which PostgreSQL runs; never root.</summary>
/// <remarks>PostgreSQL refuses to run as root, and a database server has no business with that power.</remarks>
internal sealed class ServerAccount
{
    private readonly string[] prefix;

    private ServerAccount(string? name, string[] prefix)
    {
        Name = name;
        this.prefix = prefix;
    }

    /// <summary>The account root steps down to; null when the caller is unprivileged and runs the server itself.</summary>
    public string? Name { get; }

    /// <summary>Chooses the account: the caller, or for root the owner of existing data, else postgres, else nobody.</summary>
    /// <returns>Null when root has no way to become an unprivileged user.</returns>
    public static async Task<ServerAccount?> Choose(string dataFolder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount(null, []);
        foreach (var name in new[] { await OwnerOf(dataFolder, ct), "postgres", "nobody" })
        {
            if (name is null or "root") continue;
            var group = await ExternalProgram.Run(["id", "-g", name], "", ct);
            if (!group.Succeeded) continue;
            foreach (var prefix in WaysToBecome(name, group.Text))
                if ((await ExternalProgram.Run([.. prefix, "true"], "", ct)).Succeeded)
                    return new ServerAccount(name, prefix);
        }
        return null;
    }

    /// <summary>Runs a program as this account.</summary>
    public Task<ProgramAnswer> Run(IReadOnlyList<string> command, CancellationToken ct) => Run(command, "", ct);

    /// <summary>Runs a program as this account with a text on its standard input.</summary>
    public Task<ProgramAnswer> Run(IReadOnlyList<string> command, string input, CancellationToken ct) =>
        ExternalProgram.Run([.. prefix, .. command], input, ct);

    /// <summary>Whether this account may pass through every folder down to <paramref name="folder"/>.</summary>
    public async Task<bool> CanReach(string folder, CancellationToken ct) =>
        Name is null || (await Run(["test", "-x", folder], ct)).Succeeded;

    /// <summary>Makes a folder (its parent exists) that only this account can open.</summary>
    /// <exception cref="IOException">The folder cannot be made or belongs to somebody else.</exception>
    public async Task OwnFolder(string folder, CancellationToken ct)
    {
        string[] owner = Name is null ? [] : ["-o", Name];
        var made = await ExternalProgram.Run(["install", "-d", "-m", "0700", .. owner, folder], "", ct);
        if (!made.Succeeded) throw new IOException(made.Text);
    }

    /// <summary>Writes a file, whole or not at all, that only this account can read, with the account's own rights.</summary>
    /// <remarks>Root does not write into a folder another account owns: a link planted there would lead anywhere.</remarks>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteFile(string path, string content, CancellationToken ct)
    {
        var written = await Run(["sh", "-c", "umask 077; cat > \"$1.new\" && mv \"$1.new\" \"$1\"", "sh", path], content, ct);
        if (!written.Succeeded) throw new IOException(written.Text);
    }

    private static async Task<string?> OwnerOf(string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return null;
        var owner = await ExternalProgram.Run(["stat", "-c", "%U", folder], "", ct);
        return owner.Succeeded && owner.Text != "UNKNOWN" ? owner.Text : null;
    }

    private static IEnumerable<string[]> WaysToBecome(string name, string group) =>
    [
        ["setpriv", $"--reuid={name}", $"--regid={group}", "--clear-groups", "--"],
        ["runuser", "-u", name, "--"],
        // The service accounts have no login shell, so su is told one.
        ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name],
    ];
}
