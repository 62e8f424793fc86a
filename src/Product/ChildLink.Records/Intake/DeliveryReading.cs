using ChildLink.Privacy;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>Reads one claimed file in parts of bounded size and prepares each part for writing.</summary>
internal sealed class DeliveryReading(ImportSetting setting, ClaimedFile file, ExtractPlace place, Guid delivery)
{
    private const int PartRows = 5_000;
    private const int TitleRecords = 10;

    private readonly Provision provision = file.Provision;
    private readonly Quarantine quarantine = new(setting.Ring, setting.Time);
    private readonly SeenKeys seen = new();
    private readonly RowKeys keys = new(file.Provision, file.Parts, setting.Subjects);

    /// <summary>Reads everything; all parts but the last are handed over on the way.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="acceptsDrop">Whether a person knows that many records are not reported any more.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The last step of the file, and its rows.</returns>
    /// <exception cref="FileRefusedException">No header, a forbidden column, an unclosed quotation mark, or reading failed.</exception>
    public async Task<(ImportStep Step, PreparedRows? Rows)> RunAsync(Stream stream, bool acceptsDrop, CancellationToken ct)
    {
        var tally = new DeliveryTally(quarantine);
        using var events = new RecordEvents(provision, file.Parts, delivery, setting.Time.GetUtcNow());
        var statements = new Statements(provision, setting.Ring, setting.StatementSecret, events, setting.DryRun);
        var preparation = new RowPreparation(setting, file, place, delivery, keys, seen, statements, tally, quarantine);
        var last = await ReadAsync(stream, tally, preparation, ct);
        var (standing, missing) = await new MissingRecords(setting, file, place, seen, statements, tally).EndAsync(last, ct);
        if (tally.Ended > 0)
            setting.Register.NoteEnd(provision);

        var held = missing * 100 > standing * provision.LargestDropPercent && !acceptsDrop;
        var counts = held ? tally.Counts with { Events = 0 } : tally.Counts;
        var known = new KnownDelivery(
            delivery, provision.Id, file.File.Shown, file.Scope, Convert.ToHexStringLower(file.Digest), setting.Time.GetUtcNow(), place.Day,
            held ? DeliveryState.Held : DeliveryState.Taken, counts.Records, tally.Nameless);
        var record = new DeliveryRecord(known, file.Digest, file.Parts.Date, counts, standing, missing);
        return held
            ? (new ImportStep.Hold(file, record, new DeliveryOutcome.Held(file.File.Shown, provision.Id, delivery, counts, standing, missing)), null)
            : (new ImportStep.Whole(file, last, record, place, tally.IsComplete,
                new DeliveryOutcome.Taken(file.File.Shown, provision.Id, delivery, counts, tally.Rules) { Ended = tally.Ended }), last);
    }

    private async Task<PreparedRows> ReadAsync(Stream stream, DeliveryTally tally, RowPreparation preparation, CancellationToken ct)
    {
        using var reader = DelimitedRecords.Open(stream);
        var header = await FindHeaderAsync(reader, tally, ct);
        var rows = new RowReading(provision, setting.City, header, reader.IsCp932);
        var guess = new KeyGuess(provision, setting.City, header, keys, setting.Subjects);
        var plausibility = new FilePlausibility(setting, file, keys);
        var taken = new List<TakenRow>();
        var isFirst = true;
        while (await reader.ReadAsync(ct))
        {
            tally.Records++;
            var (row, finding) = rows.Read(reader.Number, reader.Current);
            if (row is not null)
                taken.Add(row);
            else
                Refuse(tally, reader, finding!, guess);
            if (taken.Count < PartRows && quarantine.Count < PartRows)
                continue;
            if (isFirst)
                await plausibility.CheckAsync(taken, ct);
            isFirst = false;
            var part = await preparation.PrepareAsync(taken, ct);
            await setting.Line.PushAsync(new ImportStep.Part(file, part), part, ct);
        }

        if (isFirst)
            await plausibility.CheckAsync(taken, ct);
        return await preparation.PrepareAsync(taken, ct);
    }

    private void Refuse(DeliveryTally tally, DelimitedRecords reader, Finding finding, KeyGuess guess)
    {
        // A row that is held back is kept: not one about somebody who was erased.
        var isErased = setting.Erased.Count > 0 && finding.Disposition == FindingDisposition.Quarantined && finding.Rule != FindingRules.MyNumber
            && guess.SubjectsOf(reader.Current).Any(setting.Erased.Contains);
        tally.Refuse(reader.Number, isErased ? Finding.OfErased() : finding, reader.Current);
        if (!place.Speaks || finding.Disposition != FindingDisposition.Quarantined)
            return;
        var named = false;
        foreach (var key in guess.Of(reader.Current))
        {
            seen.Excuse(key);
            named = true;
        }

        if (!named)
            tally.Nameless++;
    }

    private async Task<FileHeader> FindHeaderAsync(DelimitedRecords reader, DeliveryTally tally, CancellationToken ct)
    {
        string[] widest = [];
        while (reader.Number < TitleRecords && await reader.ReadAsync(ct))
        {
            tally.Records++;
            if (FileHeader.Forbidden(reader.Current) is not null)
                throw new FileRefusedException("forbidden_column", $"record {reader.Number} names a column that is never taken in (個人番号, 本籍).");
            if (MyNumber.IndexIn(reader.Current) is var numbered and >= 0)
            {
                tally.Refuse(reader.Number, Finding.OfMyNumber(numbered), reader.Current);
                continue;
            }

            if (FileHeader.TryRead(reader.Current, provision) is { } header)
            {
                tally.Skip(FindingRules.HeaderRow);
                return header;
            }

            tally.Skip(FindingRules.TitleRow);
            if (reader.Current.Length > widest.Length)
                widest = reader.Current;
        }

        throw new FileRefusedException(
            "no_header", $"no record among the first {TitleRecords} is the header of provision {provision.Id}; missing: {string.Join(", ", FileHeader.Missing(widest, provision))}.");
    }
}
