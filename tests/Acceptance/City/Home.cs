using System.Diagnostics;
using System.Text.Json;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>An installation of its own below the temporary folder: the built command runs in it as a process, like an operator's.</summary>
public sealed class Home : IAsyncDisposable
{
    private const string Prefix = "childlink-acceptance-";
    private const string UseFile = "in-use";

    // What an operator has set for another installation must not reach this one.
    private static readonly string[] Strange =
        ["ConnectionStrings__ChildLink", "Auth__Authority", "Auth__Audience", "CHILDLINK_TOKEN", "CHILDLINK_MUNICIPALITY"];

    private readonly string root;
    private readonly FileStream use;

    private Home(string root, FileStream use)
    {
        this.root = root;
        this.use = use;
    }

    /// <summary>CHILDLINK_HOME.</summary>
    public string Path => System.IO.Path.Combine(root, "home");

    /// <summary>Makes an empty one, and removes those of test runs that were killed.</summary>
    public static async Task<Home> CreateAsync(CancellationToken ct)
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (File.Exists(System.IO.Path.Combine(left, UseFile)) && TryUse(left) is { } abandoned)
                await new Home(left, abandoned).RemoveAsync(ct);
        }

        // Open to the database's account down to the home, unlike Directory.CreateTempSubdirectory.
        var root = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}");
        Directory.CreateDirectory(System.IO.Path.Combine(root, "home"));
        return new Home(root, TryUse(root) ?? throw new IOException($"{root} is in use."));
    }

    /// <summary>A file or folder of the home.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Starts a command.</summary>
    public Process Start(params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts a command with variables of its own.</summary>
    public Process Start(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(System.IO.Path.Combine(AppContext.BaseDirectory, "ChildLink.Cli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in Strange)
            start.Environment.Remove(name);
        start.Environment["CHILDLINK_HOME"] = Path;
        start.Environment["CHILDLINK_ROOT"] = Repository.Root;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CommandResult> RunAsync(CancellationToken ct, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command with <c>--json</c> and expects success.</summary>
    public async Task<JsonElement> DoAsync(CancellationToken ct, params string[] arguments)
    {
        var result = await RunAsync(ct, [.. arguments, "--json"]);
        result.Exit.ShouldBe(0, $"{string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result.Json;
    }

    public async ValueTask DisposeAsync() => await RemoveAsync(CancellationToken.None);

    private static FileStream? TryUse(string root)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(root, UseFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task RemoveAsync(CancellationToken ct)
    {
        await RunAsync(ct, "down");
        await use.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
