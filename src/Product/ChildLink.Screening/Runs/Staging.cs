using ChildLink.Learning.Counting;
using ChildLink.Privacy.Gateway;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using Npgsql;

namespace ChildLink.Screening.Runs;

/// <summary>Reads what a run judges by: at once, or in two stages, the second for those only whom the first flagged.</summary>
internal sealed class Staging(SourceReading reading, Judging judging, long seed, DateOnly day)
{
    /// <param name="connection">Inside the run's transaction.</param>
    /// <param name="grant">Grant with the purpose of the run.</param>
    /// <param name="provisions">Provisions that the plan's items need.</param>
    /// <param name="step">Told the name of each provision before it is read.</param>
    /// <param name="ct">Cancels between rows.</param>
    public async Task<(SourceRecords Sources, FeatureTable Children, StagedRun? Staged)> ReadAsync(
        NpgsqlConnection connection, ProcessingGrant grant, IReadOnlySet<string> provisions, Action<string> step, CancellationToken ct)
    {
        if (judging.First is not { } stage)
        {
            var all = await reading.ReadAsync(connection, grant, provisions, day, step, ct);
            return (all, FeatureTable.Of(all, judging.Items, day).Where(judging.Takes), null);
        }

        var early = ScreeningPlan.ProvisionsOf(stage.Items);
        var first = await reading.ReadAsync(connection, grant, early, day, step, ct);
        var screened = FeatureTable.Of(first, stage.Items, day).Where(judging.Takes);
        var flagged = Flagged(stage, screened);
        var late = provisions.Where(p => !early.Contains(p)).ToHashSet(StringComparer.Ordinal);
        var second = await reading.ReadAboutAsync(connection, grant, first, late, flagged, day, step, ct);
        return (
            second.Sources,
            FeatureTable.Of(second.Sources, judging.Items, day).Where(c => flagged.Contains(c.Id)),
            new StagedRun(screened.Rows.Count, flagged.Count, second.Counts));
    }

    private HashSet<Guid> Flagged(FirstStage stage, FeatureTable screened) =>
    [
        .. CountScoring.Score(stage.Count, screened.Cells, CountedScoring.TiesOf(screened, seed))
            .Select((count, row) => (count, row)).Where(c => c.count.SelectedBy is not null).Select(c => screened.Rows[c.row].Id),
    ];
}
