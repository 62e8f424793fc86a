using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>All records a run works on, opened, with what could not be had.</summary>
public sealed record SourceRecords
{
    /// <summary>
    /// Records by provision. The subject is whom the record is about; of a source without resident codes it is the resident
    /// linkage found, and records without a certain link are absent.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<CurrentRecord>> ByProvision { get; init; }

    /// <summary>
    /// Provisions that gave nothing: not in the city, basis ended, purpose not named, or nothing delivered (or linked) yet.
    /// What needs them is unknown for everybody, never 'no'.
    /// </summary>
    public required IReadOnlySet<string> Unreadable { get; init; }

    /// <summary>
    /// Records by provision whose link waits for a person; the subject is the resident linkage proposes. What such a record says
    /// is not known of anybody, but neither is 'no' known of the resident it may be about.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CurrentRecord>> Proposed { get; init; } = new Dictionary<string, IReadOnlyList<CurrentRecord>>();

    /// <summary>Identity of the resident with a resident code.</summary>
    public required Func<string, Guid> ResidentOf { get; init; }

    /// <summary>First day a holder keeps records of, by provision: what happened before is in no record and is no gap.</summary>
    public IReadOnlyDictionary<string, DateOnly> HeldFrom { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Records of a provision that may be about the resident they name, in no order.</summary>
    public IReadOnlyList<CurrentRecord> MayBe(string provision) => Proposed.GetValueOrDefault(provision, []);

    /// <summary>Records of a provision, in no order; none when it gave nothing.</summary>
    public IReadOnlyList<CurrentRecord> this[string provision] => ByProvision.GetValueOrDefault(provision, []);
}
