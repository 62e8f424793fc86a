using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>What the preparing side of one import works with.</summary>
internal sealed record ImportSetting(
    City City, SubjectKeyRing Ring, SubjectIds Subjects, byte[] StatementSecret, byte[] SubmissionSecret, EventLog Log, TimeProvider Time, ImportLine Line,
    DeliveryRegister Register, PartNumbers Parts, IReadOnlySet<Guid> Erased, bool DryRun)
{
    /// <summary>Adds the versions of the streams of timelines; everything handed over must have been written.</summary>
    public async Task LoadVersionsAsync(Dictionary<Guid, long> versions, IEnumerable<RecordTimeline> timelines, CancellationToken ct)
    {
        var lacking = timelines.SelectMany(t => t.Streams).Where(s => !versions.ContainsKey(s)).Distinct().ToArray();
        if (lacking.Length == 0)
            return;
        foreach (var (stream, version) in await Line.TakeTurnAsync(connection => Log.VersionsAsync(connection, lacking, ct), ct))
            versions[stream] = version;
    }
}

/// <summary>Numbers the parts of an import, from 1.</summary>
internal sealed class PartNumbers
{
    private int last;

    public int Next() => ++last;
}
