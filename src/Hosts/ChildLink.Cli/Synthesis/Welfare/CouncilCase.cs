using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>One case of the regional council (要対協); open while <paramref name="ClosedOn"/> is null.</summary>
internal sealed record CouncilCase(
    Person Child,
    string Category,
    string Complaint,
    DateOnly AcceptedOn,
    DateOnly? ClosedOn,
    string LeadAgency,
    string Remark)
{
    /// <summary>A case stands in the file of every year in which it was open on at least one day.</summary>
    public bool OpenIn(FiscalYear year) => AcceptedOn <= year.LastDay && (ClosedOn is not { } closed || closed >= year.FirstDay);
}
