namespace ChildLink.Records.Linkage;

/// <summary>What linkage says about one record of a source without a resident code.</summary>
public enum LinkStatus
{
    /// <summary>Certain: the record is about this resident.</summary>
    Linked,

    /// <summary>A person has to decide.</summary>
    Queued,

    /// <summary>Nobody in the register fits.</summary>
    Absent,
}

/// <summary>One decision of linkage.</summary>
/// <param name="Provision">Provision of the record.</param>
/// <param name="Key">Keyed digest of its business key.</param>
/// <param name="Status">Linked, queued or absent.</param>
/// <param name="Resident">The resident; for queued records the proposal, if there is one.</param>
/// <param name="Method">Rule that decided, e.g. <c>school-name-birth-date</c>.</param>
/// <param name="Cause">Why it is queued or absent; null when linked.</param>
/// <param name="Probability">1 for exact rules; null where no figure is claimed.</param>
public sealed record LinkDecision(
    string Provision, Guid Key, LinkStatus Status, Guid? Resident, string Method, string? Cause, decimal? Probability);
