using System.ComponentModel;
using System.Diagnostics;

namespace ChildLink.Cli.Cluster;

/// <summary>What an external program answered: its exit code and everything it printed.</summary>
internal sealed record ProgramAnswer(int ExitCode, string Text)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs one external program to its end, without a shell.</summary>
internal static class ExternalProgram
{
    /// <summary>The exit code a shell gives for a program that does not exist.</summary>
    public const int NotFound = 127;

    /// <summary>Runs <paramref name="command"/> (program, then arguments); cancelling kills it with its children.</summary>
    public static async Task<ProgramAnswer> Run(IReadOnlyList<string> command, string input, CancellationToken ct)
    {
        using var process = new Process { StartInfo = Describe(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ProgramAnswer(NotFound, e.Message);
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await Feed(process, input, ct);
            await process.WaitForExitAsync(ct);
            return new ProgramAnswer(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The caller's folder may be closed to the account that runs the program.
            WorkingDirectory = "/",
        };
        // PGPORT, PGDATA and friends of the caller's shell would redirect initdb and the server.
        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return start;
    }

    private static async Task Feed(Process process, string input, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code tells why.
        }
    }
}
