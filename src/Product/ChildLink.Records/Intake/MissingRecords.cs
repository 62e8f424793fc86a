using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>Ends the records of a full extract's scope that it lacks.</summary>
internal sealed class MissingRecords(ImportSetting setting, ClaimedFile file, ExtractPlace place, SeenKeys seen, Statements statements, DeliveryTally tally)
{
    private const int AtOnce = 5_000;

    /// <summary>Adds the ends to the last part of the file.</summary>
    /// <returns>How many records of the scope stood, and how many of them the file lacks.</returns>
    public async Task<(long Standing, long Missing)> EndAsync(PreparedRows last, CancellationToken ct)
    {
        if (!place.Speaks || place.IsFirst)
            return (0, 0);
        await setting.Line.SettleAsync(ct);
        var standing = await setting.Line.TakeTurnAsync(
            connection => RecordStatements.StandingAsync(connection, setting.City.Code, file.Provision.Id, file.Scope, place.Day, ct), ct);
        var missing = standing.FindAll(key => !seen.Contains(key));
        if (missing.Count == 0)
            return (standing.Count, 0);
        // More rows than last time name nobody: any of those missing may be one of them.
        if (tally.Nameless > place.NamelessBefore)
        {
            tally.Count(FindingRules.EndWithheld, missing.Count);
            return (standing.Count, missing.Count);
        }

        foreach (var some in missing.Chunk(AtOnce))
            await EndAsync(last, some, ct);
        return (standing.Count, missing.Count);
    }

    private async Task EndAsync(PreparedRows last, Guid[] missing, CancellationToken ct)
    {
        var timelines = await setting.Line.TakeTurnAsync(
            connection => RecordStatements.TimelinesAsync(connection, setting.City.Code, file.Provision.Id, missing, ct), ct);
        var versions = last.Events.GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.Max(e => e.Version));
        await setting.LoadVersionsAsync(versions, timelines.Values, ct);
        foreach (var (key, timeline) in timelines)
        {
            var tail = timeline.Tail;
            var retires = timeline.HasHead;
            foreach (var added in Succession.OfMissing(timeline, place.Day, place.NextExtract))
            {
                // An end that is the latest takes the head away; a restatement that is the latest takes its place.
                statements.AddPlain(last, versions, key, added.Content!.Stream, tail, added, retires && added.IsHead);
                tail = last.Events[^1].Id;
                tally.Events++;
                if (added is { Kind: Addition.End, IsHead: true })
                {
                    tally.Ended++;
                    last.Ends.Add((key, added.Content.Stream));
                }
            }
        }
    }
}
