using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Assignments;
using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Data;
using ChildLink.Cli.Commands.Demonstration;
using ChildLink.Cli.Commands.Erasure;
using ChildLink.Cli.Commands.GraphQL;
using ChildLink.Cli.Commands.Keys;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Oversight;
using ChildLink.Cli.Commands.Policies;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands;

/// <summary>The <c>childlink</c> command with everything below it.</summary>
public static class CommandTree
{
    /// <summary>Runs one command line in this process.</summary>
    /// <remarks>There is nobody to type: input is empty.</remarks>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, Func{string, string?}, TextReader, TextWriter, TextWriter, bool, TimeProvider, CancellationToken)"/>
    public static Task<int> RunAsync(
        IReadOnlyList<string> arguments, Func<string, string?> variable, TextWriter output, TextWriter error, bool interactive, TimeProvider time, CancellationToken ct) =>
        RunAsync(arguments, variable, TextReader.Null, output, error, interactive, time, ct);

    /// <summary>Runs one command line in this process.</summary>
    /// <param name="arguments">Arguments after the program's name.</param>
    /// <param name="variable">Reads an environment variable; null when unset.</param>
    /// <param name="input">What is typed or piped in.</param>
    /// <param name="output">Answers.</param>
    /// <param name="error">Errors; bars are drawn there when <paramref name="interactive"/>.</param>
    /// <param name="interactive">Whether a person watches.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels the command; Ctrl-C does too.</param>
    /// <returns>0 done, 1 refused or failed, 2 wrong usage.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Func<string, string?> variable, TextReader input, TextWriter output, TextWriter error, bool interactive,
        TimeProvider time, CancellationToken ct)
    {
        var bench = new Workbench(variable, AppContext.BaseDirectory, new Terminal(output, error, interactive), time) { Input = input };
        var parsed = Create(bench).Parse(arguments);
        return parsed.Action is ParseErrorAction
            ? bench.RefuseUsage(parsed)
            : await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, ct);
    }

    // Not a RootCommand: that one is named after the program's file, and people call a launcher.
    private static Command Create(Workbench bench) => new("childlink", "ChildLink: child data linkage (こどもデータ連携) under the law, explained, masked and logged.")
    {
        new HelpOption(),
        Workbench.Json,
        UpCommand.Create(bench),
        DownCommand.Create(bench),
        StatusCommand.Create(bench),
        InitCommand.Create(bench),
        MunicipalityCommand.Create(bench),
        ImportCommand.Create(bench),
        LinkCommand.Create(bench),
        TrainCommand.Create(bench),
        ScreenCommand.Create(bench),
        ExportCommand.Create(bench),
        SynthesizeCommand.Create(bench),
        TokenCommand.Create(bench),
        AssignmentsCommand.Create(bench),
        PolicyCommand.Create(bench),
        LogCommand.Create(bench),
        KeysCommand.Create(bench),
        EraseCommand.Create(bench),
        BackupCommand.Create(bench),
        RestoreCommand.Create(bench),
        DemoCommand.Create(bench),
        GraphQLCommand.Create(bench),
    };
}
