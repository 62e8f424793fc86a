using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Finds the provision of each file and has it read.</summary>
internal sealed class FilePreparation(ImportSetting setting, ImportChoice choice)
{
    /// <summary>Prepares files in the order given and hands each over.</summary>
    public async Task PrepareAsync(IReadOnlyList<DeliveredFile> files, CancellationToken ct)
    {
        var lastOfPath = files.Select((f, i) => (f.Shown, i)).GroupBy(f => f.Shown, f => f.i, StringComparer.Ordinal).Select(g => g.Max()).ToHashSet();
        for (var i = 0; i < files.Count; i++)
        {
            try
            {
                await PrepareAsync(files[i], replaced: !lastOfPath.Contains(i), ct);
            }
            catch (FileRefusedException e)
            {
                await setting.Line.PushAsync(new ImportStep.Refuse(files[i].Name, new DeliveryOutcome.Refused(files[i].Shown, e.Rule, e.Message)), rows: null, ct);
                // Parts of it may have been handed over already; nothing may be read over them.
                await setting.Line.SettleAsync(ct);
            }
        }

        await setting.Line.CompleteAsync(ct);
    }

    private async Task PrepareAsync(DeliveredFile file, bool replaced, CancellationToken ct)
    {
        var claim = FileClaims.Of(setting.City, file, setting.Time.GetUtcNow());
        await using var stream = DeliveredFiles.Open(file);
        var claimed = new ClaimedFile(
            file, claim.Provision, claim.Parts, await DeliveredFiles.DigestAsync(stream, claim, ct), DeliveredFiles.TrueUntil(stream, claim, setting.Time.GetUtcNow()))
        {
            Submission = file.Submitted?.KeyUnder(claim.Provision.Id, setting.SubmissionSecret),
        };
        if (claimed.Submission is { } key && await FindAsync(key, ct) is { } known)
        {
            var before = setting.Register.Get(known.Delivery);
            if (before.State != DeliveryState.Released)
            {
                await setting.Line.PushAsync(new ImportStep.Recall(file.Name, Repeated(file, before)), rows: null, ct);
                return;
            }

            // A person let it in after it was held; it says what it said then.
            claimed = claimed with { TrueUntil = known.SubmittedAt < claimed.TrueUntil ? known.SubmittedAt : claimed.TrueUntil };
        }

        var hash = Convert.ToHexStringLower(claimed.Digest);
        var repeated = claimed.Submission is null
            ? setting.Register.Repeated(claim.Provision, hash, file.Shown, replaced)
            : setting.Register.RepeatedLast(claim.Provision, claimed.Scope, hash);
        if (repeated is not null)
        {
            await setting.Line.PushAsync(new ImportStep.Again(claimed, Repeated(file, repeated)), rows: null, ct);
            return;
        }

        if (stream.Length == 0)
            throw new FileRefusedException("empty_file", "the file has no bytes.");
        await ReadAsync(claimed, stream, hash, ct);
    }

    private static DeliveryOutcome.Repeated Repeated(DeliveredFile file, KnownDelivery before) => new(file.Shown, before.Provision, before.Id, before.Records);

    /// <exception cref="FileRefusedException">The key stands for something else.</exception>
    private async Task<KnownSubmission?> FindAsync(SubmissionKey key, CancellationToken ct)
    {
        var known = await setting.Line.TakeTurnAsync(connection => Submissions.FindAsync(connection, setting.City.Code, key, ct), ct);
        return known is null || known.Digest.AsSpan().SequenceEqual(key.Digest)
            ? known
            : throw new FileRefusedException(SubmittedRows.KeyReused, "a submission with this client key came before with other rows, another file name or another provision.");
    }

    private async Task ReadAsync(ClaimedFile file, Stream stream, string hash, CancellationToken ct)
    {
        var waiting = setting.Register.Waiting(file.Provision, hash);
        var now = setting.Time.GetUtcNow();
        var delivery = waiting?.Id ?? Guid.CreateVersion7(now);
        var place = ExtractPlace.Of(file, setting.Register, now);
        var (step, rows) = await new DeliveryReading(setting, file, place, delivery).RunAsync(stream, Accepts(file, waiting), ct);
        await setting.Line.PushAsync(step, rows, ct);
        if (step is ImportStep.Whole whole)
            setting.Register.Add(whole.Delivery.Known);
        else if (step is ImportStep.Hold hold)
            await HoldAsync(hold, ct);
    }

    /// <summary>What was written of a held file is taken back before anything is read over it.</summary>
    private async Task HoldAsync(ImportStep.Hold hold, CancellationToken ct)
    {
        setting.Register.Add(hold.Delivery.Known);
        await setting.Line.SettleAsync(ct);
    }

    private bool Accepts(ClaimedFile file, KnownDelivery? waiting) =>
        waiting?.State == DeliveryState.Released
        || choice.AcceptedDrops.Contains(file.File.Name, StringComparer.Ordinal)
        || choice.AcceptedDrops.Contains(file.File.Shown, StringComparer.Ordinal)
        || (waiting is not null && choice.AcceptedDrops.Contains(waiting.Id.ToString("D"), StringComparer.OrdinalIgnoreCase));
}
