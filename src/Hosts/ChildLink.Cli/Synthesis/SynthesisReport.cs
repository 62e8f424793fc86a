namespace ChildLink.Cli.Synthesis;

/// <summary>What a run of the synthesizer wrote.</summary>
/// <param name="Files">Every file, in the order written.</param>
/// <param name="Children">People on the register at the day of extraction with a school age of at most 18.</param>
/// <param name="Residents">People on the register at the day of extraction, children included; those who moved out are not counted.</param>
public sealed record SynthesisReport(IReadOnlyList<SynthesizedFile> Files, int Children, int Residents);

/// <summary>One file of an invented city.</summary>
/// <param name="Path">Path below the target folder, with forward slashes.</param>
/// <param name="Rows">Records after the header, damaged, repeated, blank and total rows included.</param>
public sealed record SynthesizedFile(string Path, int Rows);
