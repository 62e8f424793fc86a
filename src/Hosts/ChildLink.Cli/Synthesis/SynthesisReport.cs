namespace ChildLink.Cli.Synthesis;

/// <summary>What a run of the synthesizer wrote.</summary>
/// <param name="Files">Every file, in the order written.</param>
/// <param name="Children">People on the register at the day of extraction who are at most 18 on the 1 April after it.</param>
/// <param name="Residents">People on the register at the day of extraction, children included; those who moved out are not counted.</param>
public sealed record SynthesisReport(IReadOnlyList<SynthesizedFile> Files, int Children, int Residents)
{
    /// <summary>Rows of all files together.</summary>
    public long Rows => Files.Sum(file => (long)file.Rows);

    /// <summary>Faults of all files together.</summary>
    public PlantedFaults Faults => Files.Aggregate(new PlantedFaults(), static (sum, file) => sum.Plus(file.Faults));
}

/// <summary>One file of an invented city.</summary>
/// <param name="Path">Path below the target folder, with forward slashes.</param>
/// <param name="Rows">Records after the header, damaged, repeated and total rows included.</param>
/// <param name="Faults">What was planted among them.</param>
public sealed record SynthesizedFile(string Path, int Rows, PlantedFaults Faults);

/// <summary>How far a run of the synthesizer is.</summary>
/// <param name="Done">0 to 1.</param>
/// <param name="File">The file written last; empty while the people are drawn.</param>
public readonly record struct SynthesisProgress(double Done, string File);
