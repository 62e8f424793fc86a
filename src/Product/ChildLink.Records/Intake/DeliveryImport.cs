using System.Globalization;
using System.Text;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>Takes one claimed file in, inside the caller's transaction, in chunks of bounded size.</summary>
internal sealed class DeliveryImport(
    NpgsqlConnection connection, City city, KeyHome keys, TimeProvider time, FileClaim.One claim, DeliveredFile file, byte[] digest, Guid delivery,
    IReadOnlySet<Guid> erased)
{
    private const int ChunkRows = 5_000;
    private const int TitleRecords = 10;

    private readonly Provision provision = claim.Provision;
    private readonly Quarantine quarantine = new(connection, city.Code, keys, time, delivery);
    private readonly SubjectIds subjects = new(keys.Derive("subjects", city.Code));
    private readonly Dictionary<Guid, int> occurrences = [];
    private readonly Dictionary<string, long> rules = new(StringComparer.Ordinal);
    private readonly List<(Guid Key, Guid Resident, string[] Values)> protections = [];
    private long records;
    private long accepted;
    private long corrected;
    private long quarantined;
    private long ignored;
    private long events;

    /// <exception cref="FileRefusedException">No header, a forbidden column, an unclosed quotation mark, or reading failed.</exception>
    public async Task<DeliveryOutcome.Taken> RunAsync(FileStream stream, CancellationToken ct)
    {
        var trueUntil = DeliveredFiles.TrueUntil(stream, claim, time.GetUtcNow());
        using var reader = DelimitedRecords.Open(stream);
        var header = await FindHeaderAsync(reader, ct);
        var rows = new RowReading(provision, city, header, reader.IsCp932);
        var chunk = new List<TakenRow>(ChunkRows);
        while (await reader.ReadAsync(ct))
        {
            records++;
            var (row, finding) = rows.Read(reader.Number, reader.Current);
            if (row is null)
                await NoteAsync(reader.Number, finding!, reader.Current, ct);
            else
                chunk.Add(row);
            if (chunk.Count == ChunkRows)
                await StoreAsync(chunk, ct);
        }

        await StoreAsync(chunk, ct);
        await quarantine.SaveAsync(ct);
        if (ResidentProjection.Describes(provision) || DepartureProjection.Describes(provision))
            await DepartureProjection.DeriveAsync(connection, city.Code, ct);
        if (ProtectionProjection.Describes(provision))
            await ProtectionProjection.SaveAsync(connection, city.Code, provision, protections, quarantined == 0, trueUntil, ct);
        var counts = new RecordCounts(records, accepted, corrected, quarantined, ignored, events);
        await Deliveries.SaveAsync(connection, city.Code, delivery, provision.Id, file.Shown, digest, time.GetUtcNow(), claim.Parts.Date, counts, ct);
        // With the file itself: whoever lives with a protected person must at no moment be seen unprotected.
        if (ResidentProjection.Describes(provision) || ProtectionProjection.Describes(provision))
            await ProtectionProjection.SpreadAsync(connection, city.Code, JapanDay.Of(time.GetUtcNow()), ct);
        return new DeliveryOutcome.Taken(file.Shown, provision.Id, delivery, counts, rules);
    }

    private async Task<FileHeader> FindHeaderAsync(DelimitedRecords reader, CancellationToken ct)
    {
        string[] widest = [];
        while (reader.Number < TitleRecords && await reader.ReadAsync(ct))
        {
            records++;
            if (FileHeader.Forbidden(reader.Current) is not null)
                throw new FileRefusedException("forbidden_column", $"record {reader.Number} names a column that is never taken in (個人番号, 本籍).");
            if (MyNumber.IndexIn(reader.Current) is var numbered and >= 0)
            {
                await NoteAsync(reader.Number, Finding.OfMyNumber(numbered), reader.Current, ct);
                continue;
            }

            ignored++;
            if (FileHeader.TryRead(reader.Current, provision) is { } header)
            {
                Count(FindingRules.HeaderRow);
                return header;
            }

            Count(FindingRules.TitleRow);
            if (reader.Current.Length > widest.Length)
                widest = reader.Current;
        }

        throw new FileRefusedException(
            "no_header", $"no record among the first {TitleRecords} is the header of provision {provision.Id}; missing: {string.Join(", ", FileHeader.Missing(widest, provision))}.");
    }

    private async Task NoteAsync(long row, Finding finding, string[] record, CancellationToken ct)
    {
        Count(finding.Rule);
        if (finding.Disposition == FindingDisposition.Ignored)
        {
            ignored++;
            if (finding.Rule is not FindingRules.BlankRow)
                quarantine.Add(row, finding, null);
        }
        else
        {
            quarantined++;
            quarantine.Add(row, finding, finding.Rule == FindingRules.MyNumber ? null : record);
        }

        await quarantine.SaveFullBatchAsync(ct);
    }

    private async Task StoreAsync(List<TakenRow> chunk, CancellationToken ct)
    {
        if (chunk.Count == 0)
            return;
        var placed = chunk.ConvertAll(Place);
        LeaveOutErased(placed);
        var subjectIds = placed.Select(p => p.Subject).Distinct().ToArray();
        var heads = await RecordHeads.LoadAsync(connection, city.Code, provision.Id, [.. placed.Select(p => p.Key)], ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, city.Code, keys, subjectIds, time.GetUtcNow(), ct);
        var log = new EventLog(city.Code, time);
        var versions = await log.VersionsAsync(connection, subjectIds, ct);

        var fresh = new List<NewEvent>();
        var newHeads = new List<RecordHead>();
        var changed = new List<(Guid, Guid, string[])>();
        foreach (var (row, subject, key, repeats) in placed)
        {
            CountTaken(row);
            if (ProtectionProjection.Describes(provision))
                protections.Add((key, subject, row.Values));
            var decided = Decide(ring, heads, row, subject, key);
            if (decided is not null || repeats)
                changed.Add((key, subject, row.Values));
            if (decided is not { } change)
                continue;
            var version = versions[subject] = versions.GetValueOrDefault(subject) + 1;
            fresh.Add(new NewEvent(
                change.Event, subject, version, RecordEventTypes.RecordAccepted,
                RecordEvents.Data(ring, provision, row.Values, subject, version),
                RecordEvents.Headers(provision, claim.Parts, claim.Parts.Date, delivery, row.Number, key, change.Previous)));
            newHeads.Add(new RecordHead(key, change.Event, change.Previous, subject, version, row.Number));
        }

        await ring.SaveNewAsync(connection, ct);
        await log.AppendAsync(connection, RecordEventTypes.SubjectStream, fresh, ct);
        await RecordHeads.SaveAsync(connection, city.Code, provision.Id, delivery, newHeads, ct);
        if (ResidentProjection.Describes(provision))
            await ResidentProjection.SaveAsync(connection, city.Code, provision, changed, ct);
        if (DepartureProjection.Describes(provision))
            await DepartureProjection.SaveAsync(connection, city.Code, provision, changed, ct);
        await quarantine.SaveFullBatchAsync(ct);
        events += fresh.Count;
        chunk.Clear();
    }

    private void LeaveOutErased(List<(TakenRow Row, Guid Subject, Guid Key, bool Repeats)> placed)
    {
        foreach (var (row, _, _, _) in placed.Where(p => erased.Contains(p.Subject)))
        {
            ignored++;
            Count(FindingRules.ErasedSubject);
            quarantine.Add(row.Number, Finding.OfErased(), null);
        }

        placed.RemoveAll(p => erased.Contains(p.Subject));
    }

    /// <summary>The event that makes the row known, or null when the store already says the same.</summary>
    private (Guid Event, Guid Previous)? Decide(
        SubjectKeyRing ring, Dictionary<Guid, (Guid Event, Guid Previous)> heads, TakenRow row, Guid subject, Guid key)
    {
        Span<byte> content = stackalloc byte[32];
        RowDigest.Sha256(row.Values, content);
        var secret = ring.Require(subject);
        if (heads.TryGetValue(key, out var head)
            && Uuid8.ForEvent(secret, provision.Id, key, head.Previous, content) == head.Event)
            return null;
        return (Uuid8.ForEvent(secret, provision.Id, key, head.Event, content), head.Event);
    }

    /// <summary>Whom the row is about and which business key it has; a key that repeats inside a file gets an ordinal.</summary>
    private (TakenRow Row, Guid Subject, Guid Key, bool Repeats) Place(TakenRow row)
    {
        var subject = provision.ResidentColumn is { } column
            ? subjects.Of(SubjectKind.Resident, Cell(row, column))
            : subjects.Of(SubjectKind.Source, Join(row, provision.SourceColumns));
        var text = Join(row, provision.Key);
        var key = subjects.BusinessKey(provision.Id, text);
        var nth = occurrences[key] = occurrences.GetValueOrDefault(key) + 1;
        return nth == 1
            ? (row, subject, key, false)
            : (row, subject, subjects.BusinessKey(provision.Id, text + "\u001f#" + nth.ToString(CultureInfo.InvariantCulture)), true);
    }

    private string Join(TakenRow row, IReadOnlyList<string> columns)
    {
        var text = new StringBuilder();
        foreach (var column in columns)
            text.Append(Cell(row, column)).Append('\u001f');
        return text.ToString();
    }

    private string Cell(TakenRow row, string column)
    {
        if (claim.Parts.Virtual(column) is { } value)
            return value;
        for (var i = 0; i < provision.Columns.Count; i++)
        {
            if (provision.Columns[i].Name == column)
                return row.Values[i];
        }

        return "";
    }

    private void CountTaken(TakenRow row)
    {
        if (row.Repairs.Count == 0)
        {
            accepted++;
            return;
        }

        corrected++;
        foreach (var repair in row.Repairs)
        {
            Count(repair.Rule);
            quarantine.Add(row.Number, repair, null);
        }
    }

    private void Count(string rule) => rules[rule] = rules.GetValueOrDefault(rule) + 1;
}
