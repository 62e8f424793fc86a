using System.Buffers.Binary;
using System.Security.Cryptography;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>Makes the events and statements of one file out of what its rows add.</summary>
/// <param name="provision">The provision.</param>
/// <param name="ring">Keys of the subjects.</param>
/// <param name="secret">Names the events that hold no content; their subject's key may be gone.</param>
/// <param name="events">Writes payloads and headers.</param>
/// <param name="dryRun">Whether nothing is going to be stored; then nothing is sealed.</param>
internal sealed class Statements(Provision provision, SubjectKeyRing ring, byte[] secret, RecordEvents events, bool dryRun)
{
    private const byte Late = 1;
    private const byte Restated = 2;
    private const byte Ended = 3;

    /// <summary>Whether a statement holds this content.</summary>
    public bool Says(RecordStatement statement, Guid subject, ReadOnlySpan<byte> content)
    {
        var key = ring.Require(subject);
        if (Uuid8.ForEvent(key, provision.Id, statement.Key, statement.Previous, content) == statement.Event)
            return true;
        Span<byte> late = stackalloc byte[32];
        Mix(content, Late, late);
        return Uuid8.ForEvent(key, provision.Id, statement.Key, statement.Previous, late) == statement.Event;
    }

    /// <summary>Adds the content of a row.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="versions">Versions of the streams so far.</param>
    /// <param name="key">Business key.</param>
    /// <param name="subject">Whom the row is about.</param>
    /// <param name="previous">The event it follows; empty when it is the first of its key.</param>
    /// <param name="added">What is added; its kind is <see cref="Addition.Accept"/>.</param>
    /// <param name="late">Whether something was said for a later day before.</param>
    /// <param name="retires">Whether a head is there that gives way.</param>
    /// <param name="row">The row.</param>
    /// <param name="content">Digest of its content.</param>
    public void Accept(
        PreparedRows target, Dictionary<Guid, long> versions, Guid key, Guid subject, Guid previous, Added added, bool late, bool retires,
        TakenRow row, ReadOnlySpan<byte> content)
    {
        Span<byte> mixed = stackalloc byte[32];
        if (late)
            Mix(content, Late, mixed);
        var id = Uuid8.ForEvent(ring.Require(subject), provision.Id, key, previous, late ? mixed : content);
        var version = Next(versions, subject);
        var statement = new RecordStatement(key, added.Effective, Ended: false, id, previous, id, subject, version, row.Number);
        var data = dryRun ? RecordEvents.NoData : events.Data(ring, row.Values, subject, version);
        Add(target, RecordEventTypes.RecordAccepted, statement, version, data, added.IsHead, retires);
    }

    /// <summary>Adds a statement without content of its own: an end, or what an earlier event said.</summary>
    public void AddPlain(PreparedRows target, Dictionary<Guid, long> versions, Guid key, Guid subject, Guid tail, Added added, bool retires)
    {
        Span<byte> said = stackalloc byte[32];
        said.Clear();
        BinaryPrimitives.WriteInt32BigEndian(said, added.Effective.DayNumber);
        Mix(said, added.Kind == Addition.End ? Ended : Restated, said);
        var id = Uuid8.ForEvent(secret, provision.Id, key, tail, said);
        var version = Next(versions, subject);
        var statement = added.Kind == Addition.End
            ? new RecordStatement(key, added.Effective, Ended: true, id, tail, id, subject, version, Row: 0)
            : added.Content! with { Effective = added.Effective, StatedBy = id, Seq = 0 };
        var type = added.Kind == Addition.End ? RecordEventTypes.RecordNoLongerReported : RecordEventTypes.RecordRestated;
        Add(target, type, statement, version, RecordEvents.NoData, added.IsHead && !statement.Ended, retires, subject);
    }

    private static long Next(Dictionary<Guid, long> versions, Guid stream) => versions[stream] = versions.GetValueOrDefault(stream) + 1;

    private static void Mix(ReadOnlySpan<byte> content, byte kind, Span<byte> target)
    {
        Span<byte> text = stackalloc byte[33];
        content[..32].CopyTo(text);
        text[32] = kind;
        SHA256.HashData(text, target);
    }

    private void Add(
        PreparedRows target, string type, RecordStatement statement, long version, ReadOnlyMemory<byte> data, bool isHead, bool retires, Guid? stream = null)
    {
        target.Events.Add(new NewEvent(
            statement.StatedBy, stream ?? statement.Stream, version, type, data, dryRun ? RecordEvents.NoData : events.Headers(statement)));
        target.Statements.Add(new NewStatement(statement, isHead, retires));
    }
}
