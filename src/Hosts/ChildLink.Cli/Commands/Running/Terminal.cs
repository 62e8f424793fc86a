using Spectre.Console;

namespace ChildLink.Cli.Commands.Running;

/// <summary>Where a command writes: answers to the output, progress and errors to the error stream.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Errors and steps.</param>
/// <param name="Interactive">Whether a person looks at the error stream: only then bars are drawn.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool Interactive)
{
    /// <summary>The same terminal with nobody to draw bars for.</summary>
    public Terminal Quiet() => this with { Interactive = false };

    /// <summary>Does work under a bar; the work is told to report its share done, from 0 to 1.</summary>
    public async Task<T> ShowAsync<T>(string title, Func<Action<double>, Task<T>> work)
    {
        if (!Interactive)
            return await work(static _ => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title));
                var result = await work(share => bar.Value = Math.Clamp(share, 0, 1) * bar.MaxValue);
                bar.Value = bar.MaxValue;
                return result;
            });
    }
}
