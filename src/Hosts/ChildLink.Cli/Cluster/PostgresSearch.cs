using System.Globalization;
using System.Text.RegularExpressions;

namespace ChildLink.Cli.Cluster;

/// <summary>Looks for the PostgreSQL server programs: setting, PATH, Debian's folders, an earlier own installation.</summary>
internal sealed partial class PostgresSearch(ServerAccount account, Func<string, string?> variable, string ownFolder)
{
    /// <summary>The environment variable that names the folder; when set, no other place is looked at.</summary>
    public const string FolderVariable = "CHILDLINK_POSTGRES_BIN";

    /// <summary>Finds the first folder whose programs run under the account.</summary>
    /// <param name="major">The major version existing data needs; null when any from <see cref="PostgresPrograms.OldestMajor"/> will do.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<ProgramsOutcome> Find(int? major, CancellationToken ct)
    {
        var tried = new List<string>();
        foreach (var (origin, folder) in Places())
        {
            var (version, reason) = await Inspect(folder, major, ct);
            if (version is { } usable) return new ProgramsOutcome.Found(new PostgresPrograms(folder, usable));
            tried.Add($"{origin}: {reason}");
        }
        return new ProgramsOutcome.Missing(tried);
    }

    private IEnumerable<(string Origin, string Folder)> Places()
    {
        // A named folder that is wrong is a mistake to report; another server version in its place would hide it.
        if (variable(FolderVariable) is { Length: > 0 } named) return [($"{FolderVariable}={named}", Path.GetFullPath(named))];
        var path = (variable("PATH") ?? "").Split(':').Where(static p => Path.IsPathFullyQualified(p))
            .Select(static p => Path.Combine(p, "initdb")).FirstOrDefault(File.Exists);
        return
        [
            // PATH often holds links; the programs find each other and their libraries beside the real file.
            ("PATH", path is null ? "" : Path.GetDirectoryName(RealFile(path))!),
            .. DebianFolders().DefaultIfEmpty("").Select(static f => (f.Length == 0 ? "/usr/lib/postgresql" : f, f)),
            (ownFolder, ownFolder),
        ];
    }

    private static string RealFile(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static IEnumerable<string> DebianFolders() => !Directory.Exists("/usr/lib/postgresql")
        ? []
        : Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderByDescending(static f => int.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Select(static f => Path.Combine(f, "bin"));

    private async Task<(int? Major, string? Reason)> Inspect(string folder, int? needed, CancellationToken ct)
    {
        if (folder.Length == 0 || !Directory.Exists(folder)) return (null, "no such programs");
        var programs = new PostgresPrograms(folder, 0);
        if (new[] { programs.InitDb, programs.PgCtl, programs.Postgres }.FirstOrDefault(static p => !File.Exists(p)) is { } absent)
            return (null, $"{absent} is missing");

        // Asking as the account also proves that it can reach the program and load its libraries.
        var answer = await account.Run([programs.Postgres, "--version"], ct);
        var match = VersionLine().Match(answer.Text);
        if (!answer.Succeeded || !match.Success)
            return (null, $"{programs.Postgres} does not run{(account.Name is null ? "" : $" as {account.Name}")}: {answer.Text}");
        var major = int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture);
        if (needed is not null && major != needed) return (null, $"version {major} in {folder}; the data needs {needed}");
        return major < PostgresPrograms.OldestMajor ? (null, $"version {major} in {folder} is too old") : (major, null);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d{1,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionLine();
}
