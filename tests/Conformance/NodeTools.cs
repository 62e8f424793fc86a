using System.Diagnostics;
using System.Security.Cryptography;

namespace ChildLink.Tests.Conformance;

/// <summary>
/// The reference implementations from npm, installed once per lock file below <c>.childlink/</c>. Where node, npm or the registry
/// is absent the tests that need them say 'skipped' and why.
/// </summary>
public static class NodeTools
{
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Turn = new(1);
    private static (string? Folder, string? Absence)? installation;

    /// <summary>The folder with <c>node_modules</c> and the scripts; skips the calling test where there is none.</summary>
    public static async Task<string> FolderAsync()
    {
        var (folder, absence) = await InstalledAsync();
        Assert.SkipWhen(folder is null, absence ?? "");
        return folder!;
    }

    /// <summary>Why there are no reference implementations; null when there are.</summary>
    public static async Task<string?> AbsenceAsync() => (await InstalledAsync()).Absence;

    /// <summary>Starts a script with redirected streams; the caller disposes the process.</summary>
    public static Process Start(string folder, string script) => Process.Start(Command("node", folder, [script]))!;

    private static async Task<(string? Folder, string? Absence)> InstalledAsync()
    {
        await Turn.WaitAsync();
        try
        {
            return installation ??= await InstallAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<(string? Folder, string? Absence)> InstallAsync()
    {
        foreach (var program in (string[])["node", "npm"])
        {
            if (await RunAsync(program, ".", ["--version"]) is not 0)
                return (null, $"{program} is not installed.");
        }

        var source = Path.Combine(AppContext.BaseDirectory, "node");
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var folder = Path.Combine(Root(), ".childlink", "conformance", digest);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done))
            return (folder, null);
        if (await RunAsync("npm", folder, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) is not 0)
            return (null, "npm ci failed: the registry cannot be reached.");
        await File.WriteAllTextAsync(done, "");
        return (folder, null);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChildLinkApi.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    // Null: there is no such program.
    private static async Task<int?> RunAsync(string program, string folder, string[] words)
    {
        try
        {
            using var process = Process.Start(Command(program, folder, words))!;
            using var stop = new CancellationTokenSource(InstallTime);
            process.StandardInput.Close();
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop.Token), process.StandardError.ReadToEndAsync(stop.Token));
            await process.WaitForExitAsync(stop.Token);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static ProcessStartInfo Command(string program, string folder, string[] words) => new(program, words)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
