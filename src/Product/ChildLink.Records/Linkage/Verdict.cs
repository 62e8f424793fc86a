namespace ChildLink.Records.Linkage;

/// <summary>What was found about one entry; becomes a <see cref="LinkDecision"/> for each record that carries it.</summary>
internal sealed record Verdict(LinkStatus Status, Pupil? Pupil, string Method, string? Cause)
{
    public static Verdict Linked(Pupil pupil, string method) => new(LinkStatus.Linked, pupil, method, null);

    public static Verdict Queued(string cause, string method = LinkMethods.None, Pupil? proposal = null) => new(LinkStatus.Queued, proposal, method, cause);

    public static Verdict Absent(string cause) => new(LinkStatus.Absent, null, LinkMethods.None, cause);

    public LinkDecision For(string provision, Guid key) =>
        new(provision, key, Status, Pupil?.Resident, Method, Cause, Status == LinkStatus.Linked ? 1m : null);
}
