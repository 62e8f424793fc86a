using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>Turns rows that were read into events and statements, against what the store will hold by then.</summary>
internal sealed class RowPreparation(
    ImportSetting setting, ClaimedFile file, ExtractPlace place, Guid delivery, RowKeys keys, SeenKeys seen, Statements statements, DeliveryTally tally, Quarantine quarantine)
{
    private readonly Provision provision = file.Provision;
    private readonly bool tellsResidents =
        ResidentProjection.Describes(file.Provision) || DepartureProjection.Describes(file.Provision) || ProtectionProjection.Describes(file.Provision)
        || CouncilProjection.Describes(file.Provision);

    /// <summary>What is said again is told again: a table that came with an update is filled by the next import.</summary>
    private readonly bool tellsAgain = ProtectionProjection.Describes(file.Provision) || CouncilProjection.Describes(file.Provision);

    private readonly bool tellsHouseholds = MembershipProjection.Describes(file.Provision);

    /// <summary>Prepares rows and clears the list.</summary>
    public async Task<PreparedRows> PrepareAsync(List<TakenRow> rows, CancellationToken ct)
    {
        var placed = Place(rows);
        rows.Clear();
        var part = new PreparedRows { Number = setting.Parts.Next(), Delivery = delivery, Day = place.Day };
        part.Subjects.AddRange(placed.Select(p => p.Subject).Distinct());
        if (placed.Count > 0)
        {
            var known = await setting.Line.LoadAsync(provision.Id, [.. placed.Select(p => p.Key)], [.. part.Subjects], ct);
            var timelines = await TimelinesAsync(placed, known, ct);
            foreach (var row in placed)
                Decide(part, known, timelines, row);
        }

        quarantine.MoveTo(part);
        tally.Events += part.Events.Count;
        part.Keys = setting.Ring.TakeNew();
        return part;
    }

    /// <summary>Whom the rows are about and which keys they have; rows that stand above already are left out.</summary>
    private List<PlacedRow> Place(List<TakenRow> rows)
    {
        var placed = new List<PlacedRow>(rows.Count);
        foreach (var row in rows)
        {
            var key = keys.KeyOf(row.Values);
            var nth = seen.Add(key, row.Digest);
            if (nth == 0)
            {
                tally.Refuse(row.Number, Finding.OfDuplicate, null);
                continue;
            }

            var subject = keys.SubjectOf(row.Values);
            if (setting.Erased.Contains(subject))
            {
                tally.Refuse(row.Number, Finding.OfErased(), null);
                continue;
            }

            tally.Take(row, nth > 1 ? Finding.OfContradiction : null);
            placed.Add(new PlacedRow(row, subject, nth == 1 ? key : keys.KeyOf(row.Values, nth), nth > 1));
        }

        return placed;
    }

    /// <summary>Everything said about keys that cannot be judged by their heads alone; null when there are none.</summary>
    private async Task<Dictionary<Guid, RecordTimeline>?> TimelinesAsync(List<PlacedRow> placed, KnownRows known, CancellationToken ct)
    {
        var late = place.NextExtract is not null;
        var asked = placed.Where(p => late
            || (known.Heads.TryGetValue(p.Key, out var head) ? head.Effective > DayOf(p) : setting.Register.HasEnds(provision))).Select(p => p.Key).ToArray();
        if (asked.Length == 0)
            return null;
        await setting.Line.SettleAsync(ct);
        var timelines = await setting.Line.TakeTurnAsync(
            connection => RecordStatements.TimelinesAsync(connection, setting.City.Code, provision.Id, asked, ct), ct);
        await setting.LoadVersionsAsync(known.Versions, timelines.Values, ct);
        foreach (var key in asked)
            timelines.TryAdd(key, new RecordTimeline([]));
        return timelines;
    }

    private void Decide(PreparedRows part, KnownRows known, Dictionary<Guid, RecordTimeline>? timelines, PlacedRow placed)
    {
        Span<byte> content = stackalloc byte[32];
        RowDigest.Sha256(placed.Row.Values, content);
        if (timelines is not null && timelines.TryGetValue(placed.Key, out var timeline))
        {
            DecideInTime(part, known, timeline, placed, content.ToArray());
            return;
        }

        var head = known.Heads.GetValueOrDefault(placed.Key);
        if (head is null || !statements.Says(head, placed.Subject, content))
        {
            var added = new Added(Addition.Accept, DayOf(placed), IsHead: true, null);
            statements.Accept(part, known.Versions, placed.Key, placed.Subject, head?.StatedBy ?? Guid.Empty, added, late: false, head is not null, placed.Row, content);
            TellHousehold(part, placed);
            Tell(part, placed);
        }
        else if (provision.Mode == DeliveryMode.Delta && head.Effective < DayOf(placed))
        {
            statements.AddPlain(
                part, known.Versions, placed.Key, head.Stream, head.StatedBy, new Added(Addition.Restate, DayOf(placed), IsHead: true, head), retires: true);
        }
        else if (placed.Repeats || tellsAgain)
        {
            Tell(part, placed);
        }
    }

    private void DecideInTime(PreparedRows part, KnownRows known, RecordTimeline timeline, PlacedRow placed, byte[] content)
    {
        var tail = timeline.Tail;
        var retires = timeline.HasHead;
        var told = part.Events.Count;
        foreach (var added in Succession.OfRow(timeline, DayOf(placed), place.NextExtract, s => statements.Says(s, placed.Subject, content), provision.Mode == DeliveryMode.Delta))
        {
            if (added.Kind == Addition.Accept)
            {
                statements.Accept(part, known.Versions, placed.Key, placed.Subject, tail, added, late: true, retires && added.IsHead, placed.Row, content);
                TellHousehold(part, placed);
            }
            else
            {
                statements.AddPlain(part, known.Versions, placed.Key, added.Content?.Stream ?? placed.Subject, tail, added, retires && added.IsHead);
            }

            tail = part.Events[^1].Id;
            if (added is { Kind: Addition.Accept, IsHead: true })
                Tell(part, placed);
        }

        if (tellsAgain && part.Events.Count == told && known.Heads.GetValueOrDefault(placed.Key) is { } head && statements.Says(head, placed.Subject, content))
            Tell(part, placed);
    }

    /// <summary>Also of what comes late: the household of an earlier time.</summary>
    private void TellHousehold(PreparedRows part, PlacedRow placed)
    {
        if (tellsHouseholds)
            part.Households.Add((part.Events[^1].Id, placed.Subject, placed.Row.Values));
    }

    private void Tell(PreparedRows part, PlacedRow placed)
    {
        if (tellsResidents)
            part.Current.Add((placed.Key, placed.Subject, placed.Row.Values));
    }

    private DateOnly DayOf(PlacedRow placed) => provision.EffectiveColumn is { } column ? DayIn(placed.Row.Values[column]) : place.Day;

    /// <summary>A day that has not come yet, or no day, does not order anything: the day of the delivery does.</summary>
    private DateOnly DayIn(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            && day < place.Day ? day : place.Day;

    private sealed record PlacedRow(TakenRow Row, Guid Subject, Guid Key, bool Repeats);
}
