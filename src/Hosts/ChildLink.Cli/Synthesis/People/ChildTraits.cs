using ChildLink.Cli.Synthesis.Schooling;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>What the synthesizer knows of a child and no export says outright.</summary>
internal sealed class ChildTraits
{
    /// <summary>About standard normal; rises with the stress of the household and makes absence, consultations and cases likelier.</summary>
    public required double Strain { get; init; }

    /// <summary>Developmental difficulty; independent of the household.</summary>
    public required bool Developmental { get; init; }

    /// <summary>Number of a pregnancy counted inside the household; twins share it.</summary>
    public required int Pregnancy { get; init; }

    /// <summary>Null for those who are no pupils of the city this year.</summary>
    public Placement? Placement { get; set; }

    public Attendance? Attendance { get; set; }
}
