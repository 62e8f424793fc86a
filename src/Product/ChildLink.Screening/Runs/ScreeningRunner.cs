using System.Data;
using System.Globalization;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using Npgsql;

namespace ChildLink.Screening.Runs;

/// <summary>
/// Runs a plan over every child of the city and stores points, ranks and factors in one transaction. Records whose basis
/// or purpose does not allow screening do not enter.
/// </summary>
/// <exception cref="ChildLink.Privacy.Policy.PolicyException">When made: a plan file of the city does not compile.</exception>
public sealed class ScreeningRunner(NpgsqlDataSource database, City city, KeyHome keys, PrivacyGateway gateway, TimeProvider time)
{
    private const string Purpose = "screening";

    /// <summary>The plans of the city.</summary>
    public ScreeningPlans Plans { get; } = ScreeningPlans.Load(city, gateway.Policy.QuasiIdentifiers);

    /// <summary>Runs a plan.</summary>
    /// <param name="caller">Who runs it; stands in the log.</param>
    /// <param name="plan">Name of the plan.</param>
    /// <param name="asOf">The day the cells speak of; null for the day the newest register was drawn.</param>
    /// <param name="progress">Told before every step; may be null.</param>
    /// <param name="ct">Cancels before commit; nothing is stored then, and the log says what was opened.</param>
    /// <exception cref="DisclosureLogUnavailableException">No log, no run: nothing was stored.</exception>
    public async Task<ScreeningOutcome> RunAsync(
        Caller caller, string plan, DateOnly? asOf, IProgress<ScreeningProgress>? progress, CancellationToken ct)
    {
        if (Plans.Find(plan) is not { } found)
            return new ScreeningOutcome.NoSuchPlan(Plans.Ids);
        var startedAt = time.GetUtcNow();
        await using var grant = gateway.Grant(caller, Purpose, Guid.CreateVersion7(startedAt));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var work = await SubjectWork.BeginAsync(connection, ct);
        // One snapshot: an import that commits meanwhile is seen whole by the next run or not at all by this one.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if ((asOf ?? await RegisterDay.LatestAsync(connection, city.Code, ct)) is not { } day)
            return NoRegister();

        var (judging, refusal) = await Judging.OfAsync(connection, city.Code, found, ct);
        if (judging is null)
            return refusal!;
        var provisions = ScreeningPlan.ProvisionsOf(judging.Items);
        var steps = new Steps(progress, provisions.Count + 2);
        var operation = $"screen {found.Id}";
        grant.Begin(operation);
        var seed = RunSeed.Of(keys, city.Code, found, day);
        var (sources, children, staged) = await new Staging(new SourceReading(city, keys, time), judging, seed, day).ReadAsync(connection, grant, provisions, steps.Begin, ct);
        steps.Begin("score");
        var results = judging.Score(children, seed, gateway.Policy.QuasiIdentifiers);
        var run = new ScreeningRun(
            grant.Run, found.Id, found.Difficulty, day, startedAt, time.GetUtcNow(), results.Count, results.Count(r => r.SelectedBy is not null),
            seed, gateway.Policy.Hash, found.Hash, $"{caller.Identity.Issuer}|{caller.Identity.Person}", [.. judging.Items.Select(i => i.Code)],
            [.. sources.Unreadable.Order(StringComparer.Ordinal)], judging.Model?.Id, judging.Model?.ModelHash, judging.Model?.Leaking ?? [])
        { Staged = staged, QuasiIdentifiers = Coarsening.CodesOf(gateway.Policy.QuasiIdentifiers, children.Cells.Columns) };
        var outcome = Judge(sources, run);

        steps.Begin("store");
        if (outcome is ScreeningOutcome.Done done)
            await RunStore.SaveAsync(connection, new EventLog(city.Code, time), done.Run, results, ct);
        // Records were opened: that stands in the log even when they were about nobody.
        await grant.RecordAsync(operation, results.Count, ct);
        await transaction.CommitAsync(CancellationToken.None);
        steps.End();
        return outcome;
    }

    private static ScreeningOutcome Judge(SourceRecords sources, ScreeningRun run)
    {
        if (sources.Unreadable.Contains(Sources.ResidentRegister))
            return NoRegister();
        return run.Children == 0 && run.Staged is not { Screened: > 0 } ? NoChildren(run.AsOf) : new ScreeningOutcome.Done(run);
    }

    private static ScreeningOutcome.NothingToScreen NoRegister() => new(
        ScreeningOutcome.NothingToScreen.NoRegister, "There is no resident register that may be used for screening: import one first.");

    private static ScreeningOutcome.NothingToScreen NoChildren(DateOnly day) => new(
        ScreeningOutcome.NothingToScreen.NoChildren,
        $"By the register no child lives in the city on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
}
