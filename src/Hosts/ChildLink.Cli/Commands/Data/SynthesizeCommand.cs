using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;
using ChildLink.Cli.Synthesis;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink synthesize</c>: raw files of an invented city.</summary>
internal static class SynthesizeCommand
{
    /// <summary>Children of a city nobody named a size for.</summary>
    public const int UsualChildren = 3000;

    /// <summary>The day on which invented registers are drawn.</summary>
    public static readonly DateOnly UsualDay = new(2025, 1, 10);

    public static Command Create(Workbench bench)
    {
        var children = ChildrenOption();
        var seed = SeedOption();
        var asOf = ScreenCommand.DayOption("--as-of", "Day of extraction (yyyy-MM-dd).");
        var output = new Option<string>("--out") { Description = "Folder for the raw files; made when missing.", Required = true };
        var synthesize = new Command("synthesize", "Write the raw files of an invented city as departments hand them over, faults included. Equal sizes give equal bytes.") { children, seed, asOf, output };
        synthesize.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, Size(parse.GetValue(children), parse.GetValue(seed), parse.GetValue(asOf)), parse.GetRequiredValue(output), ct)));
        return synthesize;
    }

    public static Option<int> ChildrenOption() => new("--children") { Description = "Children, 1 to 500,000.", DefaultValueFactory = static _ => UsualChildren };

    public static Option<int> SeedOption() => new("--seed") { Description = "Another seed is another city.", DefaultValueFactory = static _ => 1 };

    /// <summary>A size within the bounds; otherwise wrong usage.</summary>
    public static CitySize Size(int children, int seed, DateOnly? asOf)
    {
        try
        {
            return new CitySize(children, seed, asOf ?? UsualDay);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // The first line, without the name of the parameter in the code.
            throw CommandRefusedException.Usage(e.Message.Split([" (Parameter", "\n"], StringSplitOptions.None)[0]);
        }
    }

    /// <summary>Writes the city under a bar.</summary>
    public static Task<SynthesisReport> WriteAsync(Workbench bench, CitySize size, string folder, CancellationToken ct) =>
        bench.Terminal.ShowAsync("synthesize", done => Task.Run(() => CitySynthesizer.Write(size, folder, new Reporter<SynthesisProgress>(p => done(p.Done)), ct), ct));

    private static async Task<Answer> RunAsync(Workbench bench, CitySize size, string output, CancellationToken ct)
    {
        var report = await WriteAsync(bench, size, output, ct);
        return Answer.Of(
            new JsonObject
            {
                ["folder"] = Path.GetFullPath(output),
                ["children"] = report.Children,
                ["residents"] = report.Residents,
                ["files"] = report.Files.Count,
                ["rows"] = report.Rows,
            },
            string.Create(CultureInfo.InvariantCulture, $"{report.Files.Count} files with {report.Rows:#,0} rows in {Path.GetFullPath(output)}: {report.Children:#,0} children among {report.Residents:#,0} residents"));
    }
}
