using ChildLink.Cli.Commands;

// Bars would spoil a file or a pipe: they are drawn on the error stream, and only when it is a terminal.
return await CommandTree.RunAsync(
    args, Environment.GetEnvironmentVariable, Console.In, Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System, CancellationToken.None);
