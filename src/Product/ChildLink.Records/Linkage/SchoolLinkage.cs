using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

public sealed record SchoolLinkageInput(
    IReadOnlyList<CurrentRecord> Residents, IReadOnlyList<CurrentRecord> Register, IReadOnlyList<CurrentRecord> Rosters,
    IReadOnlyList<CurrentRecord> Attendance, IReadOnlyList<CurrentRecord> NonAttendance, DateOnly AsOf);

public static class SchoolLinkage
{
    public static IReadOnlyList<LinkDecision> Link(SchoolLinkageInput input, CancellationToken ct) => throw new NotSupportedException();
}

public static class BirthLinkage
{
    public static IReadOnlyList<LinkDecision> Link(
        IReadOnlyList<CurrentRecord> births, IReadOnlyList<CurrentRecord> epds, Func<string, Guid> residentOf) => throw new NotSupportedException();
}
