using ChildLink.Cli.Synthesis.Exports;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis;

/// <summary>
/// Writes the raw files of an invented city as departments hand them over: their folders, names, encodings, notations
/// of days, titles, totals, and the faults that an import has to bear. Nobody in them lives.
/// </summary>
public static class CitySynthesizer
{
    /// <summary>Share of the work that is done when the people are drawn.</summary>
    private const double Drawn = 0.4;

    /// <summary>Writes every file; equal sizes give equal bytes on every machine.</summary>
    /// <param name="size">What decides the city.</param>
    /// <param name="folder">Made when missing. Files of the same names are replaced, others stay: give each city a folder of its own.</param>
    /// <param name="progress">Told while the people are drawn and after every file; may be null.</param>
    /// <param name="ct">Cancels between households and rows; files written so far stay.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SynthesisReport Write(CitySize size, string folder, IProgress<SynthesisProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var random = new SeededRandom(unchecked((ulong)size.Seed));
        var city = InventedCity.Draw(size, random.Fork("city"), new DrawingProgress(progress), ct);
        var sheets = CitySheets.Of(city);
        var writer = new SheetWriter(folder, random.Fork("files"));
        var files = new List<SynthesizedFile>(sheets.Count);
        foreach (var sheet in sheets)
        {
            files.Add(writer.Write(sheet, ct));
            progress?.Report(new SynthesisProgress(Drawn + ((1 - Drawn) * files.Count / sheets.Count), sheet.Path));
        }

        return new SynthesisReport(files, city.Population.Children, city.Population.Residents);
    }

    private sealed class DrawingProgress(IProgress<SynthesisProgress>? whole) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(new SynthesisProgress(Drawn * value, string.Empty));
    }
}
